package io.meseta.protocol.v0;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Converts serialized {@code scheduler.Call} messages, the only ones whose field numbers differ
 * between the dialects: {@code Subscribe} has a {@code force} field in v0, and what follows it
 * moves by one (Mesos reference §0.1). Every other message is the same bytes in both.
 *
 * <p>Works on bytes alone and needs no protobuf runtime, so that it serves applications with any
 * version of it. Unknown fields survive.
 */
public final class V0SchedulerCall {
  private static final int SUBSCRIBE = 3;
  private static final int FORCE = 2;

  private V0SchedulerCall() {}

  /**
   * A v0 call as v1; {@code force} is dropped.
   *
   * @throws IOException if the bytes are no protobuf message
   */
  public static byte[] toV1(byte[] v0) throws IOException {
    return rewrite(v0, subscribe -> renumberToV1(new WireFields(subscribe)));
  }

  /**
   * A v1 call as v0, without {@code force}: a framework that subscribes for the first time.
   *
   * @throws IOException if the bytes are no protobuf message
   */
  public static byte[] fromV1(byte[] v1) throws IOException {
    return rewrite(v1, subscribe -> renumberToV0(new WireFields(subscribe), null));
  }

  /**
   * A v1 call as v0.
   *
   * @param force written into SUBSCRIBE: whether this driver takes over from another
   * @throws IOException if the bytes are no protobuf message
   */
  public static byte[] fromV1(byte[] v1, boolean force) throws IOException {
    return rewrite(v1, subscribe -> renumberToV0(new WireFields(subscribe), force));
  }

  /**
   * Whether a v0 call is a SUBSCRIBE with {@code force}.
   *
   * @throws IOException if the bytes are no protobuf message
   */
  public static boolean force(byte[] v0) throws IOException {
    boolean force = false;
    WireFields call = new WireFields(v0);
    while (call.next()) {
      if (call.number() == SUBSCRIBE && call.isMessage()) {
        WireFields subscribe = new WireFields(call.content());
        while (subscribe.next()) {
          if (subscribe.number() == FORCE && !subscribe.isMessage()) {
            force = subscribe.varint() != 0;
          }
        }
      }
    }
    return force;
  }

  private static byte[] rewrite(byte[] bytes, Renumbering renumbering) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 4);
    WireFields call = new WireFields(bytes);
    while (call.next()) {
      if (call.number() == SUBSCRIBE && call.isMessage()) {
        byte[] subscribe = renumbering.apply(call.content());
        WireFields.writeVarint(call.tag(), out);
        WireFields.writeVarint(subscribe.length, out);
        out.write(subscribe);
      } else {
        call.copy(call.number(), out);
      }
    }
    return out.toByteArray();
  }

  private static byte[] renumberToV1(WireFields subscribe) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (subscribe.next()) {
      int number = subscribe.number();
      if (number != FORCE) {
        subscribe.copy(number == 3 || number == 4 ? number - 1 : number, out);
      }
    }
    return out.toByteArray();
  }

  private static byte[] renumberToV0(WireFields subscribe, @Nullable Boolean force)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Boolean unwritten = force;
    while (subscribe.next()) {
      int number = subscribe.number();
      if (unwritten != null && number >= FORCE) {
        writeForce(unwritten, out);
        unwritten = null;
      }
      subscribe.copy(number == 2 || number == 3 ? number + 1 : number, out);
    }
    if (unwritten != null) {
      writeForce(unwritten, out);
    }
    return out.toByteArray();
  }

  private static void writeForce(boolean force, ByteArrayOutputStream out) {
    out.write(FORCE << 3);
    out.write(force ? 1 : 0);
  }

  /** Turns the bytes of one Subscribe message into those of the other dialect. */
  private interface Renumbering {
    byte[] apply(byte[] subscribe) throws IOException;
  }
}
