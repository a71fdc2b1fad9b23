package io.meseta.agent.launcher;

import io.meseta.agent.launcher.FrameChannel.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;

/**
 * An open conversation with a launcher process.
 *
 * @param frames what is said
 * @param pid the launcher's
 */
record LauncherConnection(FrameChannel frames, int pid) implements AutoCloseable {

  /** Connects to the launcher that listens in {@code directory} and greets it. */
  static LauncherConnection open(LauncherDirectory directory) throws IOException {
    SocketChannel socket = directory.connect();
    FrameChannel frames = new FrameChannel(socket);
    try {
      frames.write(new Frame(0, new LauncherMessage.Hello(LauncherMessage.VERSION)));
      return new LauncherConnection(frames, welcomed(frames.read().message()));
    } catch (IOException e) {
      frames.close();
      throw e;
    }
  }

  private static int welcomed(LauncherMessage message) throws IOException {
    return switch (message) {
      case LauncherMessage.Welcome welcome -> welcome.pid();
      case LauncherMessage.Failed failed -> throw new LauncherProtocolException(failed.reason());
      default -> throw new LauncherProtocolException("no welcome from the launcher: " + message);
    };
  }

  @Override
  public void close() {
    try {
      frames.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a socket's close does not fail
    }
  }
}
