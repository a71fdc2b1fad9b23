package io.meseta.agent.check;

import io.meseta.core.agent.check.Probe;
import io.meseta.core.agent.check.ProbeResult;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** Probes by connecting to a port, and hanging up. */
final class TcpProbe {

  private TcpProbe() {}

  static CompletableFuture<ProbeResult> start(Probe.Tcp probe) {
    CompletableFuture<ProbeResult> probing = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              String host = probe.ipv6() ? "::1" : "127.0.0.1";
              try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, probe.port()));
                probing.complete(new ProbeResult.Connected(true));
              } catch (IOException | IllegalArgumentException e) {
                probing.complete(new ProbeResult.Connected(false));
              }
            });
    var _ = probing.whenComplete((result, failure) -> thread.interrupt());
    return probing;
  }
}
