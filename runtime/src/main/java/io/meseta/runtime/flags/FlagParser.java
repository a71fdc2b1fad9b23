package io.meseta.runtime.flags;

import io.meseta.runtime.flags.FlagType.FileValue;
import io.meseta.runtime.flags.FlagValues.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads flags the way Mesos does (Mesos reference §14), with more helpful words when something is
 * wrong. Used once.
 */
final class FlagParser {

  static final String FILE = "file://";
  private static final String ENVIRONMENT = "MESOS_";
  private static final String NEGATION = "no-";

  /**
   * One flag as somebody wrote it.
   *
   * @param origin how to call it in a message, such as {@code flag '--port'}
   * @param name it was called by, without {@code no-}
   * @param value what stands behind the equals sign, or null
   */
  private record Given(String origin, String name, boolean negated, @Nullable String value) {}

  private final FlagTable table;
  private final Map<Flag<?>, Setting> settings = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  FlagParser(FlagTable table) {
    this.table = table;
  }

  FlagValues parse(List<String> arguments, Map<String, String> environment) throws FlagException {
    for (String argument : arguments) {
      if (argument.equals("--")) {
        break;
      }
      takeArgument(argument.strip());
    }
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (variable.getKey().startsWith(ENVIRONMENT)) {
        takeVariable(variable.getKey(), variable.getValue());
      }
    }
    for (Flag<?> flag : table.flags()) {
      takeDefault(flag);
    }
    requireRequired();
    return new FlagValues(settings, warnings);
  }

  private void takeArgument(String argument) throws FlagException {
    if (!argument.startsWith("--")) {
      throw new FlagException(
          "unexpected argument '" + argument + "': flags are written --name=value");
    }
    int equals = argument.indexOf('=');
    String name = argument.substring(2, equals < 0 ? argument.length() : equals);
    String value = equals < 0 ? null : argument.substring(equals + 1);
    Given given = given("flag '--" + name + "'", name, value);
    Flag<?> flag = table.find(given.name());
    if (flag == null) {
      throw new FlagException(
          "unknown "
              + given.origin()
              + table
                  .nearest(given.name())
                  .map(near -> ", did you mean '--" + near + "'?")
                  .orElse("; --help lists all"));
    }
    if (settings.containsKey(flag)) {
      throw new FlagException(given.origin() + " is given twice");
    }
    set(flag, given);
  }

  private void takeVariable(String variable, String value) throws FlagException {
    String name = variable.substring(ENVIRONMENT.length());
    Given given = given("environment variable " + variable, name, value);
    Flag<?> flag = table.find(given.name());
    if (flag == null) {
      // As Mesos: the environment may hold MESOS_ variables for others. A slip of the pen is worth
      // a word.
      table
          .nearest(given.name())
          .map(near -> ENVIRONMENT + near.toUpperCase(Locale.ROOT))
          .ifPresent(
              near -> warnings.add("ignored " + given.origin() + ", did you mean " + near + "?"));
    } else if (!settings.containsKey(flag)) {
      set(flag, given);
    }
  }

  private static Given given(String origin, String writtenName, @Nullable String value) {
    String name = writtenName.toLowerCase(Locale.ROOT);
    boolean negated = name.startsWith(NEGATION);
    return new Given(origin, negated ? name.substring(NEGATION.length()) : name, negated, value);
  }

  private <T> void set(Flag<T> flag, Given given) throws FlagException {
    settings.put(flag, setting(flag, textOf(flag, given), given.origin()));
    if (!given.name().equals(flag.name())) {
      warnings.add(given.origin() + " is deprecated, use '--" + flag.name() + "'");
    }
    if (!flag.note().effective() && !isDefault(flag)) {
      warnings.add("flag --" + flag.name() + " is accepted but has no effect yet");
    }
  }

  private boolean isDefault(Flag<?> flag) throws FlagException {
    String text = flag.absence().defaultText();
    return text != null && setting(flag, text, "default").equals(settings.get(flag));
  }

  private static String textOf(Flag<?> flag, Given given) throws FlagException {
    String value = given.value();
    if (flag.type().isBoolean()) {
      if (given.negated() && value != null && !value.isEmpty()) {
        throw new FlagException(given.origin() + " takes no value");
      }
      return value == null || value.isEmpty() ? String.valueOf(!given.negated()) : value;
    }
    if (given.negated()) {
      throw new FlagException(
          given.origin() + ": '--" + flag.name() + "' is not a switch, it needs a value");
    }
    if (value == null) {
      throw new FlagException(
          given.origin() + " needs a value: write --" + flag.name() + "=<value>");
    }
    return value;
  }

  private static <T> Setting setting(Flag<T> flag, String text, String origin)
      throws FlagException {
    FlagType<T> type = flag.type();
    boolean inFile = text.startsWith(FILE) && type.source() != FileValue.KEEP;
    try {
      T value = type.parser().apply(inFile ? read(text.substring(FILE.length())) : text);
      boolean secret = inFile && type.source() == FileValue.READ_IN_SECRET;
      return new Setting(value, secret ? text : type.renderer().apply(value));
    } catch (IllegalArgumentException e) {
      throw new FlagException(origin + ": " + e.getMessage());
    } catch (IOException e) {
      throw new FlagException(origin + ": cannot read the file " + e.getMessage());
    }
  }

  private static String read(String path) throws IOException {
    return Files.readString(Path.of(path)).stripTrailing();
  }

  private void takeDefault(Flag<?> flag) throws FlagException {
    String text = flag.absence().defaultText();
    if (text != null && !settings.containsKey(flag)) {
      settings.put(flag, setting(flag, text, "default of --" + flag.name()));
    }
  }

  private void requireRequired() throws FlagException {
    if (isOn(FlagTable.HELP) || isOn(FlagTable.VERSION)) {
      return;
    }
    for (Flag<?> flag : table.flags()) {
      if (flag.absence().required() && !settings.containsKey(flag)) {
        throw new FlagException("flag '--" + flag.name() + "' is required: " + flag.note().help());
      }
    }
  }

  private boolean isOn(Flag<Boolean> flag) {
    Setting setting = settings.get(flag);
    return setting != null && setting.value().equals(true);
  }
}
