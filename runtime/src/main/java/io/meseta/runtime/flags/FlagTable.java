package io.meseta.runtime.flags;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All flags that a daemon knows, by name. Every table has {@code --help} and {@code --version}. */
public final class FlagTable {

  /** Asks for the list of flags. */
  public static final Flag<Boolean> HELP =
      Flag.of(Flag.Tier.A, "help", FlagType.BOOLEAN, "Prints this and exits.").orElse("false");

  /** Asks for the version. */
  public static final Flag<Boolean> VERSION =
      Flag.of(Flag.Tier.A, "version", FlagType.BOOLEAN, "Prints the version and exits.")
          .orElse("false");

  private static final int LONGEST_NAME = 64;

  private final TreeMap<String, Flag<?>> byName = new TreeMap<>();
  private final Map<String, Flag<?>> byAnyName = new TreeMap<>();

  /** A table of these flags. */
  public FlagTable(Collection<? extends Flag<?>> flags) {
    Stream.concat(Stream.of(HELP, VERSION), flags.stream()).forEach(this::add);
  }

  private void add(Flag<?> flag) {
    byName.put(flag.name(), flag);
    List<String> names = new ArrayList<>(flag.aliases());
    names.add(flag.name());
    for (String name : names) {
      if (byAnyName.put(name, flag) != null) {
        throw new IllegalArgumentException("two flags are called " + name);
      }
    }
  }

  /** The flags in the order of their names. */
  public Collection<Flag<?>> flags() {
    return byName.values();
  }

  /** The flag of this name or older name. */
  @Nullable Flag<?> find(String name) {
    return byAnyName.get(name);
  }

  /** The name nearest to one that nobody knows, if any is near enough to be meant. */
  Optional<String> nearest(String unknown) {
    if (unknown.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    return byAnyName.keySet().stream()
        .filter(name -> EditDistance.between(unknown, name) <= tolerance(unknown))
        .min(Comparator.comparingInt(name -> EditDistance.between(unknown, name)));
  }

  private static int tolerance(String name) {
    return Math.clamp(name.length() / 3, 1, 3);
  }

  /**
   * Reads flags; what stands on the command line wins over the environment, and that over the
   * default.
   *
   * @param arguments {@code --name=value}, {@code --name}, {@code --no-name}
   * @param environment where {@code MESOS_NAME} is looked up
   * @throws FlagException if anything is wrong with them
   */
  public FlagValues parse(List<String> arguments, Map<String, String> environment)
      throws FlagException {
    return new FlagParser(this).parse(arguments, environment);
  }
}
