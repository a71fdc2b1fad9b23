package io.meseta.master.ui.files;

import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks the files endpoints of agents, and nothing else of anybody. Follows no redirects. */
final class AgentClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
  private static final long MAX_BODY_BYTES = 16 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /**
   * What an agent answered.
   *
   * @param lengthBytes as announced, or -1
   */
  record Answer<T>(int status, long lengthBytes, T body) {}

  /**
   * The whole body in memory.
   *
   * @param address {@code ip:port} of a registered agent
   * @param operation {@code browse}, {@code read} or {@code download}
   * @throws HttpRejection 502 or 504 if there is no answer
   */
  Answer<byte[]> fetch(String address, String operation, Map<String, String> query) {
    return send(
        address,
        operation,
        query,
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY_BYTES));
  }

  /** As {@link #fetch}, but the body is still to be read; whoever gets it must close it. */
  Answer<InputStream> open(String address, String operation, Map<String, String> query) {
    return send(address, operation, query, BodyHandlers.ofInputStream());
  }

  private <T> Answer<T> send(
      String address, String operation, Map<String, String> query, BodyHandler<T> handler) {
    URI uri = URI.create("http://" + address + "/files/" + operation + "?" + encode(query));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).GET().build();
    CompletableFuture<java.net.http.HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      var response = answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      return new Answer<>(response.statusCode(), length, response.body());
    } catch (ExecutionException e) {
      throw noAnswer(502, address, e.getCause() instanceof IOException cause ? cause : e);
    } catch (TimeoutException e) {
      throw noAnswer(504, address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(503, address, e);
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpRejection noAnswer(int status, String address, Exception cause) {
    String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String text = "The agent at " + address + " does not answer" + reason;
    return new HttpRejection(HttpResponse.text(status, text));
  }

  private static String encode(Map<String, String> query) {
    return query.entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
