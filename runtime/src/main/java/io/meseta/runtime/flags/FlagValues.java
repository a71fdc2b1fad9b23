package io.meseta.runtime.flags;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the flags of one daemon are set to. Immutable. */
public final class FlagValues {

  /**
   * A value and how it is shown.
   *
   * @param value of the flag's type
   * @param shown as under {@code /flags}
   */
  record Setting(Object value, String shown) {}

  private final Map<Flag<?>, Setting> settings;
  private final List<String> warnings;

  FlagValues(Map<Flag<?>, Setting> settings, List<String> warnings) {
    this.settings = Map.copyOf(settings);
    this.warnings = List.copyOf(warnings);
  }

  /** The value of a flag that always has one: by default, or because it is required. */
  public <T> T of(Flag<T> flag) {
    return find(flag)
        .orElseThrow(() -> new IllegalArgumentException("--" + flag.name() + " has no value"));
  }

  /** The value of a flag, if it has one. */
  @SuppressWarnings("unchecked") // the parser put in what the flag's own type gave
  public <T> Optional<T> find(Flag<T> flag) {
    @Nullable Setting setting = settings.get(flag);
    return setting == null ? Optional.empty() : Optional.of((T) setting.value());
  }

  /** Every flag that has a value, by name, as {@code /flags} shows it. */
  public Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    settings.forEach((flag, setting) -> shown.put(flag.name(), setting.shown()));
    return shown;
  }

  /** What the operator should be told at the start, one line each. */
  public List<String> warnings() {
    return warnings;
  }
}
