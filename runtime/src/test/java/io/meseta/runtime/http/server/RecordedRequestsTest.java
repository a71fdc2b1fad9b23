package io.meseta.runtime.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meseta.runtime.http.ContentNegotiation;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Odd requests that were sent to a real master get the answers that it gave, byte by byte. */
class RecordedRequestsTest {
  private static final Path RECORDING =
      Path.of(System.getProperty("meseta.root"), "golden", "errors", "http-errors.jsonl");

  /** What is decided by HTTP alone; the rest of the recording is about the meaning of calls. */
  private static final Set<String> NEGOTIATION =
      Set.of(
          "GET",
          "PUT",
          "DELETE",
          "no content-type",
          "text/plain",
          "json charset",
          "JSON uppercase",
          "recordio type",
          "recordio+message type",
          "accept text/html",
          "accept */*",
          "no accept",
          "accept application/*",
          "accept pb;q=1,json;q=0.1",
          "accept recordio",
          "unknown field",
          "gzip request body header",
          "trailing slash path",
          "subpath");

  private static final String VERSION =
      "{\"build_date\":\"2026-11-23 02:38:56 UTC\",\"build_time\":1795401536.0,\"build_user\":\"\","
          + "\"version\":\"1.12.0\"}";

  private static final NetworkThreads THREADS = NetworkThreads.start("recorded-test", 1);
  private static HttpServer server;

  record Entry(String name, String request, String response) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Router router =
        Router.delegatingTo("master")
            .route("/version", HttpHandler.immediate(_ -> HttpResponse.json(VERSION)))
            .route("/health", HttpHandler.immediate(_ -> HttpResponse.of(200)))
            .route("/api/v1", HttpHandler.immediate(RecordedRequestsTest::health))
            .build();
    server =
        HttpServer.start(
            THREADS,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.defaults(),
            router);
  }

  private static HttpResponse health(HttpRequest request) {
    ContentNegotiation.requirePost(request);
    ContentNegotiation.contentType(request);
    ContentNegotiation.accepted(request);
    return request.bodyText().contains("GET_HEALTH")
        ? HttpResponse.json("{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthy\":true}}")
        : HttpErrors.badRequest("Failed to parse body into JSON");
  }

  @AfterAll
  static void stop() {
    server.close();
    THREADS.close();
  }

  static Stream<Entry> recorded() throws IOException {
    List<Entry> entries =
        Files.readAllLines(RECORDING).stream().map(RecordedRequestsTest::entry).toList();
    List<Entry> chosen = entries.stream().filter(RecordedRequestsTest::isAboutHttp).toList();
    assertThat(chosen).hasSizeGreaterThan(25);
    return chosen.stream();
  }

  private static boolean isAboutHttp(Entry entry) {
    if (entry.name.startsWith("raw ")) {
      return !entry.name.contains("libprocess"); // those are replayed with the receiver
    }
    return entry.name.startsWith("op-master ")
        && NEGOTIATION.contains(entry.name.substring("op-master ".length()));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void answersAsRecorded(Entry entry) throws IOException {
    try (RawConnection connection = new RawConnection(server.port())) {
      connection.send(entry.request);
      if (entry.response.isEmpty()) {
        assertThat(connection.readAll()).isEmpty();
        return;
      }
      RawConnection.Response response = connection.read();
      int end = entry.response.indexOf("\r\n\r\n");
      RawConnection.Response expected =
          new RawConnection.Response(
              entry.response.substring(0, end + 2),
              entry.response.substring(end + 4).getBytes(StandardCharsets.UTF_8));
      assertThat(response.head().lines().findFirst())
          .isEqualTo(expected.head().lines().findFirst());
      assertThat(response.text()).isEqualTo(expected.text());
      for (String header : List.of("Content-Type", "Content-Length", "Allow")) {
        assertThat(response.header(header)).isEqualTo(expected.header(header));
      }
    }
  }

  private static Entry entry(String line) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          fields.put(parser.currentName(), parser.getText());
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Entry(
        fields.getOrDefault("name", ""),
        fields.getOrDefault("request", ""),
        fields.getOrDefault("response", ""));
  }
}
