package io.meseta.e2e.process;

import io.meseta.e2e.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that a test started, and what it has printed. All that it starts can be told by its
 * place: the environment names the place's temporary directory (see {@link Leftovers}).
 */
public final class RunningProgram implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** With these set every JVM prints a line that is not the program's. */
  private static final List<String> OPTIONS_OF_EVERY_JVM =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningProgram(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a program. */
  public static RunningProgram start(Place place, List<String> command) {
    return start(place, Map.of(), command);
  }

  /** Starts a program with more in its environment. */
  public static RunningProgram start(
      Place place, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile(place.output(), "out-", ".txt");
      Path err = Files.createTempFile(place.output(), "err-", ".txt");
      ProcessBuilder builder = new ProcessBuilder(withInterrupts(command));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("MESOS_"));
      builder.environment().keySet().removeAll(OPTIONS_OF_EVERY_JVM);
      builder.environment().put("MESETA_JAVA_OPTIONS", "-Djava.io.tmpdir=" + place.temporary());
      builder.environment().putAll(environment);
      return new RunningProgram(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shell that runs the tests in the background ignores Ctrl-C, and so would all they start. */
  private static List<String> withInterrupts(List<String> command) {
    List<String> whole = new ArrayList<>(List.of("env", "--default-signal=INT"));
    whole.addAll(command);
    return whole;
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed to standard output so far. */
  public String out() {
    return read(out);
  }

  /** What it has printed to standard error so far. */
  public String err() {
    return read(err);
  }

  /** Waits for a line that has the pattern in it; returns the match. */
  public Matcher awaitLine(String pattern) {
    Pattern compiled = Pattern.compile(pattern, Pattern.MULTILINE);
    Patience.await("'" + pattern + "'").until(() -> compiled.matcher(out()).find() || !isAlive());
    Matcher matcher = compiled.matcher(out());
    if (!matcher.find()) {
      throw new AssertionError("Never printed '" + pattern + "': " + this);
    }
    return matcher;
  }

  /** Waits for its end; returns the exit status. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Runs on for more than " + PATIENCE + ": " + this);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a signal: {@code INT}, {@code TERM} or {@code KILL}. */
  public void signal(String name) {
    Signal.send(name, pid());
  }

  /** Ends it, and waits until it has ended. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
  }

  @Override
  public String toString() {
    return "%s%n--- standard output%n%s%n--- standard error%n%s"
        .formatted(process.info().commandLine().orElse("(ended)"), out(), err());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
