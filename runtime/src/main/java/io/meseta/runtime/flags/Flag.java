package io.meseta.runtime.flags;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a daemon's flag table. Says what a flag is, never what it was set to: see {@link
 * FlagValues}.
 *
 * @param name as Mesos has it, with underscores and without dashes
 * @param type how its value is read
 * @param absence what if it is not given
 * @param aliases older names, still accepted with a warning
 * @param note what people should know about it
 * @param <T> its value
 */
public record Flag<T>(
    String name, FlagType<T> type, Absence absence, List<String> aliases, Note note) {

  /** How many installations set a flag (Mesos reference, class marks). */
  public enum Tier {
    /** Nearly every one. */
    A,
    /** Many. */
    B,
    /** Few. */
    C
  }

  /**
   * What if a flag is not given.
   *
   * @param defaultText the value that it then has, as one would write it; null for none
   * @param required whether the daemon does not start without it
   */
  public record Absence(@Nullable String defaultText, boolean required) {}

  /**
   * What people should know about a flag.
   *
   * @param tier how common it is
   * @param effective whether Meseta does anything about it yet
   * @param help one or two sentences
   */
  public record Note(Tier tier, boolean effective, String help) {}

  /** A flag that has no value unless it is given. */
  public static <T> Flag<T> of(Tier tier, String name, FlagType<T> type, String help) {
    return new Flag<>(name, type, new Absence(null, false), List.of(), new Note(tier, true, help));
  }

  /** The same flag with a value that it has when it is not given. */
  public Flag<T> orElse(String defaultText) {
    return new Flag<>(name, type, new Absence(defaultText, false), aliases, note);
  }

  /** The same flag, but it must be given. */
  public Flag<T> required() {
    return new Flag<>(name, type, new Absence(null, true), aliases, note);
  }

  /** The same flag with one more, older name. */
  public Flag<T> alias(String older) {
    List<String> all = new ArrayList<>(aliases);
    all.add(older);
    return new Flag<>(name, type, absence, List.copyOf(all), note);
  }

  /** The same flag, known and checked, but without effect yet: who sets it is warned. */
  public Flag<T> withoutEffect() {
    return new Flag<>(name, type, absence, aliases, new Note(note.tier, false, note.help));
  }
}
