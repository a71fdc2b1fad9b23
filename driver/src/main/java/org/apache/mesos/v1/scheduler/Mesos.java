package org.apache.mesos.v1.scheduler;

import org.apache.mesos.v1.scheduler.Protos.Call;

/** A scheduler's link to the master. */
public interface Mesos {
  /** Sends a call. What cannot be sent now is dropped: calls have no answer to wait for. */
  void send(Call call);

  /** Drops the connection to the master and makes a new one. */
  void reconnect();
}
