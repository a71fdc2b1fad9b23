package io.meseta.driver.v1;

/** What the link tells the scheduler; one call after the other, from one thread. */
public interface V1Callbacks {
  /** There is a connection to a master; the scheduler is to subscribe. */
  void connected();

  /** The connection is lost. */
  void disconnected();

  /** An encoded Event has come. */
  void received(byte[] event);

  /** Something went wrong, which the scheduler is to get as an Event of type ERROR. */
  void error(String message);
}
