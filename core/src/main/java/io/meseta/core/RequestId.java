package io.meseta.core;

/**
 * Ties an answer to the request that awaits it. Given out by the adapter that received the request;
 * unique for the life of the process.
 *
 * @param value a serial number
 */
public record RequestId(long value) {

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
