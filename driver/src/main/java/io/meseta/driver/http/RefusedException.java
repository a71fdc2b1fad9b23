package io.meseta.driver.http;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The peer answered a SUBSCRIBE with something else than a stream. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String location;

  RefusedException(int status, String text, @Nullable String location) {
    super(text.isEmpty() ? "HTTP status " + status : text);
    this.status = status;
    this.location = location;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** The Location header of a redirect. */
  public Optional<String> location() {
    return status / 100 == 3 ? Optional.ofNullable(location) : Optional.empty();
  }
}
