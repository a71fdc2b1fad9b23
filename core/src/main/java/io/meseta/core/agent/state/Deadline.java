package io.meseta.core.agent.state;

import com.google.protobuf.ByteString;
import io.meseta.core.ContainerId;
import io.meseta.core.FrameworkId;
import io.meseta.core.TaskId;
import io.meseta.core.agent.check.CheckKey;

/** What an agent may have to do at a certain time though nobody asks; each is set once at most. */
public sealed interface Deadline {

  /** Try to register. */
  record Registration() implements Deadline {}

  /** No ping came in time. */
  record PingTimeout() implements Deadline {}

  /** Executors of before the restart had time enough. */
  record Reconnection() implements Deadline {}

  /** The executor did not subscribe in time. */
  record ExecutorRegistration(ContainerId container) implements Deadline {}

  /** The executor did not end in time. */
  record ExecutorShutdown(ContainerId container) implements Deadline {}

  /** The executor's stream wants a heartbeat. */
  record Heartbeat(ContainerId container) implements Deadline {}

  /** The command task did not end in time after SIGTERM. */
  record Escalation(ContainerId container) implements Deadline {}

  /** The command task has run as long as it may. */
  record Completion(ContainerId container) implements Deadline {}

  /** A task is to be probed. */
  record Probe(CheckKey key) implements Deadline {}

  /** What came of the operation was not acknowledged in time. */
  record OperationRetry(ByteString uuid) implements Deadline {}

  /** The update was not acknowledged in time. */
  record UpdateRetry(FrameworkId framework, TaskId task) implements Deadline {}
}
