package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.process.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What clients in six languages were seen to put on the wire: odd, and it must work. The recordings
 * hold a part of it ({@code EndpointVariantsTest}, {@code SessionTest}), this is the rest.
 */
class ClientHabitsTest {

  private static final int PATIENCE_MILLIS = 90_000;
  private static final String API = "/api/v1/scheduler";
  private static final String JSON = "Content-Type: application/json\r\n";

  private static final String RACK_1 =
      "{'role_constraints':{'*':{'groups':[{'attribute_constraints':[{'selector':"
          + "{'attribute_name':'rack'},'predicate':{'text_equals':{'value':'r1'}}}]}]}}}";

  @TempDir static Path directory;
  private static WireCluster cluster;

  /** A framework that is subscribed, and the connection on which it makes its calls. */
  private static RawConnection stream;

  private static RawConnection calls;
  private static String framework;
  private static String streamHeader;

  @BeforeAll
  static void start() throws Exception {
    cluster = WireCluster.start(directory);
    stream = connect();
    calls = connect();
    String info = "'roles':['*'],'capabilities':[{'type':'MULTI_ROLE'}]";
    String head = stream.send(post(API, JSON, subscribe("", info))).readHead();
    framework = found("\"framework_id\":\\{\"value\":\"([^\"]+)", stream.readChunk());
    streamHeader = found("(Mesos-Stream-Id: \\S+\r\n)", head);
  }

  @AfterAll
  static void stop() throws IOException {
    calls.close();
    stream.close();
    cluster.close();
  }

  private static RawConnection connect() throws IOException {
    return new RawConnection("127.0.0.1:" + cluster.port(), PATIENCE_MILLIS);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  /** A SUBSCRIBE with more of the call, and more of the framework; {@code '} stands for a quote. */
  private static String subscribe(String call, String info) {
    return ("{'type':'SUBSCRIBE'," + call + "'subscribe':{'framework_info':{'user':'u','name':'n',")
        .concat(info.isEmpty() ? "'role':'*'" : info)
        .concat("}}}")
        .replace('\'', '"');
  }

  private static String post(String target, String headers, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(target, headers, body.getBytes(UTF_8).length, body);
  }

  private static String chunked(String target, String headers, String body) {
    int half = body.length() / 2;
    return "POST %s HTTP/1.1\r\nHost: localhost\r\n%sTransfer-Encoding: chunked\r\n\r\n"
            .formatted(target, headers)
        + "%x\r\n%s\r\n".formatted(half, body.substring(0, half))
        + "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length() - half, body.substring(half));
  }

  @ParameterizedTest(name = "{0}: {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "no Accept header      |                       |                            |",
        "gzip is welcome       | Accept-Encoding: gzip |                            |",
        "anything is           | Accept: */*           |                            |",
        "no other request      | Connection: close     |                            |",
        "null for what is not  |                       | 'framework_id':null,       | 'id':null,'roles':null",
        "an id of its own      |                       | 'framework_id':{'value':'own'}, | 'id':{'value':'own'}",
        "may be away for long  |                       |                            | 'failover_timeout':1e6",
        "fields of the future  |                       | 'later':{'a':[1]},         | 'later':'x'",
      })
  void getsAStreamOfJson(String habit, String header, String call, String info) throws IOException {
    String headers = header == null ? JSON : JSON + header + "\r\n";
    String body = subscribe(call == null ? "" : call, info == null ? "" : info);

    assertStream(post(API, headers, body));
  }

  @Test
  void getsAStreamForAnAbsoluteTargetAndABodyInChunks() throws IOException {
    String absolute = "http://localhost:" + cluster.port() + API;

    assertStream(post(absolute, JSON, subscribe("", "")));
    assertStream(chunked(absolute, JSON, subscribe("", "")));
  }

  private static void assertStream(String request) throws IOException {
    try (RawConnection connection = connect()) {
      String head = connection.send(request).readHead();

      assertThat(head)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("Transfer-Encoding: chunked\r\n")
          .containsIgnoringCase("Mesos-Stream-Id: ")
          .containsIgnoringCase("Content-Type: application/json\r\n")
          .doesNotContainIgnoringCase("Content-Encoding");
      assertThat(connection.readChunk()).contains("\"type\":\"SUBSCRIBED\"");
    }
  }

  /** All on one connection that is kept alive. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "declines no offers          | 202 | 'type':'DECLINE','decline':{'offer_ids':[]}",
        "declines no offers for long | 202 | 'type':'DECLINE','decline':{'filters':{'refuse_seconds':120}}",
        "suppresses all roles        | 202 | 'type':'SUPPRESS'",
        "suppresses with a body      | 202 | 'type':'SUPPRESS','suppress':{}",
        "suppresses null             | 202 | 'type':'SUPPRESS','suppress':null",
        "revives no role by name     | 202 | 'type':'REVIVE','revive':{'roles':[]}",
        "revives a role              | 202 | 'type':'REVIVE','revive':{'roles':['*']}",
        "reconciles everything       | 202 | 'type':'RECONCILE','reconcile':{}",
        "reconciles null             | 202 | 'type':'RECONCILE','reconcile':{'tasks':null}",
        "has a heartbeat | 202 | 'type':'RECONCILE','reconcile':{'tasks':[{'task_id':{'value':'x'}}]}",
        "wants nothing | 200 | 'type':'UPDATE_FRAMEWORK','update_framework':{INFO,'suppressed_roles':['*']}",
        "wants some    | 200 | 'type':'UPDATE_FRAMEWORK','update_framework':{INFO,'offer_constraints':ONLY}",
      })
  void makesCalls(String habit, int status, String call) throws IOException {
    String info =
        "'framework_info':{'user':'u','name':'n','id':{'value':'%s'},".formatted(framework)
            + "'roles':['*'],'capabilities':[{'type':'MULTI_ROLE'}]}";
    String body =
        "{'framework_id':{'value':'%s'},%s}"
            .formatted(framework, call.replace("INFO", info).replace("ONLY", RACK_1))
            .replace('\'', '"');

    RawConnection.Response whole = calls.send(post(API, JSON + streamHeader, body)).read();
    assertThat(whole.status()).as(whole.body()).isEqualTo(status);
    RawConnection.Response parts = calls.send(chunked(API, JSON + streamHeader, body)).read();
    assertThat(parts.status()).as(parts.body()).isEqualTo(status);
  }

  @Test
  void findsTheLeaderByAnAbsoluteTarget() throws IOException {
    String target = "http://localhost:" + cluster.port() + "/redirect";
    RawHttp.Answer answer =
        RawHttp.exchange(cluster.port(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .orElseThrow();

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.headers().get("location")).isEqualTo("//localhost:" + cluster.port());
  }

  /** Clients make numbers of its parts. */
  @Test
  void readsTheVersion() throws IOException {
    assertThat(RawHttp.get(cluster.port(), "/version").text())
        .containsPattern("\"version\":\"\\d+(\\.\\d+)*\"");
  }
}
