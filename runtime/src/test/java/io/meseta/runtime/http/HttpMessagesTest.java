package io.meseta.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpMessagesTest {
  private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

  private static HttpRequest get(String target) {
    return HttpRequest.of(HttpMethod.GET, target);
  }

  @Test
  void splitsAndDecodesQueries() {
    HttpRequest request = get("/state?path=%2Fa+b&x&x=2&empty=;y=%C3%A4");
    assertThat(request.path()).isEqualTo("/state");
    assertThat(request.query()).isEqualTo(Map.of("path", "/a b", "x", "2", "empty", "", "y", "ä"));
    assertThat(request.query("nope")).isEmpty();
    assertThat(get("/state").query()).isEmpty();
  }

  @Test
  void rejectsMalformedEscapes() {
    assertThatThrownBy(() -> get("/state?a=%zz").query())
        .isInstanceOfSatisfying(
            HttpRejection.class,
            e -> assertThat(e.response().bodyText()).isEqualTo("Malformed % escape in '%zz'"));
  }

  @Test
  void wrapsJsonForScripts() {
    HttpResponse plain = Jsonp.response(get("/state"), JSON);
    assertThat(plain.headers().first("Content-Type")).hasValue("application/json");
    HttpResponse script = Jsonp.response(get("/state?jsonp=angular.callbacks._0"), JSON);
    assertThat(script.bodyText()).isEqualTo("angular.callbacks._0({})");
    assertThat(script.headers().first("Content-Type")).hasValue("text/javascript");
    assertThat(Jsonp.response(get("/state?jsonp="), JSON).bodyText()).isEqualTo("({})");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "gzip|true",
        "GZIP|true",
        "*|true",
        "deflate, gzip;q=0.5|true",
        "gzip;q=0|false",
        "gzip;q=0.000|false",
        "gzip; q=0.001|true",
        "identity|false",
        "''|false",
        "-|false",
        "gzip;q=0, *|false",
      })
  void readsAcceptEncodingAsMesosDoes(String header, boolean accepted) {
    assertThat(AcceptHeader.accepts(Optional.ofNullable(header), "gzip", "*")).isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "-|JSON",
        "*/*|JSON",
        "application/*|JSON",
        "application/x-protobuf;q=1, application/json;q=0.1|JSON",
        "application/x-protobuf|PROTOBUF",
        "application/json;q=0, application/x-protobuf|PROTOBUF",
        "application/recordio|-",
        "text/html|-",
      })
  void negotiatesAsMesosDoes(String accept, MediaType expected) {
    HttpHeaders headers = accept == null ? HttpHeaders.none() : HttpHeaders.of("Accept", accept);
    HttpRequest request = HttpRequest.of(HttpMethod.POST, "/api/v1", headers, JSON);
    if (expected != null) {
      assertThat(ContentNegotiation.accepted(request)).isEqualTo(expected);
    } else {
      assertThatThrownBy(() -> ContentNegotiation.accepted(request))
          .isInstanceOfSatisfying(
              HttpRejection.class, e -> assertThat(e.response().status()).isEqualTo(406));
    }
  }

  @Test
  void refusesHeadersThatWouldSplitTheResponse() {
    assertThatThrownBy(() -> HttpResponse.of(200).header("Location", "/x\r\nSet-Cookie: y"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsTheLastEventIdOfAReconnectingBrowser() {
    assertThat(ServerSentEvents.lastEventId(get("/"))).isEqualTo(-1);
    assertThat(ServerSentEvents.lastEventId(withLastEventId("17"))).isEqualTo(17);
    assertThat(ServerSentEvents.lastEventId(withLastEventId("x"))).isEqualTo(-1);
    assertThat(ServerSentEvents.lastEventId(withLastEventId("9".repeat(40)))).isEqualTo(-1);
  }

  private static HttpRequest withLastEventId(String id) {
    return HttpRequest.of(HttpMethod.GET, "/", HttpHeaders.of("last-event-id", id), JSON);
  }
}
