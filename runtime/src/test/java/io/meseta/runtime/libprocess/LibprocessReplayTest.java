package io.meseta.runtime.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.Patience;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What real masters, agents, drivers and executors sent to each other is accepted as it was sent.
 */
class LibprocessReplayTest {
  private static final Path RECORDINGS =
      Path.of(System.getProperty("meseta.root"), "golden", "libprocess");
  private static final Pattern BODY_LENGTH = Pattern.compile("\r\n\r\n([0-9a-f]+)\r\n");
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

  private final NetworkThreads threads = NetworkThreads.start("replay-test", 1);
  private final BlockingQueue<ReceivedMessage> received = new ArrayBlockingQueue<>(10);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    MessageHandler messages =
        message -> !message.processId().equals("nobody") && received.offer(message);
    server =
        HttpServer.start(
            threads,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            HttpLimits.defaults(),
            new LibprocessReceiver(
                messages, HttpHandler.immediate(_ -> HttpResponse.text(200, "plain"))));
  }

  @AfterEach
  void stop() {
    server.close();
    threads.close();
  }

  @Test
  void acceptsEveryRecordedMessageOverOneConnection() throws Exception {
    List<Path> files = messages();
    assertThat(files).hasSizeGreaterThan(400);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      BufferedReader answers = reader(socket);
      for (Path file : files) {
        byte[] raw = Files.readAllBytes(file);
        socket.getOutputStream().write(raw);
        ReceivedMessage message = received.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as(file.toString()).isNotNull();
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("POST /" + message.processId() + "/" + message.name() + " ");
        assertThat(text).contains("\r\nLibprocess-From: " + message.from() + "\r\n");
        assertThat(message.body()).as(file.toString()).hasSize(bodyLength(text));
        assertThat(head(answers)).startsWith("HTTP/1.1 202 Accepted");
      }
    }
  }

  @Test
  void answersOddMessagesAsRecorded() throws IOException {
    assertThat(answer("/nobody/mesos.internal.PongSlaveMessage", "Libprocess-From: a@127.0.0.1:1"))
        .isEqualTo("HTTP/1.1 404 Not Found");
    assertThat(answer("/master/mesos.internal.Nope", "Libprocess-From: a@127.0.0.1:1"))
        .isEqualTo("HTTP/1.1 202 Accepted");
    assertThat(answer("/master/mesos.internal.PongSlaveMessage", "Libprocess-From: zzz"))
        .isEqualTo("HTTP/1.1 202 Accepted");
    assertThat(answer("/master/mesos.X", "User-Agent: libprocess/a@127.0.0.1:1"))
        .isEqualTo("HTTP/1.1 202 Accepted");
    assertThat(answer("/master/mesos.X", "Host: x")).isEqualTo("HTTP/1.1 200 OK");
    assertThat(answer("/%zz/mesos.X", "Libprocess-From: a@127.0.0.1:1"))
        .isEqualTo("HTTP/1.1 500 Internal Server Error");
  }

  @Test
  void decodesTheProcessIdAndAcceptsAnEmptyHost() throws IOException {
    assertThat(answer("/slave%281%29/mesos.X", "Host: \r\nLibprocess-From: a@127.0.0.1:1"))
        .isEqualTo("HTTP/1.1 202 Accepted");
    assertThat(received).extracting(ReceivedMessage::processId).containsExactly("slave(1)");
  }

  private String answer(String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = "POST " + path + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return head(reader(socket)).lines().findFirst().orElseThrow();
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private static String head(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    return String.join("\n", lines);
  }

  private static int bodyLength(String text) {
    Matcher chunk = BODY_LENGTH.matcher(text);
    Matcher length = CONTENT_LENGTH.matcher(text);
    if (text.contains("Transfer-Encoding: chunked") && chunk.find()) {
      return Integer.parseInt(chunk.group(1), 16);
    }
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static List<Path> messages() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(f -> f.toString().endsWith(".http"))
          .filter(f -> !f.toString().contains("RESPONSE"))
          .filter(LibprocessReplayTest::isMessage)
          .sorted()
          .toList();
    }
  }

  private static boolean isMessage(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith("POST /");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
