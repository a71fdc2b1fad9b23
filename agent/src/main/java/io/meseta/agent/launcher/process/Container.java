package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LauncherMessage.ContainerList;
import io.meseta.agent.launcher.WaitStatus;
import io.meseta.agent.linux.ProcessStat;
import org.jspecify.annotations.Nullable;

/**
 * A container as the launcher knows it and keeps it on disk.
 *
 * @param key its name, opaque
 * @param sandbox where it started
 * @param pid its main process, 0 if there is none yet or never was
 * @param startTicks when the main process started; with the pid it names it for good
 * @param phase how far it has come
 * @param status how its main process ended; meaningful from {@link Phase#ENDING} on
 */
record Container(
    String key, String sandbox, int pid, long startTicks, Phase phase, WaitStatus status) {

  enum Phase {
    /** Written down before its process is there. */
    STARTING,
    /** Its main process is our child. */
    RUNNING,
    /** Its main process was the child of a launcher that is gone. */
    ADOPTED,
    /** Its main process has ended, the rest of its tree is being killed. */
    ENDING,
    /** Nothing of it is left but its exit status. */
    ENDED
  }

  static Container starting(String key, String sandbox) {
    return new Container(key, sandbox, 0, 0, Phase.STARTING, WaitStatus.UNKNOWN);
  }

  Container running(int newPid, long newStartTicks) {
    return new Container(key, sandbox, newPid, newStartTicks, Phase.RUNNING, status);
  }

  Container in(Phase newPhase) {
    return new Container(key, sandbox, pid, startTicks, newPhase, status);
  }

  Container with(WaitStatus newStatus, Phase newPhase) {
    return new Container(key, sandbox, pid, startTicks, newPhase, newStatus);
  }

  /** Whether its main process has not ended yet. */
  boolean alive() {
    return phase == Phase.RUNNING || phase == Phase.ADOPTED;
  }

  /** Whether a process seen now is its main process. */
  boolean leads(@Nullable ProcessStat process) {
    return process != null && process.pid() == pid && process.startTicks() == startTicks;
  }

  ContainerList.Entry entry() {
    return new ContainerList.Entry(key, pid, phase == Phase.ENDED ? status : null);
  }
}
