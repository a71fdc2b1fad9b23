package io.meseta.driver.master;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a master writes about itself into ZooKeeper (Mesos reference §6.1): {@code json.info_N} with
 * a MasterInfo in JSON, and before Mesos 0.24 {@code info_N} with an encoded one.
 */
final class MasterRecord {
  private static final String JSON_LABEL = "json.info_";
  private static final String BINARY_LABEL = "info_";
  private static final int IP = 2;
  private static final int PORT = 3;

  private MasterRecord() {}

  /** The znode of the leader among these: the lowest sequence number, whatever its label. */
  static Optional<String> leader(List<String> children) {
    return children.stream()
        .filter(name -> name.startsWith(JSON_LABEL) || name.startsWith(BINARY_LABEL))
        .filter(name -> name.matches(".*_[0-9]+"))
        .min(Comparator.comparingLong(name -> Long.parseLong(name.replaceFirst(".*_", ""))));
  }

  /**
   * Where the master listens, by what it wrote.
   *
   * @throws IOException if that cannot be read off; the text says what is wrong
   */
  static HttpAddress address(String name, byte[] content) throws IOException {
    try {
      return HttpAddress.parse(name.startsWith(JSON_LABEL) ? fromJson(content) : binary(content));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Cannot read the address of the master in " + name + ": " + e.getMessage(), e);
    }
  }

  private static String binary(byte[] content) throws IOException {
    Message info = Message.parse(content);
    long ip = info.number(IP).orElse(0);
    long port = info.number(PORT).orElse(5050);
    return (ip & 0xff)
        + "."
        + (ip >> 8 & 0xff)
        + "."
        + (ip >> 16 & 0xff)
        + "."
        + (ip >> 24 & 0xff)
        + ":"
        + port;
  }

  /** The pid, {@code master@ip:port}: that is what Mesos itself goes by. */
  private static String fromJson(byte[] content) throws IOException {
    String text = new String(content, StandardCharsets.UTF_8);
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (name.equals("pid")) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    }
    throw new IllegalArgumentException("it has no pid");
  }
}
