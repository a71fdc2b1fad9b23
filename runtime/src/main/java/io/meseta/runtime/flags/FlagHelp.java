package io.meseta.runtime.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The text of {@code --help}: what has an effect in full, the rest by name only. */
public final class FlagHelp {

  private static final int WIDTH = 100;
  private static final int INDENT = 10;

  private FlagHelp() {}

  /**
   * Writes the help for a table.
   *
   * @param command how the daemon is started, such as {@code meseta master}
   */
  public static String render(String command, FlagTable table) {
    StringBuilder text = new StringBuilder("Usage: " + command + " [--flag=value ...]\n\n");
    table.flags().stream()
        .filter(flag -> flag.note().effective())
        .forEach(flag -> appendFlag(text, flag));
    text.append(
        """

        Every flag can also be set by an environment variable, --port=5050 by MESOS_PORT=5050, and every
        value can be read from a file: --flag=file:///path. Durations: 500ms, 15secs, 10mins, 2hrs, 1days,
        1weeks. Sizes: 10B, 4KB, 2GB.
        """);
    String others =
        table.flags().stream()
            .filter(flag -> !flag.note().effective())
            .map(Flag::name)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      text.append("\nAccepted as Apache Mesos has them, but without effect yet:\n");
      wrap(others, WIDTH - 2).forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }

  private static void appendFlag(StringBuilder text, Flag<?> flag) {
    String form = flag.type().isBoolean() ? "--[no-]" + flag.name() : "--" + flag.name() + "=VALUE";
    text.append("  ").append(form).append('\n');
    String byDefault = flag.absence().defaultText();
    String help = flag.note().help() + (byDefault == null ? "" : " (default: " + byDefault + ")");
    wrap(help, WIDTH - INDENT)
        .forEach(line -> text.append(" ".repeat(INDENT)).append(line).append('\n'));
  }

  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
