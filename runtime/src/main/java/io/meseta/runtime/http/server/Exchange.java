package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** One request that waits for its answer, and how the answer is to be written. */
final class Exchange {
  private final boolean head;
  private final boolean acceptsGzip;
  private final boolean keepAlive;
  private final boolean closesDelimited;
  private Runnable whenSettled = () -> {};
  private @Nullable HttpResponse response;
  private boolean abandoned;
  private boolean writing;
  private boolean silent;

  /**
   * An exchange without an answer yet.
   *
   * @param head whether the answer goes without its body
   * @param closesDelimited whether the client is too old for chunks: the end of the connection ends
   *     a body of unknown length
   */
  Exchange(boolean head, boolean acceptsGzip, boolean keepAlive, boolean closesDelimited) {
    this.head = head;
    this.acceptsGzip = acceptsGzip;
    this.keepAlive = keepAlive;
    this.closesDelimited = closesDelimited;
  }

  /** The answer to something that could not be read as a request: the connection ends with it. */
  static Exchange lastWords(HttpResponse response) {
    Exchange exchange = new Exchange(false, false, false, false);
    exchange.response = response.header("Connection", "close");
    return exchange;
  }

  /** Runs once, when the answer is there or the client gone. */
  void whenSettled(Runnable action) {
    whenSettled = action;
  }

  private void settle() {
    Runnable action = whenSettled;
    whenSettled = () -> {};
    action.run();
  }

  /** The end of a connection whose client does not even get an answer. */
  static Exchange silence() {
    Exchange exchange = new Exchange(false, false, false, false);
    exchange.silent = true;
    return exchange;
  }

  boolean silent() {
    return silent;
  }

  /** Sets the answer; if the client has gone meanwhile it is thrown away. */
  void answer(HttpResponse answer) {
    settle();
    if (abandoned) {
      answer.discard();
    } else {
      response = answer;
    }
  }

  /** The client has gone. */
  void abandon() {
    settle();
    abandoned = true;
    if (response != null) {
      response.discard();
    }
  }

  @Nullable HttpResponse response() {
    return response;
  }

  boolean writing() {
    return writing;
  }

  void startWriting() {
    writing = true;
  }

  boolean head() {
    return head;
  }

  boolean acceptsGzip() {
    return acceptsGzip;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  boolean closesDelimited() {
    return closesDelimited;
  }
}
