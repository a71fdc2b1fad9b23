package io.meseta.bench;

import io.meseta.bench.allocation.AllocatorCases;
import io.meseta.bench.allocation.AllocatorCycle;
import io.meseta.bench.allocation.AllocatorGrid;
import io.meseta.bench.allocation.AllocatorGrowth;
import io.meseta.bench.allocation.QuotaCycle;
import io.meseta.bench.allocation.ResourceAlgebra;
import io.meseta.bench.allocation.SharesAndReservations;
import io.meseta.bench.cluster.HelloTime;
import io.meseta.bench.cluster.SubscriberHeap;
import io.meseta.bench.cluster.TaskLatency;
import io.meseta.bench.cluster.TaskRate;
import io.meseta.bench.cluster.UpdateRate;
import io.meseta.bench.inside.JournalRate;
import io.meseta.bench.inside.LoopRate;
import io.meseta.bench.inside.MasterHeap;
import io.meseta.bench.report.Table;

/** What can be measured by name. */
enum Measurement {
  LATENCY("one task at a time: launch, and from free to offered", TaskLatency::measure),
  RATE("tasks per second through one agent", TaskRate::measure),
  UPDATES("status updates per second, to one scheduler and to a thousand", UpdateRate::measure),
  SUBSCRIBERS("heap of the master per idle scheduler", SubscriberHeap::measure),
  HELLO("wall and CPU of meseta hello", HelloTime::measure),
  HEAP("heap of the master per agent and task", MasterHeap::measure),
  GRID("allocation cycles of all sizes, one table", AllocatorGrid::measure),
  CASES("quotas, shares, reservations: allocator, one table", AllocatorCases::measure),
  ALLOCATOR("allocation cycles (JMH)", AllocatorCycle::measure),
  QUOTA("allocation cycles with quota (JMH)", QuotaCycle::measure),
  SHARES("shares of many frameworks, many reservations (JMH)", SharesAndReservations::measure),
  GROWTH("how allocation cycles grow with the cluster; paints a picture", AllocatorGrowth::measure),
  RESOURCES("arithmetic of resources (JMH)", ResourceAlgebra::measure),
  JOURNAL("group commit of the journal", JournalRate::measure),
  LOOP("commands through the event loop", LoopRate::measure);

  private final String purpose;
  private final Body body;

  Measurement(String purpose, Body body) {
    this.purpose = purpose;
    this.body = body;
  }

  /** How one is carried out. */
  interface Body {
    Table measure() throws Exception;
  }

  /** What it measures, in a line. */
  String purpose() {
    return purpose;
  }

  Table measure() throws Exception {
    return body.measure();
  }
}
