package io.meseta.runtime.libprocess;

import io.meseta.protocol.libprocess.Upid;

/** A message as it came off the wire. Nothing of it is verified: senders may claim to be anyone. */
public final class ReceivedMessage {
  private final Upid from;
  private final String processId;
  private final String name;
  private final byte[] body;

  /**
   * A message.
   *
   * @param from who claims to have sent it; {@link Upid#NONE} if that could not be read
   * @param processId the local process that it is for, e.g. {@code slave(1)}
   * @param name full protobuf name, e.g. {@code mesos.internal.PingSlaveMessage}; may be unknown
   * @param body serialized protobuf, maybe malformed; must not be changed
   */
  public ReceivedMessage(Upid from, String processId, String name, byte[] body) {
    this.from = from;
    this.processId = processId;
    this.name = name;
    this.body = body;
  }

  /** Who claims to have sent it. */
  public Upid from() {
    return from;
  }

  /** The local process that it is for. */
  public String processId() {
    return processId;
  }

  /** Full protobuf name. */
  public String name() {
    return name;
  }

  /** Serialized protobuf; must not be changed. */
  public byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return name + " from " + from + " for " + processId + " (" + body.length + " bytes)";
  }
}
