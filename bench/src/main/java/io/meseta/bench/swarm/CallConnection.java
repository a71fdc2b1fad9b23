package io.meseta.bench.swarm;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which a scheduler makes its calls: they go out one behind the other without
 * waiting for answers, which a thread of its own reads. One refused call fails the whole: under
 * load nothing may get lost unseen.
 */
final class CallConnection implements Closeable {

  private static final int MAX_UNANSWERED = 10_000;

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final String head;
  private final Semaphore room = new Semaphore(MAX_UNANSWERED);
  private volatile @Nullable String failure;

  CallConnection(InetSocketAddress master, String streamId) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(master);
    out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
    head = Requests.head(master) + "Mesos-Stream-Id: " + streamId + "\r\n";
    Thread.ofVirtual().name("swarm-answers").start(this::readAnswers);
  }

  /** Puts a call behind those that wait for {@link #flush}. */
  void write(Call call) throws IOException {
    if (!room.tryAcquire()) {
      flush();
      awaitRoom(1);
    }
    Requests.write(out, head, call.toByteArray());
  }

  void flush() throws IOException {
    failIfRefused();
    out.flush();
  }

  /** Waits until all calls are answered. */
  void awaitAnswers() throws IOException {
    awaitRoom(MAX_UNANSWERED);
    room.release(MAX_UNANSWERED);
  }

  private void awaitRoom(int calls) throws IOException {
    try {
      if (!room.tryAcquire(calls, 30, TimeUnit.SECONDS)) {
        failIfRefused();
        throw new IOException("the master does not answer calls");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void failIfRefused() throws IOException {
    String why = failure;
    if (why != null) {
      throw new IOException(why);
    }
  }

  private void readAnswers() {
    try {
      HttpReader reader = new HttpReader(socket.getInputStream());
      while (failure == null) {
        HttpReader.Head answer = reader.head();
        String text = new String(reader.body(answer), StandardCharsets.UTF_8);
        if (answer.status() >= 300) {
          failure = "a call was answered " + answer.status() + ": " + text;
        }
        room.release();
      }
    } catch (IOException e) {
      failure = "the connection for calls is over: " + e.getMessage();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
