package io.meseta.driver.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The URL of one v1 API and how to authenticate there. Immutable. */
public final class ApiEndpoint {
  private final HttpAddress address;
  private final String path;
  private final @Nullable String authorization;

  /**
   * @param authorization value of the Authorization header, null for none
   */
  public ApiEndpoint(HttpAddress address, String path, @Nullable String authorization) {
    this.address = address;
    this.path = path;
    this.authorization = authorization;
  }

  /** Host and port. */
  public HttpAddress address() {
    return address;
  }

  String path() {
    return path;
  }

  /** Headers of every request to this endpoint. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    if (authorization != null) {
      headers.put("Authorization", authorization);
    }
    return headers;
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
