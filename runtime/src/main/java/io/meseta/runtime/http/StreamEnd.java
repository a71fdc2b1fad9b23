package io.meseta.runtime.http;

/** Why a {@link ResponseStream} is over. */
public enum StreamEnd {
  /** We closed it, and all that was sent before went out. */
  CLOSED,
  /** The other side closed the connection, or it broke. */
  PEER_GONE,
  /** The reader did not keep up and its buffer was full: it was disconnected. */
  TOO_SLOW
}
