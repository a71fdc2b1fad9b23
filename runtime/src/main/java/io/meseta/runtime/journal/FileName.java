package io.meseta.runtime.journal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a journal's files are called: {@code 00000000000000000042.log} begins with record 42, {@code
 * 00000000000000000041.snapshot} stands for every record up to 41; {@code .tmp} behind it: not
 * finished.
 *
 * @param kind what is in it
 * @param position see there
 */
record FileName(Kind kind, long position) implements Comparable<FileName> {

  enum Kind {
    LOG,
    SNAPSHOT
  }

  static final String UNFINISHED = ".tmp";
  private static final Pattern NAME = Pattern.compile("(\\d{20})\\.(log|snapshot)");

  static Optional<FileName> parse(String text) {
    Matcher name = NAME.matcher(text);
    if (!name.matches()) {
      return Optional.empty();
    }
    Kind kind = name.group(2).equals("log") ? Kind.LOG : Kind.SNAPSHOT;
    return Optional.of(new FileName(kind, Long.parseLong(name.group(1))));
  }

  /** Those of a kind, lowest position first. */
  static List<FileName> of(Kind kind, List<String> names) {
    return names.stream()
        .flatMap(name -> parse(name).stream())
        .filter(name -> name.kind == kind)
        .sorted()
        .toList();
  }

  @Override
  public int compareTo(FileName other) {
    return Long.compare(position, other.position);
  }

  @Override
  public String toString() {
    return "%020d.%s".formatted(position, kind == Kind.LOG ? "log" : "snapshot");
  }
}
