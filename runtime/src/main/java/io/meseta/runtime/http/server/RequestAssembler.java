package io.meseta.runtime.http.server;

import io.meseta.runtime.http.AcceptHeader;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHeaders;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Map;

/**
 * Puts one request together from its head and the pieces of its body. Holds no more than the limits
 * allow, whatever the head announces.
 */
final class RequestAssembler {
  private static final byte[] EMPTY = {};

  private final HttpMethod method;
  private final String target;
  private final HttpHeaders headers;
  private final boolean keepAlive;
  private final boolean closesDelimited;
  private boolean expectsContinue;
  private final HttpLimits limits;
  private final BodyBudget budget;
  private byte[] body = EMPTY;
  private int length;

  /** Takes the head; the caller has checked the method and the target. */
  RequestAssembler(
      HttpMethod method,
      String target,
      io.netty.handler.codec.http.HttpRequest head,
      HttpLimits limits,
      BodyBudget budget) {
    this.method = method;
    this.target = target;
    this.headers = copy(head);
    this.keepAlive = HttpUtil.isKeepAlive(head);
    this.closesDelimited = !head.protocolVersion().isKeepAliveDefault();
    this.expectsContinue = HttpUtil.is100ContinueExpected(head);
    this.limits = limits;
    this.budget = budget;
    if (HttpUtil.getContentLength(head, 0L) > limits.maxBodyBytes()) {
      throw new HttpRejection(HttpErrors.tooLarge(limits.maxBodyBytes()));
    }
  }

  private static HttpHeaders copy(io.netty.handler.codec.http.HttpRequest head) {
    HttpHeaders.Builder builder = new HttpHeaders.Builder();
    for (Map.Entry<String, String> field : head.headers()) {
      builder.add(field.getKey(), field.getValue());
    }
    return builder.build();
  }

  /**
   * Takes a piece of the body; does not release it.
   *
   * @throws HttpRejection 413 or 503 if it is more than fits
   */
  void append(ByteBuf piece) {
    int size = piece.readableBytes();
    if (size == 0) {
      return;
    }
    if (length + (long) size > limits.maxBodyBytes()) {
      throw new HttpRejection(HttpErrors.tooLarge(limits.maxBodyBytes()));
    }
    reserve(length + size);
    piece.readBytes(body, length, size);
    length += size;
  }

  private void reserve(int needed) {
    if (needed <= body.length) {
      return;
    }
    long grown = Math.max(needed, Math.min(2L * body.length, limits.maxBodyBytes()));
    int capacity = (int) Math.min(grown, Integer.MAX_VALUE - 8);
    if (!budget.take(capacity - body.length)) {
      throw new HttpRejection(
          HttpErrors.unavailable("Too many request bodies are in progress, try again later"));
    }
    body = Arrays.copyOf(body, capacity);
  }

  /**
   * The request, after its last piece.
   *
   * @throws HttpRejection 500 if the content encoding is not what was promised, as Mesos answers
   */
  HttpRequest finish(SocketAddress peer) {
    byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
    if (headers.first("Content-Encoding").filter(e -> e.equalsIgnoreCase("gzip")).isPresent()) {
      whole = Gzip.decompress(whole, limits.maxBodyBytes());
    }
    HttpRequest request = HttpRequest.of(method, target, headers, whole);
    return peer instanceof InetSocketAddress address ? request.from(address) : request;
  }

  /** What to give back to the budget when the request was answered. */
  long reservedBytes() {
    return body.length;
  }

  int receivedBytes() {
    return length;
  }

  /** Whether the client waits to be told to send the body; true once at most. */
  boolean takeExpectation() {
    boolean expects = expectsContinue && length == 0;
    expectsContinue = false;
    return expects;
  }

  /** How the answer to this request is to be written. */
  Exchange exchange() {
    boolean gzip = AcceptHeader.accepts(headers.first("Accept-Encoding"), "gzip", "*");
    return new Exchange(method == HttpMethod.HEAD, gzip, keepAlive, closesDelimited);
  }
}
