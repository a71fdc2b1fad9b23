package io.meseta.master.metrics;

import com.google.protobuf.ProtocolMessageEnum;
import io.meseta.core.FrameworkId;
import io.meseta.runtime.metrics.MetricSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What is counted for one framework, under the names of Mesos. One thread counts, any may read. */
final class FrameworkCounters {

  /** What becomes of offers. */
  enum OfferFate {
    SENT,
    ACCEPTED,
    DECLINED,
    RESCINDED
  }

  private static final List<Call.Type> CALLS = known(Call.Type.values());
  private static final List<Event.Type> EVENTS = known(Event.Type.values());
  private static final List<Operation.Type> OPERATIONS = known(Operation.Type.values());
  private static final List<TaskState> ENDS = MetricNames.ENDED.keySet().stream().sorted().toList();

  private static final String UNRESERVED_PUNCTUATION = "-_.!*'()";

  private final String prefix;
  private final AtomicLongArray calls = new AtomicLongArray(CALLS.size());
  private final AtomicLongArray events = new AtomicLongArray(EVENTS.size());
  private final AtomicLongArray operations = new AtomicLongArray(OPERATIONS.size());
  private final AtomicLongArray ends = new AtomicLongArray(ENDS.size());
  private final AtomicLongArray offers = new AtomicLongArray(OfferFate.values().length);

  /** Counts for the framework of this name and id. */
  FrameworkCounters(String name, FrameworkId id) {
    prefix = prefix(name, id);
  }

  /** What the names of all metrics of the framework begin with. */
  static String prefix(String name, FrameworkId id) {
    return "master/frameworks/" + encode(name) + "/" + id + "/";
  }

  /** As libprocess encodes text for a path: what is neither a letter, a digit nor harmless. */
  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain((char) (octet & 0xFF))) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || UNRESERVED_PUNCTUATION.indexOf(c) >= 0;
  }

  void called(Call.Type type) {
    count(calls, CALLS.indexOf(type));
  }

  void told(Event.Type type) {
    count(events, EVENTS.indexOf(type));
  }

  void operated(Operation.Type type) {
    count(operations, OPERATIONS.indexOf(type));
  }

  void ended(TaskState state) {
    count(ends, ENDS.indexOf(state));
  }

  void offer(OfferFate fate) {
    count(offers, fate.ordinal());
  }

  private static void count(AtomicLongArray counts, int place) {
    if (place >= 0) {
      counts.incrementAndGet(place);
    }
  }

  /** Tells all that was counted. */
  void report(MetricSource.Receiver out) {
    out.counter(prefix + "calls", report(out, "calls/", CALLS, calls));
    out.counter(prefix + "events", report(out, "events/", EVENTS, events));
    out.counter(prefix + "operations", report(out, "operations/", OPERATIONS, operations));
    report(out, "tasks/terminal/", ENDS, ends);
    report(out, "offers/", List.of(OfferFate.values()), offers);
  }

  private long report(
      MetricSource.Receiver out,
      String group,
      List<? extends Enum<?>> names,
      AtomicLongArray counts) {
    long sum = 0;
    for (int place = 0; place < names.size(); place++) {
      long count = counts.get(place);
      out.counter(prefix + group + names.get(place).name().toLowerCase(Locale.ROOT), count);
      sum += count;
    }
    return sum;
  }

  private static <T extends Enum<T> & ProtocolMessageEnum> List<T> known(T[] types) {
    return Arrays.stream(types)
        .filter(type -> !type.name().equals("UNKNOWN") && !type.name().equals("UNRECOGNIZED"))
        .toList();
  }
}
