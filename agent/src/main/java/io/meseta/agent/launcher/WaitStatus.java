package io.meseta.agent.launcher;

import java.util.List;

/**
 * How a process ended, as {@code waitpid} tells it: the raw number is what Mesos puts on the wire
 * (Mesos reference §3.3: 1024 for exit 4).
 *
 * @param raw the wait status of Linux, or {@link #UNKNOWN}'s -1
 */
public record WaitStatus(int raw) {

  /** The process ended unseen: its parent, the launcher, was killed before it. */
  public static final WaitStatus UNKNOWN = new WaitStatus(-1);

  private static final int CORE_DUMPED = 0x80;

  /** Signal names as glibc's strsignal gives them, in the order of the signal numbers from 1. */
  private static final List<String> SIGNALS =
      List.of(
          "Hangup",
          "Interrupt",
          "Quit",
          "Illegal instruction",
          "Trace/breakpoint trap",
          "Aborted",
          "Bus error",
          "Floating point exception",
          "Killed",
          "User defined signal 1",
          "Segmentation fault",
          "User defined signal 2",
          "Broken pipe",
          "Alarm clock",
          "Terminated",
          "Stack fault",
          "Child exited",
          "Continued",
          "Stopped (signal)",
          "Stopped",
          "Stopped (tty input)",
          "Stopped (tty output)",
          "Urgent I/O condition",
          "CPU time limit exceeded",
          "File size limit exceeded",
          "Virtual timer expired",
          "Profiling timer expired",
          "Window changed",
          "I/O possible",
          "Power failure",
          "Bad system call");

  /** The status of a process that called {@code exit(code)}. */
  public static WaitStatus exited(int code) {
    return new WaitStatus((code & 0xff) << 8);
  }

  /** The status of a process that {@code signal} ended. */
  public static WaitStatus signaled(int signal) {
    return new WaitStatus(signal & 0x7f);
  }

  /** Whether anything is known of the end. */
  public boolean known() {
    return raw != UNKNOWN.raw;
  }

  /** Whether the process ended by itself, with an {@link #exitCode()}. */
  public boolean hasExited() {
    return known() && signal() == 0;
  }

  /** Whether the process ended with exit code 0. */
  public boolean succeeded() {
    return raw == 0;
  }

  /** The exit code; meaningful if {@link #hasExited()}. */
  public int exitCode() {
    return (raw >> 8) & 0xff;
  }

  /** The number of the signal that ended the process, or 0. */
  public int signal() {
    return raw & 0x7f;
  }

  /** Whether the signal that ended the process left a core file. */
  public boolean coreDumped() {
    return known() && (raw & CORE_DUMPED) != 0;
  }

  /** As Mesos words it, to be put after "Command ": "exited with status 3". */
  public String description() {
    if (!known()) {
      return "ended with an unknown exit status";
    }
    if (hasExited()) {
      return "exited with status " + exitCode();
    }
    String core = coreDumped() ? " (core dumped)" : "";
    return "terminated with signal " + signalName(signal()) + core;
  }

  private static String signalName(int signal) {
    if (signal <= SIGNALS.size()) {
      return SIGNALS.get(signal - 1);
    }
    return signal >= 34 ? "Real-time signal " + (signal - 34) : "Unknown signal " + signal;
  }
}
