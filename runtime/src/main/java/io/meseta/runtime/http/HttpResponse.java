package io.meseta.runtime.http;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a handler answers. Immutable; {@link #header} gives a copy. Leaves {@code Date}, {@code
 * Content-Length}, {@code Transfer-Encoding} and gzip to the connection that writes it.
 */
public final class HttpResponse {
  private static final byte[] EMPTY = {};

  private final int status;
  private final HttpHeaders headers;
  private final ResponseBody body;
  private final boolean link;

  private HttpResponse(int status, HttpHeaders headers, ResponseBody body, boolean link) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.link = link;
  }

  private HttpResponse(int status, HttpHeaders headers, ResponseBody body) {
    this(status, headers, body, false);
  }

  /** An empty body without Content-Type, e.g. 200 and 202 as Mesos writes them. */
  public static HttpResponse of(int status) {
    return new HttpResponse(status, HttpHeaders.none(), new ResponseBody.Bytes(EMPTY));
  }

  /** A body in memory. The array must not be changed afterwards. */
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(
        status, HttpHeaders.of("Content-Type", contentType), new ResponseBody.Bytes(body));
  }

  /** 202 without a body. */
  public static HttpResponse accepted() {
    return of(202);
  }

  /** 200 with a JSON body in UTF-8. The array must not be changed afterwards. */
  public static HttpResponse json(byte[] json) {
    return of(200, "application/json", json);
  }

  /** 200 with a JSON body. */
  public static HttpResponse json(String json) {
    return json(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Plain text, as in all of Mesos' errors. */
  public static HttpResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** 307 to the given location, which may be protocol-relative (Mesos reference §0.4). */
  public static HttpResponse temporaryRedirect(String location) {
    return of(307).header("Location", location);
  }

  /** 200 with a chunked body that stays open until either side closes it. */
  public static HttpResponse stream(String contentType, ResponseStream stream) {
    return new HttpResponse(
        200, HttpHeaders.of("Content-Type", contentType), new ResponseBody.Live(stream));
  }

  /**
   * A body that is read while it is sent and closed when it was sent or the client is gone.
   *
   * @param lengthBytes exactly how many bytes the input gives, or -1 to send it chunked
   */
  public static HttpResponse source(
      int status, String contentType, InputStream input, long lengthBytes) {
    return new HttpResponse(
        status,
        HttpHeaders.of("Content-Type", contentType),
        new ResponseBody.Source(input, lengthBytes));
  }

  /** The same response and one more header field. */
  public HttpResponse header(String name, String value) {
    return new HttpResponse(status, headers.plus(name, value), body, link);
  }

  /**
   * The same response, which tells that its connection is a link: it is never closed for being
   * idle, because to the other side that would mean that we died (Mesos reference §5.2).
   */
  public HttpResponse onLink() {
    return new HttpResponse(status, headers, body, true);
  }

  /** HTTP status code. */
  public int status() {
    return status;
  }

  /** Header fields so far; the connection adds its own. */
  public HttpHeaders headers() {
    return headers;
  }

  /** The body, or no bytes if it is a stream. For tests and for handlers that wrap handlers. */
  public byte[] bodyBytes() {
    return body instanceof ResponseBody.Bytes(byte[] bytes) ? bytes : EMPTY;
  }

  /** The body as UTF-8 text, or nothing if it is a stream. */
  public String bodyText() {
    return new String(bodyBytes(), StandardCharsets.UTF_8);
  }

  /** Whether its connection is a link, see {@link #onLink}. */
  public boolean isOnLink() {
    return link;
  }

  /** The body, for whoever writes it. */
  public ResponseBody body() {
    return body;
  }

  /** The same response with another body. */
  public HttpResponse withBody(ResponseBody other) {
    return new HttpResponse(status, headers, other, link);
  }

  /** Lets go of what the body holds, because nobody will read it. */
  public void discard() {
    switch (body) {
      case ResponseBody.Bytes _ -> {}
      case ResponseBody.Live(ResponseStream stream) -> stream.outbox().end(StreamEnd.PEER_GONE);
      case ResponseBody.Source source -> source.close();
    }
  }

  @Override
  public String toString() {
    return status + " " + headers;
  }
}
