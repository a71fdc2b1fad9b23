package io.meseta.e2e.process;

import io.meseta.e2e.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * The endpoints of a daemon.
 *
 * @param address {@code host:port}
 */
public record Endpoints(String address) {

  /** The JSON of an endpoint. */
  Json get(String path) {
    try (InputStream body = URI.create("http://" + address + path).toURL().openStream()) {
      return Json.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until the state is as it should be; returns it. */
  public Json awaitState(Predicate<Json> condition) {
    return Patience.await("the state of " + address)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(() -> get("/state"), condition);
  }
}
