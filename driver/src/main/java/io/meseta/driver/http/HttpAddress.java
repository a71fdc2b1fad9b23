package io.meseta.driver.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a master or an agent listens. Immutable; resolves no names. */
public final class HttpAddress {
  private final boolean secure;
  private final String host;
  private final int port;

  private HttpAddress(boolean secure, String host, int port) {
    this.secure = secure;
    this.host = host;
    this.port = port;
  }

  /**
   * Reads {@code host:port}, {@code http://host:port} or {@code https://host:port}; a path behind
   * it and an id with an at-sign before it ({@code master@host:port}) are left out.
   *
   * @throws IllegalArgumentException if it is none of these; the text says what is missing
   */
  public static HttpAddress parse(String text) {
    String scheme = text.startsWith("https://") ? "https" : "http";
    String rest = text.startsWith(scheme + "://") ? text.substring(scheme.length() + 3) : text;
    String authority = rest.substring(rest.indexOf('@') + 1).split("/", 2)[0];
    try {
      URI uri = new URI(scheme, authority, null, null, null).parseServerAuthority();
      if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
        throw new IllegalArgumentException(expected(text));
      }
      return new HttpAddress(scheme.equals("https"), uri.getHost(), uri.getPort());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(expected(text), e);
    }
  }

  /**
   * Where a {@code Location} header points, seen from here: Mesos leaves the scheme out (reference
   * §0.4).
   */
  public HttpAddress redirectedTo(String location) {
    return parse(location.startsWith("//") ? (secure ? "https:" : "http:") + location : location);
  }

  private static String expected(String text) {
    return "expected host:port but found '" + text + "'";
  }

  /** Whether to speak TLS. */
  public boolean secure() {
    return secure;
  }

  /** Name or IP address, without the brackets of IPv6. */
  public String host() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** 1 to 65535. */
  public int port() {
    return port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpAddress && toString().equals(other.toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(secure, host, port);
  }

  /** As in a Host header, with the scheme before it if that is https. */
  @Override
  public String toString() {
    return (secure ? "https://" : "") + authority();
  }

  String authority() {
    return host + ":" + port;
  }
}
