package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.FrameChannel;
import io.meseta.agent.launcher.FrameChannel.Frame;
import io.meseta.agent.launcher.LauncherMessage;
import io.meseta.agent.launcher.LauncherMessage.Collect;
import io.meseta.agent.launcher.LauncherMessage.Done;
import io.meseta.agent.launcher.LauncherMessage.Failed;
import io.meseta.agent.launcher.LauncherMessage.Hello;
import io.meseta.agent.launcher.LauncherMessage.ListContainers;
import io.meseta.agent.launcher.LauncherMessage.Shutdown;
import io.meseta.agent.launcher.LauncherMessage.Signal;
import io.meseta.agent.launcher.LauncherMessage.Start;
import io.meseta.agent.launcher.LauncherMessage.Welcome;
import io.meseta.agent.launcher.LauncherProtocolException;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Takes the agents' connections and carries out what they ask for. */
final class LauncherServer {

  private final Containers containers;
  private final Clients clients;
  private final Lifetime lifetime;

  LauncherServer(Containers containers, Clients clients, Lifetime lifetime) {
    this.containers = containers;
    this.clients = clients;
    this.lifetime = lifetime;
  }

  /** Accepts until the socket fails. */
  void accept(ServerSocketChannel socket) throws IOException {
    while (true) {
      SocketChannel accepted = socket.accept();
      ClientConnection connection = new ClientConnection(new FrameChannel(accepted), this);
      if (clients.add(connection)) {
        connection.start();
      } else {
        Log.line("refusing a connection: there are too many");
        connection.close();
      }
    }
  }

  /** Answers the first frame of a connection and tells whether there is anything more to say. */
  boolean greet(ClientConnection connection, Frame first) throws LauncherProtocolException {
    if (!(first.message() instanceof Hello hello)) {
      throw new LauncherProtocolException(
          "no greeting but " + first.message().getClass().getSimpleName());
    }
    int version = LauncherMessage.VERSION;
    if (hello.version() == version) {
      connection.send(first.request(), new Welcome(version, Lifetime.OWN_PID));
      return true;
    }
    String refusal =
        String.format(
            "The launcher (pid %d) speaks version %d of its protocol, not %d",
            Lifetime.OWN_PID, version, hello.version());
    connection.send(first.request(), new Failed(refusal));
    return false;
  }

  /** Carries out a request. */
  void serve(ClientConnection connection, Frame frame) throws LauncherProtocolException {
    int request = frame.request();
    switch (frame.message()) {
      case Start start ->
          containers.start(start.key(), start.spec(), started -> connection.send(request, started));
      case Signal signal ->
          containers.signal(
              signal.key(),
              signal.signal(),
              signal.tree(),
              () -> connection.send(request, new Done()));
      case Collect collect -> {
        containers.collect(collect.key());
        connection.send(request, new Done());
      }
      case ListContainers _ -> connection.send(request, containers.list());
      case Shutdown _ -> lifetime.shutdown(() -> connection.send(request, new Done()));
      default ->
          throw new LauncherProtocolException(
              "not a request: " + frame.message().getClass().getSimpleName());
    }
  }

  void gone(ClientConnection connection) {
    clients.remove(connection);
  }
}
