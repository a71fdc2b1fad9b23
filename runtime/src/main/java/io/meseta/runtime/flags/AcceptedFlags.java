package io.meseta.runtime.flags;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of a flag table as text, for the flags of Mesos that are known and checked but have no
 * effect yet. One line each:
 *
 * <pre>
 * tier name(older_name) TYPE=default  help
 * </pre>
 *
 * A flag that gets an effect leaves the text and becomes a typed {@link Flag}.
 */
public final class AcceptedFlags {

  private static final Pattern ROW =
      Pattern.compile(
          "(?<tier>[ABC]) +(?<name>\\w+)(\\((?<alias>\\w+)\\))? +(?<type>[A-Z_]+)(=(?<default>\\S*))? +(?<help>.+)");

  private static final Map<String, FlagType<?>> TYPES =
      Map.of(
          "TEXT", FlagType.TEXT,
          "SECRET_TEXT", FlagType.SECRET_TEXT,
          "PATH", FlagType.PATH,
          "FILE", FlagType.FILE,
          "BOOLEAN", FlagType.BOOLEAN,
          "COUNT", FlagType.COUNT,
          "NUMBER", FlagType.NUMBER,
          "DURATION", FlagType.DURATION,
          "BYTES", FlagType.BYTES);

  private AcceptedFlags() {}

  /**
   * Reads such rows.
   *
   * @throws IllegalArgumentException if a row is malformed
   */
  public static List<Flag<?>> parse(String rows) {
    return rows.lines().filter(line -> !line.isBlank()).<Flag<?>>map(AcceptedFlags::row).toList();
  }

  private static Flag<?> row(String line) {
    Matcher row = ROW.matcher(line.strip());
    FlagType<?> type = row.matches() ? TYPES.get(row.group("type")) : null;
    if (type == null) {
      throw new IllegalArgumentException("not a row of a flag table: " + line);
    }
    Flag<?> flag =
        Flag.of(Flag.Tier.valueOf(row.group("tier")), row.group("name"), type, row.group("help"))
            .withoutEffect();
    flag = row.group("default") == null ? flag : flag.orElse(row.group("default"));
    return row.group("alias") == null ? flag : flag.alias(row.group("alias"));
  }
}
