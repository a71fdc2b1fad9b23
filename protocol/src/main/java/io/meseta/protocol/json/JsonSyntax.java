package io.meseta.protocol.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Tells of errors of syntax in the words of Mesos: the line, and the rest of it from the error. */
final class JsonSyntax {
  private static final int MAX_REST_LENGTH = 200;

  private JsonSyntax() {}

  /** Reads on to the end of the root value, and requires that only white space follows. */
  static void requireEnd(JsonParser parser, byte[] json) throws IOException {
    while (!parser.getParsingContext().inRoot()) {
      if (parser.nextToken() == null) {
        break;
      }
    }
    parser.finishToken();
    int end = Math.min(Math.max((int) parser.currentLocation().getByteOffset(), 0), json.length);
    String rest = new String(json, end, json.length - end, StandardCharsets.UTF_8).stripTrailing();
    if (!rest.isEmpty()) {
      throw MesosJsonException.syntax(
          "Parsed JSON included non-whitespace trailing characters: " + shorten(rest));
    }
  }

  static MesosJsonException error(byte[] json, JsonProcessingException cause) {
    long offset = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
    int at = (int) Math.min(Math.max(offset, 0), json.length);
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += json[i] == '\n' ? 1 : 0;
    }
    String rest = new String(json, at, json.length - at, StandardCharsets.UTF_8);
    return MesosJsonException.syntax("syntax error at line " + line + " near: " + firstLine(rest));
  }

  /** What Mesos says of the text of a string that should have been a number or boolean. */
  static String misreadScalar(String text) {
    String trimmed = text.strip();
    boolean otherValue =
        trimmed.matches("true|false|null|-?\\d+") || trimmed.matches("(?s)\".*\"|\\[.*]|\\{.*}");
    return otherValue
        ? "Unexpected JSON type parsed"
        : "syntax error at line 1 near: " + firstLine(trimmed);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return shorten(line.replaceAll("[\\x00-\\x1f]", ""));
  }

  private static String shorten(String text) {
    return text.length() <= MAX_REST_LENGTH ? text : text.substring(0, MAX_REST_LENGTH) + "…";
  }
}
