package io.meseta.e2e.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recordings of Mesos in {@code golden/}. */
final class Recordings {

  static final Path ROOT = Path.of(System.getProperty("meseta.root", "."));

  private Recordings() {}

  /** Without what says when and from what a daemon was built. */
  static String withoutBuild(String text) {
    return text.replaceAll("\"build_date\":\"[^\"]*\"", "\"build_date\":\"…\"")
        .replaceAll("\"build_time\":[0-9.]+", "\"build_time\":0")
        .replaceAll("\"version\":\"1\\.1[12]\\.0\"", "\"version\":\"…\"");
  }

  static Path file(String path) {
    return ROOT.resolve("golden").resolve(path);
  }

  /** The lines of a transcript. */
  static List<Map<String, Object>> lines(String path) throws IOException {
    try (Stream<String> lines = Files.lines(file(path))) {
      return lines.map(Json::object).toList();
    }
  }
}
