package io.meseta.driver.scheduler;

import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Numbers of the v1 scheduler events, and what can be read off them without v0 messages. */
final class Events {
  static final int SUBSCRIBED = 1;
  static final int OFFERS = 2;
  static final int RESCIND = 3;
  static final int UPDATE = 4;
  static final int MESSAGE = 5;
  static final int FAILURE = 6;
  static final int ERROR = 7;

  static final int TASK_LOST = 5;
  static final int TASK_DROPPED = 9;
  static final int SOURCE_MASTER = 0;
  static final int REASON_MASTER_DISCONNECTED = 7;

  private static final double DEFAULT_HEARTBEAT_SECONDS = 15;
  private static final int MISSED_HEARTBEATS = 5;

  private Events() {}

  /** The field that holds the content of an event of this type: one behind the type's number. */
  static int contentOf(int type) {
    return type + 1;
  }

  static int typeOf(byte[] event) throws IOException {
    return (int) Message.parse(event).number(1).orElse(0);
  }

  /** How long a stream that opened with this SUBSCRIBED may be silent. */
  static Duration silenceLimit(byte[] subscribed) throws IOException {
    double seconds =
        Message.parse(subscribed).message(contentOf(SUBSCRIBED)).real(2, DEFAULT_HEARTBEAT_SECONDS);
    double sane = seconds > 0 ? seconds : DEFAULT_HEARTBEAT_SECONDS;
    return Duration.ofMillis((long) (sane * MISSED_HEARTBEATS * 1000));
  }

  /** The encoded ids of encoded offers. */
  static List<byte[]> idsOf(List<byte[]> offers) throws IOException {
    List<byte[]> ids = new ArrayList<>(offers.size());
    for (byte[] offer : offers) {
      Message.parse(offer).bytes(1).ifPresent(ids::add);
    }
    return ids;
  }

  /** The encoded ids of the offers in an OFFERS event. */
  static List<byte[]> offerIds(byte[] event) throws IOException {
    return idsOf(Message.parse(event).message(contentOf(OFFERS)).allBytes(1));
  }
}
