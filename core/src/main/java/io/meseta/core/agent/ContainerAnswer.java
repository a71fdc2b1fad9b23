package io.meseta.core.agent;

/**
 * The outcomes of calls about the containers of executors; the adapter knows their HTTP forms
 * (Mesos reference §3.3).
 */
public sealed interface ContainerAnswer {

  /** The agent has not finished recovery. */
  record Recovering() implements ContainerAnswer {}

  /** Done: launched, signalled or removed. */
  record Done() implements ContainerAnswer {}

  /** The container was launched before. */
  record AlreadyLaunched() implements ContainerAnswer {}

  /** There is no such container, or none that runs. */
  record NotFound() implements ContainerAnswer {}

  /** It cannot be launched, for the reason told. */
  record Invalid(String message) implements ContainerAnswer {}

  /** The call cannot be carried out now, for the reason told. */
  record Failed(String message) implements ContainerAnswer {}

  /** The agent has more to do than it can, with what is told. */
  record Busy(String message) implements ContainerAnswer {}

  /** The container that was waited for has ended. */
  record Ended(ExitStatus status) implements ContainerAnswer {}
}
