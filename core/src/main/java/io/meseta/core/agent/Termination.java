package io.meseta.core.agent;

import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** What the agent says of the live tasks of an executor that ended. */
public record Termination(TaskState state, Reason reason, String message) {}
