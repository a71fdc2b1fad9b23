package io.meseta.master.ui.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meseta.core.AgentId;
import io.meseta.core.Pid;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.Patience;
import io.meseta.master.ui.SeededCluster;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseBody;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentFilesTest {

  private static final String STDOUT = "/frameworks/f/executors/e/runs/latest/stdout";

  private FakeAgent agent;
  private AgentFiles files;

  @BeforeEach
  void startAgent() throws IOException {
    agent = new FakeAgent();
    agent.write(STDOUT, "hello\n");
    files = filesOf(new Pid("slave(1)@127.0.0.1:" + agent.port()));
  }

  @AfterEach
  void stopAgent() {
    files.close();
    agent.close();
  }

  private static AgentFiles filesOf(Pid pid) {
    MasterSnapshot snapshot = new SeededCluster().withFirstAgentAt(pid).snapshot();
    return new AgentFiles(id -> CompletableFuture.completedFuture(snapshot.agent(id)));
  }

  private CompletableFuture<HttpResponse> ask(String id, String operation, String query) {
    HttpRequest request = HttpRequest.of(HttpMethod.GET, "/ui/v1/agents/x/files/y?" + query);
    return files
        .handle(request, new AgentId(id), operation)
        .orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private HttpResponse get(String operation, String query) {
    return ask("S0", operation, query).join();
  }

  private HttpResponse refused(CompletableFuture<HttpResponse> answer) {
    CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
    assertThat(failure).isNotNull();
    assertThat(failure.getCause()).isInstanceOf(HttpRejection.class);
    return ((HttpRejection) failure.getCause()).response();
  }

  @Test
  void listsADirectory() {
    HttpResponse response = get("browse", "path=/frameworks/f/executors/e/runs/latest");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.bodyText()).contains(STDOUT);
  }

  @Test
  void tellsTheSizeOfAFile() {
    HttpResponse response = get("read", "offset=-1&path=" + STDOUT);
    assertThat(response.headers().first("Meseta-Size")).contains("6");
    assertThat(response.bodyBytes()).isEmpty();
  }

  @Test
  void readsAPieceAsBytes() {
    agent.write(STDOUT, new byte[] {'a', (byte) 0xff, '"', '\n', 0});
    HttpResponse response = get("read", "offset=1&length=3&path=" + STDOUT);
    assertThat(response.bodyBytes()).containsExactly(0xff, '"', '\n');
    assertThat(response.headers().first("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().first("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void waitsForAFileToGrow() {
    CompletableFuture<HttpResponse> answer = ask("S0", "read", "offset=6&wait=15&path=" + STDOUT);
    agent.awaitReads(2);
    assertThat(answer).isNotDone();
    agent.write(STDOUT, "hello\nworld\n");
    assertThat(answer.join().bodyText()).isEqualTo("world\n");
  }

  @Test
  void tellsAtOnceThatAFileWasCut() {
    HttpResponse response = get("read", "offset=100&wait=15&path=" + STDOUT);
    assertThat(response.headers().first("Meseta-Size")).contains("6");
    assertThat(response.bodyBytes()).isEmpty();
  }

  @Test
  void saysThatAFileIsMissing() {
    HttpResponse response = refused(ask("S0", "read", "offset=0&path=/nothing"));
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.bodyText()).isEqualTo("The agent has no file '/nothing'.");
    assertThat(get("download", "path=/nothing").status()).isEqualTo(404);
  }

  @Test
  void downloadsAsSomethingThatNoBrowserRuns() throws IOException {
    agent.write("/x/<b>evil</b>.html", "<script>alert(1)</script>");
    HttpResponse response = get("download", "path=/x/%3Cb%3Eevil%3C/b%3E.html");
    assertThat(response.headers().first("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().first("Content-Disposition"))
        .contains("attachment; filename=\"b_.html\"");
    ResponseBody.Source source = (ResponseBody.Source) response.body();
    assertThat(source.lengthBytes()).isEqualTo(25);
    assertThat(new String(source.input().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("<script>alert(1)</script>");
    source.close();
  }

  @Test
  void reachesNobodyButRegisteredAgents() {
    assertThat(refused(ask("S7", "browse", "path=/")).status()).isEqualTo(404);
    assertThat(refused(ask("127.0.0.1:" + agent.port(), "browse", "path=/")).status())
        .isEqualTo(404);
    assertThat(agent.requests()).isZero();
  }

  @Test
  void reachesNothingButFiles() {
    assertThat(get("state", "path=/").status()).isEqualTo(404);
    assertThat(get("../state", "path=/").status()).isEqualTo(404);
    assertThat(agent.requests()).isZero();
  }

  @Test
  void trustsNoAddressThatIsNone() {
    try (AgentFiles other = filesOf(new Pid("slave(1)@127.0.0.1:80@evil.example/x"))) {
      HttpRequest request = HttpRequest.of(HttpMethod.GET, "/f?path=/");
      assertThat(refused(other.handle(request, new AgentId("S0"), "browse")).status())
          .isEqualTo(404);
    }
  }

  @Test
  void saysThatAnAgentDoesNotAnswer() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (AgentFiles other = filesOf(new Pid("slave(1)@127.0.0.1:" + port))) {
      HttpRequest request = HttpRequest.of(HttpMethod.GET, "/f?path=/");
      HttpResponse response = refused(other.handle(request, new AgentId("S0"), "browse"));
      assertThat(response.status()).isEqualTo(502);
      assertThat(response.bodyText()).startsWith("The agent at 127.0.0.1:" + port);
    }
  }

  @Test
  void asksForWhatIsMissing() {
    assertThat(refused(ask("S0", "read", "offset=0")).bodyText())
        .isEqualTo("Expecting 'path=value' in query.");
    assertThat(refused(ask("S0", "read", "offset=x&path=/a")).status()).isEqualTo(400);
  }
}
