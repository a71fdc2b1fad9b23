package io.meseta.agent.fetcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens http and https URIs as curl does for Mesos: any redirect, credentials in the address. */
final class HttpSource implements AutoCloseable {

  private static final int MOST_REDIRECTS = 20;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String UNSAFE = " \"<>\\^`{|}";

  private final HttpClient client;
  private final Duration stallTimeout;
  private final StallWatch watch;

  HttpSource(Duration stallTimeout) {
    this.stallTimeout = stallTimeout;
    this.watch = new StallWatch(stallTimeout);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(stallTimeout)
            .build();
  }

  /**
   * Opens it; the stream fails when nothing comes for too long.
   *
   * @throws FetchException worded as Mesos does
   */
  Download open(String text) throws IOException, InterruptedException {
    try {
      URI uri = parse(text);
      String credentials = uri.getUserInfo();
      for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        HttpResponse<InputStream> response = send(uri, credentials);
        String location = response.headers().firstValue("Location").orElse("");
        if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
          return download(response);
        }
        response.body().close();
        URI next = uri.resolve(parse(location));
        requireWeb(next);
        credentials = sameServer(uri, next) ? credentials : next.getUserInfo();
        uri = next;
      }
      throw new FetchException("Error downloading resource: Too many redirects");
    } catch (FetchException e) {
      throw e;
    } catch (IOException e) {
      throw new FetchException("Error downloading resource: " + reason(e), e);
    }
  }

  private HttpResponse<InputStream> send(URI uri, @Nullable String credentials)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(uri)).timeout(stallTimeout);
    if (credentials != null) {
      String token =
          Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private Download download(HttpResponse<InputStream> response) throws IOException {
    if (response.statusCode() != 200) {
      response.body().close();
      throw new FetchException(
          "Error downloading resource, received HTTP return code " + response.statusCode());
    }
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    return new Download(watch.over(response.body()), length);
  }

  private static void requireWeb(URI uri) throws FetchException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new FetchException("Error downloading resource: Redirected to '" + uri + "'");
    }
  }

  private static boolean sameServer(URI one, URI other) {
    return String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
        && one.getPort() == other.getPort()
        && String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme());
  }

  private static URI withoutUser(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    return URI.create(uri.toString().replaceFirst("//[^/]*@", "//"));
  }

  /** As curl: characters that should have been encoded are. */
  private static URI parse(String text) throws FetchException {
    StringBuilder encoded = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (c < ' ' || UNSAFE.indexOf(c) >= 0) {
            encoded.append('%').append("%02X".formatted(c));
          } else {
            encoded.append((char) c);
          }
        });
    try {
      URI uri = new URI(encoded.toString());
      if (uri.getHost() == null && uri.getScheme() != null) {
        throw new FetchException("Error downloading resource: No host in the URI");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new FetchException("Error downloading resource: Malformed URI: " + e.getReason(), e);
    }
  }

  /** In the words of curl, which Mesos shows, where it has some. */
  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "Couldn't resolve host name";
      }
    }
    return switch (e) {
      case HttpConnectTimeoutException _ -> "Timeout was reached";
      case HttpTimeoutException _ -> "Timeout was reached";
      case ConnectException _ -> "Couldn't connect to server";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
    watch.close();
  }
}
