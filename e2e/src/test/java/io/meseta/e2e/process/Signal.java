package io.meseta.e2e.process;

import java.io.IOException;

/** Signals to processes by their id, as a terminal or an init system sends them. */
final class Signal {

  private Signal() {}

  /** Sends {@code INT}, {@code TERM}, {@code KILL}, {@code STOP} or {@code CONT}. */
  static void send(String name, long pid) {
    try {
      int status =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).inheritIO().start().waitFor();
      if (status != 0) {
        throw new AssertionError("No process " + pid + " to send " + name + " to");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
