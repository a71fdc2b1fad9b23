/**
 * Checks and health checks of tasks (Mesos reference §11.7), as values and decisions: what is to be
 * probed and when ({@link io.meseta.core.agent.check.CheckPlan}), what a probe found ({@link
 * io.meseta.core.agent.check.ProbeResult}), and what follows from it ({@link
 * io.meseta.core.agent.check.Findings}, {@link io.meseta.core.agent.check.Verdict}).
 *
 * <p>The handler {@code machine.TaskChecks} works for every task that the agent itself is the
 * executor of. Whoever starts such a task calls {@code start(executor, where, task)} after {@code
 * TaskLaunched} and before the first status; {@code where} is the container that command probes run
 * beside: the executor's for a command task, the nested one for a task of a pod. Deadlines, probes,
 * restarts of the agent and the end of the task (a terminal {@code TaskUpdated} or {@code
 * ExecutorTerminated} forgets its checks) are then taken care of. Who begins to kill the task calls
 * {@code pause(executor, task)}. Findings come back in {@code TaskChecks.report}, which asks {@code
 * CommandTasks} or another executor to send a status, and to kill the task.
 */
package io.meseta.core.agent.check;
