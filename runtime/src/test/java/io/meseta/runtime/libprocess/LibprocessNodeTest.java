package io.meseta.runtime.libprocess;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.server.HttpLimits;
import io.meseta.runtime.http.server.HttpServer;
import io.meseta.runtime.http.server.NetworkThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing early is what is tested
class LibprocessNodeTest {
  private static final LibprocessLimits LIMITS =
      new LibprocessLimits(Duration.ofMinutes(1), Duration.ofMillis(200), 1 << 20, 100);

  private final NetworkThreads threads = NetworkThreads.start("libprocess-test", 2);
  private final List<Upid> exited = new CopyOnWriteArrayList<>();
  private final LibprocessNode node = node(LIMITS);

  private LibprocessNode node(LibprocessLimits limits) {
    return new LibprocessNode(threads, Upid.of("me", "127.0.0.1", 1), limits, exited::add);
  }

  @AfterEach
  void stop() {
    node.close();
    threads.close();
  }

  private HttpServer serve(MessageHandler messages) throws IOException {
    HttpHandler requests = HttpHandler.immediate(_ -> HttpErrors.notFound());
    return HttpServer.start(
        threads,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        HttpLimits.defaults(),
        new LibprocessReceiver(messages, requests));
  }

  private static Upid at(int port) {
    return Upid.of("slave(1)", "127.0.0.1", port);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void deliversTenThousandMessagesInOrder() throws IOException {
    List<Integer> received = Collections.synchronizedList(new ArrayList<>());
    MessageHandler numbers =
        message -> {
          assertThat(message.processId()).isEqualTo("slave(1)");
          return received.add(Integer.parseInt(new String(message.body(), StandardCharsets.UTF_8)));
        };
    try (LibprocessNode sender = node(LibprocessLimits.defaults());
        HttpServer server = serve(numbers)) {
      for (int i = 0; i < 10_000; i++) {
        sender.send(at(server.port()), "mesos.Number", bytes(Integer.toString(i)));
      }
      await().until(() -> received.size() >= 10_000);
      assertThat(received.equals(IntStream.range(0, 10_000).boxed().toList())).isTrue();
    }
  }

  @Test
  void saysOnceThatALinkedProcessIsGone() throws IOException {
    try (HttpServer server = serve(_ -> true)) {
      node.link(at(server.port()));
      node.link(at(server.port()));
      await().until(() -> server.connections() == 1);
      int port = server.port();
      server.close();
      await().until(() -> !exited.isEmpty());
      assertThat(node.connections()).isZero();
      assertThat(exited).containsExactly(at(port));
    }
  }

  @Test
  void saysOnceThatAProcessCannotBeReached() throws IOException {
    try (Socket bound = new Socket()) { // to a port on which nobody listens
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Upid nobody = at(bound.getLocalPort());
      node.link(nobody);
      await().until(() -> !exited.isEmpty());
      node.link(Upid.NONE);
      await().until(() -> exited.size() == 2);
      assertThat(exited).containsExactly(nobody, Upid.NONE);
    }
  }

  @Test
  void saysNothingAfterUnlink() throws IOException {
    try (HttpServer server = serve(_ -> true);
        HttpServer witness = serve(_ -> true)) {
      node.link(at(server.port()));
      node.link(at(witness.port()));
      await().until(() -> server.connections() + witness.connections() == 2);
      node.unlink(at(server.port()));
      server.close();
      await().until(() -> node.connections() == 1);
      int port = witness.port();
      witness.close();
      await().until(() -> !exited.isEmpty());
      assertThat(exited).containsExactly(at(port));
    }
  }

  @Test
  void relinksOverANewConnectionWithoutAWord() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Upid to = at(server.getLocalPort());
      node.link(to);
      try (Socket first = server.accept()) {
        node.relink(to);
        try (Socket second = server.accept()) {
          assertThat(first.getInputStream().read()).isEqualTo(-1);
          node.send(to, "mesos.Hello", new byte[0]);
          assertThat((char) second.getInputStream().read()).isEqualTo('P');
          assertThat(exited).isEmpty();
        }
      }
      await().until(() -> exited.equals(List.of(to)));
    }
  }

  @Test
  void keepsLinksAndClosesOtherConnectionsWhenIdle() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    MessageHandler messages =
        message -> {
          received.add(message.name());
          return true;
        };
    try (HttpServer linked = serve(messages);
        HttpServer other = serve(messages)) {
      node.link(at(linked.port()));
      node.send(at(other.port()), "mesos.Hello", new byte[0]);
      await().until(() -> received.size() == 1);
      await().until(() -> other.connections() == 0);
      await().until(() -> linked.connections() == 1);
      node.send(at(other.port()), "mesos.Again", new byte[0]);
      await().until(() -> received.size() == 2);
      assertThat(exited).isEmpty();
    }
  }

  @Test
  void disconnectsAPeerThatNeverReads() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      server.setReceiveBufferSize(4096);
      Upid to = at(server.getLocalPort());
      node.link(to);
      try (Socket deaf = server.accept()) {
        byte[] body = new byte[100_000];
        for (int i = 0; i < 1000 && exited.isEmpty(); i++) {
          node.send(to, "mesos.Big", body);
        }
        await().until(() -> exited.equals(List.of(to)));
        assertThat(deaf.isConnected()).isTrue();
      }
    }
  }

  @Test
  void boundsTheNumberOfPeers() throws IOException {
    try (LibprocessNode small =
            node(new LibprocessLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1000, 1));
        HttpServer first = serve(_ -> true);
        HttpServer second = serve(_ -> true)) {
      small.link(at(first.port()));
      small.link(at(second.port()));
      await().until(() -> exited.equals(List.of(at(second.port()))));
      assertThat(small.connections()).isEqualTo(1);
    }
  }
}
