package io.meseta.e2e.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code COMPATIBILITY.md}, row by row. */
final class Ledger {

  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]*)\\|");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test\\.\\w+)`");
  private static final Pattern METHOD =
      Pattern.compile("^  (?:void|Stream<DynamicTest>) (\\w+)\\(", Pattern.MULTILINE);

  /**
   * A row.
   *
   * @param tests {@code Class.method} of each test that it names
   */
  record Row(String section, String name, String status, List<String> tests) {}

  private Ledger() {}

  static List<Row> section(String title) throws IOException {
    List<Row> rows = rows().stream().filter(row -> row.section().equals(title)).toList();
    if (rows.isEmpty()) {
      throw new IOException("COMPATIBILITY.md has no section " + title);
    }
    return rows;
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : Files.readAllLines(Recordings.ROOT.resolve("COMPATIBILITY.md"))) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(section, row.group(1), row.group(2).strip(), tests(row.group(3))));
      }
    }
    return rows;
  }

  private static List<String> tests(String text) {
    return TEST.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** All test methods of the project as {@code Class.method}. */
  static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    try (Stream<Path> modules = Files.list(Recordings.ROOT)) {
      for (Path module : modules.toList()) {
        Path sources = module.resolve("src/test/java");
        if (Files.isDirectory(sources)) {
          addTests(sources, tests);
        }
      }
    }
    return tests;
  }

  private static void addTests(Path sources, Set<String> tests) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        Matcher method = METHOD.matcher(Files.readString(file));
        while (method.find()) {
          tests.add(type + "." + method.group(1));
        }
      }
    }
  }
}
