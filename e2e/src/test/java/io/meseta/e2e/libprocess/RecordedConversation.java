package io.meseta.e2e.libprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went over the wire in one scenario of {@code golden/libprocess}, in order. */
final class RecordedConversation {

  private static final Path RECORDINGS =
      Path.of(System.getProperty("meseta.root", "."), "golden/libprocess");
  private static final Pattern MESSAGE =
      Pattern.compile("\\s*\\S+\\s+MSG\\s+(\\d+)\\s.*conn=(\\d+)");
  private static final Pattern END =
      Pattern.compile("\\s*\\S+\\s+FIN\\s+\\S+:(\\d+) -> \\S+:(\\d+)");

  /** One thing that happened. */
  sealed interface Step {}

  /**
   * A message.
   *
   * @param number as in the recording
   * @param from the whole address of the sender
   * @param to the whole address of the receiver
   * @param connection the port of the sender
   */
  record Said(String number, String from, String to, String name, byte[] body, int connection)
      implements Step {

    @Override
    public String toString() {
      return number + " " + name + " from " + from + " to " + to;
    }
  }

  /** The process that listens on a port has closed a connection that came from the other port. */
  record HungUp(int port, int connection) implements Step {}

  private final Path directory;

  RecordedConversation(String scenario) {
    this.directory = RECORDINGS.resolve(scenario);
  }

  List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("INDEX.txt"))) {
      Matcher message = MESSAGE.matcher(line);
      Matcher end = END.matcher(line);
      if (message.matches()) {
        steps.add(said(message.group(1), Integer.parseInt(message.group(2))));
      } else if (end.matches()) {
        steps.add(new HungUp(Integer.parseInt(end.group(1)), Integer.parseInt(end.group(2))));
      }
    }
    return steps;
  }

  private Said said(String number, int connection) throws IOException {
    String text = Files.readString(file(number), ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String head = text.substring(0, end);
    String[] path = head.split(" ", 3)[1].split("/", 3);
    return new Said(
        number,
        header(head, "Libprocess-From"),
        path[1] + "@" + header(head, "Host"),
        path[2],
        body(head, text.substring(end + 4)),
        connection);
  }

  private static String header(String head, String name) {
    Matcher matcher = Pattern.compile("(?im)^" + name + ": *(\\S*)").matcher(head);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Every recorded body is one chunk, or comes with its length, or is empty. */
  private static byte[] body(String head, String body) {
    if (!head.contains("Transfer-Encoding: chunked")) {
      return body.getBytes(ISO_8859_1);
    }
    int line = body.indexOf("\r\n");
    int length = Integer.parseInt(body.substring(0, line), 16);
    return body.substring(line + 2, line + 2 + length).getBytes(ISO_8859_1);
  }

  private Path file(String number) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().matches(number + "-.*(?<!RESPONSE)\\.http"))
          .findFirst()
          .orElseThrow();
    }
  }
}
