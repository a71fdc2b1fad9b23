package io.meseta.runtime.loop;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.runtime.journal.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a command without any thread: step the core, put its durable events into the journal,
 * hold the step at the gate, deliver it when the journal is far enough. The loop turns this crank.
 */
final class CommitPipeline<C, E, F> {

  private final StateMachine<C, E, F> machine;
  private final EventRecorder<? super E> recorder;
  private final Journal journal;
  private final Delivery<E, F> delivery;
  private final CommitGate<Runnable> gate = new CommitGate<>();
  private List<byte[]> group = new ArrayList<>();
  private Instant now = Instant.MIN;

  CommitPipeline(
      StateMachine<C, E, F> machine,
      EventRecorder<? super E> recorder,
      Journal journal,
      Delivery<E, F> delivery) {
    this.machine = machine;
    this.recorder = recorder;
    this.journal = journal;
    this.delivery = delivery;
  }

  /**
   * Steps the core; what comes of it is seen by nobody before the next {@link #commit} and {@link
   * #release}.
   */
  Step<E, F> step(C command, Instant instant) {
    now = instant.isAfter(now) ? instant : now;
    Step<E, F> step = machine.step(command, now);
    for (E event : step.events()) {
      byte[] record = recorder.record(event);
      if (record != null) {
        group.add(record);
      }
    }
    if (!step.isEmpty()) {
      hold(() -> delivery.deliver(step));
    }
    return step;
  }

  /** Holds back anything else that shows the state as it is now. */
  void hold(Runnable showing) {
    gate.hold(journal.position() + group.size(), showing);
  }

  /** Appends the durable events since the last commit, as one group. */
  void commit() {
    if (group.isEmpty()) {
      return;
    }
    List<byte[]> records = group;
    group = new ArrayList<>();
    journal.append(records);
  }

  /** Delivers, in order, whatever rests only on what is durable. */
  void release(long durablePosition) {
    if (gate.release(durablePosition, Runnable::run) > 0) {
      delivery.flush();
    }
  }

  int held() {
    return gate.size();
  }
}
