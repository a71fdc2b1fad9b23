package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.FrameChannel;
import io.meseta.agent.launcher.FrameChannel.Frame;
import io.meseta.agent.launcher.FrameChannel.UnreadableMessageException;
import io.meseta.agent.launcher.LauncherException;
import io.meseta.agent.launcher.LauncherMessage;
import io.meseta.agent.launcher.LauncherProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One agent's conversation: requests are carried out in their order on a thread of its own, and
 * another thread writes, so that an agent that does not read stops nobody.
 */
final class ClientConnection {

  /** A client that is that many frames behind is let go; it will ask again. */
  private static final int MAX_UNSENT = 1 << 14;

  private final FrameChannel frames;
  private final LauncherServer server;
  private final BlockingQueue<Frame> unsent = new ArrayBlockingQueue<>(MAX_UNSENT);
  private volatile boolean welcome;
  private final Thread writer =
      Thread.ofPlatform().daemon().name("client-writer").unstarted(this::write);

  ClientConnection(FrameChannel frames, LauncherServer server) {
    this.frames = frames;
    this.server = server;
  }

  void start() {
    Thread.ofPlatform().daemon().name("client").start(this::read);
    writer.start();
  }

  /** Tells of an exit, but not before the greeting has been answered: that comes first. */
  void tell(LauncherMessage.Exited exited) {
    if (welcome) {
      send(0, exited);
    }
  }

  void send(int request, LauncherMessage message) {
    if (!unsent.offer(new Frame(request, message))) {
      Log.line("a client does not read, closing its connection");
      close();
    }
  }

  void close() {
    writer.interrupt();
    try {
      frames.close();
    } catch (IOException e) {
      Log.line("closing a connection", e);
    }
  }

  private void read() {
    try {
      welcome = server.greet(this, frames.read());
      while (true) {
        serveNext();
      }
    } catch (EOFException e) {
      // the client has gone
    } catch (IOException e) {
      Log.line("closing a connection: " + e.getMessage());
    } finally {
      server.gone(this);
      close();
    }
  }

  /** What cannot be read is refused and harms no other request: it would only be sent again. */
  private void serveNext() throws IOException {
    try {
      Frame frame = frames.read();
      if (welcome) {
        serve(frame);
      }
    } catch (UnreadableMessageException e) {
      Log.line("refusing a request: " + e.reason());
      send(e.request(), new LauncherMessage.Failed(e.reason()));
    }
  }

  private void serve(Frame frame) throws LauncherProtocolException {
    try {
      server.serve(this, frame);
    } catch (LauncherException e) {
      send(frame.request(), new LauncherMessage.Failed(e.getMessage()));
    } catch (RuntimeException e) {
      Log.line("request " + frame.message().getClass().getSimpleName(), e);
      send(frame.request(), new LauncherMessage.Failed("The launcher failed: " + e));
    }
  }

  private void write() {
    try {
      while (true) {
        frames.write(unsent.take());
      }
    } catch (IOException e) {
      close(); // which ends the reader too
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
