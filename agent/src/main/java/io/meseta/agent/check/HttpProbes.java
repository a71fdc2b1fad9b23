package io.meseta.agent.check;

import io.meseta.core.agent.check.Probe;
import io.meseta.core.agent.check.ProbeResult;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Probes by asking a web server, as {@code curl -L -k} does for Mesos: any certificate will do. */
final class HttpProbes implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .sslContext(trusting())
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  CompletableFuture<ProbeResult> start(Probe.Http probe) {
    URI uri;
    try {
      String host = probe.ipv6() ? "[::1]" : "127.0.0.1";
      uri = URI.create(probe.scheme() + "://" + host + ":" + probe.port() + probe.path());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(new ProbeResult.Failed(String.valueOf(e)));
    }
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    CompletableFuture<ProbeResult> probing = new CompletableFuture<>();
    var _ =
        answer.whenComplete((response, failure) ->
            probing.complete(
                failure == null
                    ? new ProbeResult.Answered(response.statusCode())
                    : new ProbeResult.Failed(String.valueOf(failure))));
    var _ = probing.whenComplete((result, failure) -> answer.cancel(true));
    return probing;
  }

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustEverybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has TLS
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** It is this machine that answers, whoever the certificate says it is. */
  private static final class TrustEverybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
