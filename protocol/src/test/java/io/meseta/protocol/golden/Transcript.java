package io.meseta.protocol.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What went over the sockets of a {@code .jsonl} recording, as requests with their responses. */
final class Transcript {
  /** A request and, unless the connection ended before, its response. */
  record Exchange(HttpMessage request, @Nullable HttpMessage response) {}

  private Transcript() {}

  static List<Exchange> exchanges(Path file) throws IOException {
    Map<String, ByteArrayOutputStream> requests = new TreeMap<>();
    Map<String, ByteArrayOutputStream> responses = new TreeMap<>();
    List<Exchange> exchanges = new ArrayList<>();
    for (Map<String, Object> line : JsonTree.lines(Golden.bytes(file))) {
      if (line.get("request") instanceof String request) {
        exchanges.addAll(pair(request.getBytes(ISO_8859_1), bytes(line.get("response"))));
      } else if (line.containsKey("dir") && !"--".equals(line.get("dir"))) {
        boolean request = "c2s".equals(line.get("dir"));
        (request ? requests : responses)
            .computeIfAbsent(String.valueOf(line.get("conn")), c -> new ByteArrayOutputStream())
            .writeBytes(
                line.get("b64") instanceof String coded
                    ? Base64.getDecoder().decode(coded)
                    : bytes(line.get("text")));
      }
    }
    requests.forEach((connection, sent) -> {
      ByteArrayOutputStream received = responses.get(connection);
      exchanges.addAll(
          pair(sent.toByteArray(), received == null ? new byte[0] : received.toByteArray()));
    });
    return exchanges;
  }

  private static List<Exchange> pair(byte[] sent, byte[] received) {
    List<HttpMessage> requests = HttpMessage.parse(sent);
    List<HttpMessage> responses = HttpMessage.parse(received);
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      exchanges.add(new Exchange(requests.get(i), i < responses.size() ? responses.get(i) : null));
    }
    return exchanges;
  }

  private static byte[] bytes(@Nullable Object text) {
    return text instanceof String string ? string.getBytes(ISO_8859_1) : new byte[0];
  }
}
