package io.meseta.agent.libprocess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The messages of a recording in {@code golden/libprocess}, in the order of the wire. */
final class RecordedTraffic {

  private static final Pattern FILE =
      Pattern.compile("(?<number>\\d+)-(?<from>.+)-to-(?<to>[^.]+)\\.(?<name>mesos\\..+)\\.http");

  /** One message. */
  record Message(int number, String from, String to, String name, byte[] body) {

    String shortName() {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }

  private RecordedTraffic() {}

  static List<Message> of(String scenario) throws IOException {
    Path folder = Path.of(System.getProperty("meseta.root"), "golden", "libprocess", scenario);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(file -> FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> read(folder, matcher))
          .toList();
    }
  }

  private static Message read(Path folder, Matcher matcher) {
    try {
      byte[] raw = Files.readAllBytes(folder.resolve(matcher.group()));
      return new Message(
          Integer.parseInt(matcher.group("number")),
          matcher.group("from"),
          matcher.group("to"),
          matcher.group("name"),
          body(raw));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All chunks of the body; none if there is no body. */
  private static byte[] body(byte[] raw) {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int position = text.indexOf("\r\n\r\n") + 4;
    StringBuilder body = new StringBuilder();
    while (position < raw.length) {
      int end = text.indexOf("\r\n", position);
      int length = Integer.parseInt(text.substring(position, end), 16);
      body.append(text, end + 2, end + 2 + length);
      position = end + 2 + length + 2;
    }
    return body.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<Message> named(List<Message> messages, String... names) {
    return messages.stream()
        .filter(message -> Arrays.asList(names).contains(message.shortName()))
        .toList();
  }
}
