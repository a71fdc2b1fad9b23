package io.meseta.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.ResponseBody;
import io.meseta.runtime.http.Router;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as recorded in golden/endpoints/c-busy/variants. */
class FileEndpointsTest {

  private static final String ROOT = "/frameworks/f/executors/e/runs/latest";

  @TempDir Path directory;
  private final RequestWorkers workers = new RequestWorkers(2, 2);
  private Router router;

  @BeforeEach
  void fillSandbox() throws Exception {
    Path sandbox = Files.createDirectory(directory.resolve("sandbox"));
    Files.writeString(sandbox.resolve("stdout"), "web\n");
    Files.createDirectory(sandbox.resolve("sub"));
    Files.writeString(directory.resolve("secret"), "secret");
    Files.createSymbolicLink(sandbox.resolve("way-out"), directory.resolve("secret"));
    Files.createDirectory(directory.resolve("sandbox-2"));
    FileRoots roots = new FileRoots(Map.of(ROOT, sandbox, "/log", directory.resolve("secret")));
    Router.Builder builder = Router.delegatingTo("slave(1)");
    new FileEndpoints(() -> CompletableFuture.completedFuture(roots), workers).addTo(builder);
    router = builder.build();
  }

  @AfterEach
  void stopWorkers() {
    workers.close();
  }

  @Test
  void readsFromAnOffset() {
    assertThat(get("read?path=" + ROOT + "/stdout&offset=0").bodyText())
        .isEqualTo("{\"data\":\"web\\n\",\"offset\":0}");
    assertThat(get("read?path=" + ROOT + "/stdout&offset=1&length=2").bodyText())
        .isEqualTo("{\"data\":\"eb\",\"offset\":1}");
    assertThat(get("read?path=" + ROOT + "/stdout&offset=9").bodyText())
        .isEqualTo("{\"data\":\"\",\"offset\":9}");
  }

  @Test
  void tellsTheSizeIfNoOffsetIsGiven() {
    String size = "{\"data\":\"\",\"offset\":4}";
    assertThat(get("read?path=" + ROOT + "/stdout").bodyText()).isEqualTo(size);
    assertThat(get("read?path=" + ROOT + "/stdout&offset=-1").bodyText()).isEqualTo(size);
  }

  @Test
  void answersNoMoreThanSixteenPages() throws Exception {
    Files.writeString(directory.resolve("sandbox/stdout"), "x".repeat(100_000));
    assertThat(get("read?path=" + ROOT + "/stdout&offset=0").bodyText())
        .isEqualTo("{\"data\":\"" + "x".repeat(65_536) + "\",\"offset\":0}");
  }

  @Test
  void passesBytesThatAreNoText() throws Exception {
    Files.write(directory.resolve("sandbox/stdout"), new byte[] {'"', (byte) 0xff, 1});
    assertThat(get("read?path=" + ROOT + "/stdout&offset=0").bodyBytes())
        .containsSequence('"', '\\', '"', 0xff, '\\', 'u', '0', '0', '0', '1', '"');
  }

  @Test
  void refusesNonsense() {
    assertAnswer("read?offset=0", 400, "Expecting 'path=value' in query.\n");
    assertAnswer(
        "read?path=" + ROOT + "/stdout&offset=x",
        400,
        "Failed to parse offset: Failed to convert 'x' to number.\n");
    assertAnswer("read?path=" + ROOT + "/stdout&offset=-2", 400, "Negative offset provided: -2.\n");
    assertAnswer("read?path=" + ROOT + "&offset=0", 400, "Cannot read a directory.\n");
    assertAnswer("download?path=" + ROOT, 400, "Cannot download a directory.\n");
    assertAnswer("read?path=/etc/passwd&offset=0", 404, "");
    assertAnswer("browse?path=/frameworks/f", 404, "");
    assertAnswer("read?path=" + ROOT + "/stdout/x&offset=0", 404, "");
    assertAnswer("read?path=" + ROOT + "/a%00b&offset=0", 404, "");
  }

  @Test
  void doesNotLeadOutOfTheSandbox() {
    assertThat(get("read?path=" + ROOT + "/way-out&offset=0").status()).isEqualTo(400);
    assertThat(get("read?path=" + ROOT + "/../secret&offset=0").bodyText())
        .endsWith("is inaccessible.\n");
    assertThat(get("browse?path=" + ROOT + "/../sandbox-2").status()).isEqualTo(400);
  }

  @Test
  void browsesADirectory() {
    assertThat(get("browse?path=" + ROOT + "/").bodyText())
        .contains("\"path\":\"" + ROOT + "/stdout\",\"size\":4,\"uid\":\"")
        .contains("\"mode\":\"drwx")
        .contains("\"nlink\":1");
    assertThat(get("browse?path=" + ROOT + "/stdout").bodyText()).isEqualTo("[]");
  }

  @Test
  void downloadsAFile() throws Exception {
    HttpResponse response = get("download?path=" + ROOT + "/stdout");
    assertThat(response.headers().first("Content-Disposition"))
        .contains("attachment; filename=stdout");
    assertThat(response.headers().first("Content-Type")).contains("application/octet-stream");
    ResponseBody.Source source = (ResponseBody.Source) response.body();
    assertThat(source.input().readAllBytes()).isEqualTo("web\n".getBytes(StandardCharsets.UTF_8));
    source.close();
  }

  @Test
  void showsItsRoots() {
    assertThat(get("debug").bodyText())
        .isEqualTo(
            "{\"%s\":\"%s/sandbox\",\"/log\":\"%s/secret\"}".formatted(ROOT, directory, directory));
  }

  private void assertAnswer(String target, int status, String body) {
    HttpResponse response = get(target);
    assertThat(response.status()).as(target).isEqualTo(status);
    assertThat(response.bodyText()).as(target).isEqualTo(body);
  }

  private HttpResponse get(String target) {
    try {
      return router.handle(HttpRequest.of(HttpMethod.GET, "/files/" + target)).join();
    } catch (CompletionException e) {
      return ((HttpRejection) e.getCause()).response();
    }
  }
}
