package io.meseta.testing.disk;

import org.jspecify.annotations.Nullable;

/**
 * How durable events become journal records, and back.
 *
 * @param <E> events of the daemon
 */
public interface RecordCodec<E> {

  /** The record of the event, or null if it need not survive. */
  byte @Nullable [] encode(E event);

  /** The event of a record. */
  E decode(byte[] record);
}
