package io.meseta.runtime.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read to its end. Immutable. The path stays as it came, percent-encoded: decoding is
 * a matter of the router, which decodes process ids only (Mesos reference, corrections to §0.2).
 */
public final class HttpRequest {
  private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("unknown", 0);
  private static final byte[] EMPTY = {};

  private final HttpMethod method;
  private final String target;
  private final String subPath;
  private final HttpHeaders headers;
  private final byte[] body;
  private final InetSocketAddress peer;

  private HttpRequest(
      HttpMethod method, Target target, HttpHeaders headers, byte[] body, InetSocketAddress peer) {
    this.method = method;
    this.target = target.whole;
    this.subPath = target.subPath;
    this.headers = headers;
    this.body = body;
    this.peer = peer;
  }

  /** The request target, and what of it lies below the matched route. */
  private record Target(String whole, String subPath) {}

  /** A request without headers and body. */
  public static HttpRequest of(HttpMethod method, String target) {
    return of(method, target, HttpHeaders.none(), EMPTY);
  }

  /**
   * A request from nowhere, for tests and for calls within a process.
   *
   * @param target path and query, e.g. {@code /state?jsonp=cb}
   */
  public static HttpRequest of(HttpMethod method, String target, HttpHeaders headers, byte[] body) {
    return new HttpRequest(method, new Target(target, ""), headers, body, UNKNOWN);
  }

  /** The same request with its sender's address. */
  public HttpRequest from(InetSocketAddress address) {
    return new HttpRequest(method, new Target(target, subPath), headers, body, address);
  }

  /** The same request as its route's handler sees it. */
  HttpRequest below(String rest) {
    return new HttpRequest(method, new Target(target, rest), headers, body, peer);
  }

  /** GET, POST and so on. */
  public HttpMethod method() {
    return method;
  }

  /** Path and query as they came. */
  public String target() {
    return target;
  }

  /** The path as it came, percent-encoded, without the query. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** What follows the matched route: empty, or a path with a leading slash, percent-encoded. */
  public String subPath() {
    return subPath;
  }

  /** The query as it came, without the question mark; empty if there is none. */
  public String rawQuery() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /**
   * The query's names and values, decoded.
   *
   * @throws HttpRejection 400 if a percent-escape is malformed
   */
  public Map<String, String> query() {
    return QueryString.parse(rawQuery());
  }

  /**
   * One value of the query, decoded.
   *
   * @throws HttpRejection 400 if a percent-escape is malformed
   */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query().get(name));
  }

  /** Header fields. */
  public HttpHeaders headers() {
    return headers;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /** The whole body, without transfer and content encoding; must not be changed. */
  public byte[] body() {
    return body;
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Address of the other end of the socket. */
  public InetSocketAddress peer() {
    return peer;
  }

  /** Whether it came over TLS. */
  public boolean secure() {
    return false; // TLS is not served yet
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
