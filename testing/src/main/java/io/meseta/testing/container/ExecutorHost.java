package io.meseta.testing.container;

import io.meseta.core.ConnectionId;
import org.apache.mesos.v1.executor.Protos.Call;

/** The agent as executors see it: an address that answers, or does not. */
public interface ExecutorHost {

  /**
   * Makes a call.
   *
   * @return whether somebody is there to take it
   */
  boolean call(SimulatedExecutor caller, ConnectionId connection, Call call);

  /** The process at the other end of the stream is gone. */
  void hangUp(ConnectionId connection);
}
