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
  private final Object answers = new Object();
  private int unanswered;
  private boolean open;

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
    synchronized (answers) {
      open = true;
    }
    Thread reader = new Thread(this::readAnswers, "meseta-driver-answers");
    reader.setDaemon(true);
    reader.start();
  }

  boolean isOpen() {
    synchronized (answers) {
      return open;
    }
  }

  void send(String path, Map<String, String> headers, byte[] call) throws IOException {
    count(+1);
    try {
      connection.post(path, headers, call);
    } catch (IOException e) {
      count(-1);
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
        } else if (unanswered() > 0) {
          throw new IOException("No answer to a call from " + address + " in " + ANSWER_TIMEOUT);
        }
      }
    } catch (IOException e) {
      end = e;
    }
    connection.close();
    if (closeWithUnanswered() > 0) {
      session.lost(end);
    }
  }

  private boolean readAnswer() throws IOException {
    HttpResponse response = connection.receive();
    String text = response.text();
    count(-1);
    if (response.status() >= 300) {
      session.refused(response.status(), text);
    }
    return response.keepsAlive();
  }

  private int closeWithUnanswered() {
    synchronized (answers) {
      int left = unanswered;
      open = false;
      unanswered = 0;
      answers.notifyAll();
      return left;
    }
  }

  private void count(int change) {
    synchronized (answers) {
      unanswered = Math.max(0, unanswered + change);
      answers.notifyAll();
    }
  }

  private int unanswered() {
    synchronized (answers) {
      return unanswered;
    }
  }

  void awaitAnswers(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (answers) {
      long left = limit.toNanos();
      while (unanswered > 0 && left > 0) {
        try {
          answers.wait(left / 1_000_000 + 1);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        left = end - System.nanoTime();
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
