package io.meseta.agent.linux;

/** Sends signals. */
public final class Signals {

  public static final int SIGKILL = 9;
  public static final int SIGTERM = 15;
  public static final int SIGCONT = 18;
  public static final int SIGSTOP = 19;

  private static final NativeFunction KILL = NativeFunction.named("kill");

  private Signals() {}

  /** Sends a signal and tells whether it was sent: there may be no such process, or no right. */
  public static boolean send(int pid, int signal) {
    return KILL.result(pid, signal).number() == 0;
  }

  /** Sends a signal to that very process, not to one that has got its number since. */
  public static boolean send(ProcessStat process, int signal) {
    return process.stillAlive() && send(process.pid(), signal);
  }

  /** Whether a process group has any member left, zombies included. */
  public static boolean groupExists(int leader) {
    NativeFunction.Result asked = KILL.result(-leader, 0);
    return asked.number() == 0 || asked.errno() != Errno.ESRCH;
  }
}
