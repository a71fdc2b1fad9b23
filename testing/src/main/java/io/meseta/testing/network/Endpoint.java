package io.meseta.testing.network;

/** A process that can be reached over the network. */
public interface Endpoint {

  /** A message came. */
  void receive(String from, Object message);

  /** The connection to a peer broke, or it could not be made. */
  void peerExited(String peer);
}
