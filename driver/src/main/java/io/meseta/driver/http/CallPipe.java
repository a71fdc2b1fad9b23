package io.meseta.driver.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** One connection for calls, and the thread that reads the answers. Opened once. */
final class CallPipe implements Closeable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private final HttpAddress address;
  private final HttpConnection connection;
  private final ApiSession session;
  private final UnansweredCalls unanswered = new UnansweredCalls();
  private volatile boolean open;

  CallPipe(HttpAddress address, ApiSession session) {
    this.address = address;
    this.connection = new HttpConnection(address);
    this.session = session;
  }

  void open() throws IOException {
    try {
      connection.connect();
      connection.readTimeout(ANSWER_TIMEOUT);
    } catch (IOException e) {
      connection.close();
      throw e;
    }
    open = true;
    Thread reader = new Thread(this::readAnswers, "meseta-driver-answers");
    reader.setDaemon(true);
    reader.start();
  }

  boolean isOpen() {
    return open;
  }

  void send(String path, Map<String, String> headers, byte[] call) throws IOException {
    unanswered.sent(System.nanoTime());
    try {
      connection.post(path, headers, call);
    } catch (IOException e) {
      unanswered.answered(System.nanoTime());
      throw e;
    }
  }

  private void readAnswers() {
    IOException end = new IOException("Connection closed by " + address);
    try {
      boolean more = true;
      while (more) {
        if (connection.awaitAnswer()) {
          more = readAnswer();
        } else if (unanswered.isOverdue(System.nanoTime(), ANSWER_TIMEOUT)) {
          throw new IOException("No answer to a call from " + address + " in " + ANSWER_TIMEOUT);
        }
      }
    } catch (IOException e) {
      end = e;
    }
    open = false;
    connection.close();
    if (unanswered.abandon() > 0) {
      session.lost(end);
    }
  }

  private boolean readAnswer() throws IOException {
    HttpResponse response = connection.receive();
    String text = response.text();
    unanswered.answered(System.nanoTime());
    if (response.status() >= 300) {
      session.refused(response.status(), text);
    }
    return response.keepsAlive();
  }

  void awaitAnswers(Duration limit) {
    unanswered.awaitNone(limit);
  }

  @Override
  public void close() {
    connection.close();
  }
}
