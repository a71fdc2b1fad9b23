package io.meseta.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine a figure was measured on: without it a figure says nothing. */
public final class Machine {

  private static final long GIGABYTE = 1L << 30;

  private Machine() {}

  /** Cores, memory, kernel and JDK, in a line. */
  public static String facts() {
    return "%d cores (%s), %d GB, Linux %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            line("/proc/cpuinfo", "model name").replaceAll(".*:\\s*", ""),
            Math.round(memoryBytes() / (double) GIGABYTE),
            System.getProperty("os.version"),
            Runtime.version());
  }

  /** How many processes wanted a core, on average over the last minute. */
  public static String load() {
    String text = line("/proc/loadavg", "");
    return text.isEmpty() ? "?" : text.substring(0, text.indexOf(' '));
  }

  private static long memoryBytes() {
    String digits = line("/proc/meminfo", "MemTotal").toLowerCase(Locale.ROOT);
    digits = digits.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
  }

  /** The first line of the file that begins like this, or nothing. */
  private static String line(String file, String beginning) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.filter(text -> text.startsWith(beginning)).findFirst().orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
