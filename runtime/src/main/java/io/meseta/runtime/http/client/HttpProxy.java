package io.meseta.runtime.http.client;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseBody;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Forwards requests to another server and its answers back, without ever holding a whole body.
 * Follows no redirects, keeps no cookies, repeats nothing.
 */
public final class HttpProxy implements AutoCloseable {
  /** What concerns one hop only, and what the client and the server write themselves. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final ProxyLimits limits;
  private final Semaphore slots;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  /** A proxy that has no connections yet. */
  public HttpProxy(ProxyLimits limits) {
    this.limits = limits;
    this.slots = new Semaphore(limits.maxConcurrent());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(limits.connectTimeout())
            .executor(threads)
            .build();
  }

  /**
   * Sends the request on, with its method, headers and body.
   *
   * @param target where to, with path and query: those of the request are not looked at
   * @return the answer, whose body follows at the pace of whoever reads it; 502, 503 or 504 in
   *     plain text if there is none
   */
  public CompletableFuture<HttpResponse> forward(HttpRequest request, URI target) {
    if (!slots.tryAcquire()) {
      return CompletableFuture.completedFuture(
          HttpErrors.unavailable("Too many requests are being forwarded, try again later"));
    }
    OneTime release = new OneTime(slots::release);
    return client
        .sendAsync(
            outbound(request, target), java.net.http.HttpResponse.BodyHandlers.ofInputStream())
        .handle((answer, failure) -> {
          if (answer == null) {
            release.run();
            return failed(target, failure);
          }
          return inbound(answer, release);
        });
  }

  private java.net.http.HttpRequest outbound(HttpRequest request, URI target) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(target)
            .timeout(limits.headTimeout())
            .method(
                request.method().name(),
                request.body().length == 0
                    ? java.net.http.HttpRequest.BodyPublishers.noBody()
                    : java.net.http.HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach((name, value) -> {
          if (isForwarded(name) && !isContentEncoding(name)) {
            builder.header(name, value);
          }
        });
    return builder.build();
  }

  private HttpResponse inbound(java.net.http.HttpResponse<InputStream> answer, OneTime release) {
    InputStream body = new GuardedBody(answer.body(), limits.stallTimeout(), release);
    boolean empty = answer.statusCode() == 204 || answer.statusCode() == 304;
    long length = empty ? 0 : answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    HttpResponse response =
        HttpResponse.of(answer.statusCode()).withBody(new ResponseBody.Source(body, length));
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      if (isForwarded(header.getKey())) {
        for (String value : header.getValue()) {
          response = response.header(header.getKey(), value);
        }
      }
    }
    return response;
  }

  private static boolean isForwarded(String name) {
    return !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":");
  }

  /** The request's body was decoded when it was read. */
  private static boolean isContentEncoding(String name) {
    return name.equalsIgnoreCase("Content-Encoding");
  }

  private static HttpResponse failed(URI target, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String authority = target.getRawAuthority();
    if (cause instanceof HttpTimeoutException
        && !(cause instanceof java.net.http.HttpConnectTimeoutException)) {
      return HttpResponse.text(504, authority + " did not answer in time");
    }
    return HttpResponse.text(502, authority + " cannot be reached");
  }

  /** Interrupts what is under way. */
  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
