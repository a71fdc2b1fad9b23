package io.meseta.testing.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The last things that happened, to be printed when something went wrong, and a fingerprint of all
 * of them. Lines are made only when they are wanted.
 */
public final class Trace {

  /** As many lines as {@code -Dtrace} says. */
  private static final int REMEMBERED = Integer.getInteger("trace", 60);

  private static final int LONGEST_LINE = 600;

  private record Line(Duration at, String who, Supplier<String> what) {

    String text() {
      String text = "%12.6f  %-14s %s".formatted(at.toNanos() / 1e9, who, what.get());
      String flat = text.replaceAll("\\s*\n\\s*", " ");
      return flat.length() <= LONGEST_LINE ? flat : flat.substring(0, LONGEST_LINE) + " …";
    }
  }

  private final Agenda agenda;
  private final Deque<Line> lines = new ArrayDeque<>();
  private long fingerprint;
  private long count;

  /** An empty trace. */
  public Trace(Agenda agenda) {
    this.agenda = agenda;
  }

  /**
   * Notes what somebody did.
   *
   * @param kind short, and the same whenever the same happens
   * @param detail made at once if the trace is printed; what it reads must not change
   */
  public void note(String who, String kind, Supplier<String> detail) {
    Duration at = Duration.between(Agenda.START, agenda.now());
    count++;
    fingerprint = 31 * (31 * (31 * fingerprint + at.toNanos()) + who.hashCode()) + kind.hashCode();
    lines.addLast(new Line(at, who, () -> kind + " " + detail.get()));
    if (lines.size() > REMEMBERED) {
      lines.removeFirst();
    }
  }

  /** Equal for two runs in which the same happened at the same times. */
  public long fingerprint() {
    return fingerprint;
  }

  /** How much has happened. */
  public long count() {
    return count;
  }

  /** The last things that happened, one to a line, with seconds since the start. */
  public String last() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }
}
