package io.meseta.testing.world;

/** One run of a process, from its start to its end; a restarted process has another one. */
public final class Life {

  private boolean over;

  /** Whether it has ended. */
  public boolean isOver() {
    return over;
  }

  /** Ends it: whatever was noted for it in the agenda is left out from now on. */
  public void end() {
    over = true;
  }
}
