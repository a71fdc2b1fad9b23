package io.meseta.driver.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A connection to a v1 API on which nothing was said yet. Used for one subscription. */
public final class ApiConnection implements Closeable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(75);

  private final ApiEndpoint endpoint;
  private final HttpConnection connection;

  private ApiConnection(ApiEndpoint endpoint, HttpConnection connection) {
    this.endpoint = endpoint;
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @param opening told of the connection before anything waits on it, so that it can be closed
   */
  public static ApiConnection open(ApiEndpoint endpoint, Consumer<Closeable> opening)
      throws IOException {
    HttpConnection connection = new HttpConnection(endpoint.address());
    opening.accept(connection);
    try {
      connection.connect();
      connection.readTimeout(ANSWER_TIMEOUT);
      return new ApiConnection(endpoint, connection);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Subscribes; returns when the peer has agreed to stream.
   *
   * @throws RefusedException if the peer answered with anything but 200
   * @throws IOException if there is no such answer
   */
  public ApiSession subscribe(byte[] call) throws IOException {
    try {
      connection.post(endpoint.path(), endpoint.headers(), call);
      HttpResponse response = connection.receive();
      if (response.status() != 200) {
        String location = response.header("Location").orElse(null);
        throw new RefusedException(response.status(), response.text(), location);
      }
      return new ApiSession(endpoint, connection, response);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
