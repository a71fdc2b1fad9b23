package io.meseta.master.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.master.Patience;
import io.meseta.runtime.http.HttpHeaders;
import io.meseta.runtime.http.HttpMethod;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUiTest {

  private final RequestWorkers workers = new RequestWorkers(4, 100);
  private final WebUi ui =
      new WebUi(
          "golden",
          () -> CompletableFuture.completedFuture(new SeededCluster().snapshot()),
          new ChangeFeed(),
          workers);
  private final Router router = router();

  private Router router() {
    Router.Builder routes = Router.delegatingTo("master");
    ui.addTo(routes);
    return routes.build();
  }

  @AfterEach
  void close() {
    ui.close();
    workers.close();
  }

  private HttpResponse get(String target, String... headers) {
    return ask(HttpMethod.GET, target, headers);
  }

  private HttpResponse ask(HttpMethod method, String target, String... headers) {
    HttpRequest request = HttpRequest.of(method, target, HttpHeaders.of(headers), new byte[0]);
    return router.handle(request).orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/ui", "/ui/frameworks", "/ui/tasks/m-0/t%20x"})
  void servesThePageAtEveryAddressOfThePage(String target) {
    HttpResponse response = get(target);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(response.bodyText()).contains("<div id=\"app\">");
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/js/main.js, text/javascript; charset=utf-8",
    "/assets/css/tokens.css, text/css; charset=utf-8",
    "/assets/logo.svg, image/svg+xml",
    "/assets/vendor/preact.module.js, text/javascript; charset=utf-8",
    "/assets/vendor/hooks.module.js, text/javascript; charset=utf-8"
  })
  void servesFilesWithTheirType(String target, String type) {
    HttpResponse response = get(target);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Type")).contains(type);
    assertThat(response.headers().first("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.bodyBytes()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets",
        "/assets/",
        "/assets/js",
        "/assets/nothing.js",
        "/assets/../index.html",
        "/assets/js/../../../logback.xml",
        "/assets/%2e%2e/index.html",
        "/assets/..%2f..%2flogback.xml",
        "/assets/js/.hidden.js",
        "/assets/vendor/LICENSE",
        "/assets/js\\main.js",
        "/assets/js/main.js%00.css"
      })
  void servesNothingElse(String target) {
    assertThat(get(target).status()).isEqualTo(404);
  }

  @Test
  void sendsAFileOnlyOnceUntilItChanges() {
    String tag = get("/assets/js/main.js").headers().first("ETag").orElseThrow();
    HttpResponse again = get("/assets/js/main.js", "If-None-Match", "\"other\", " + tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bodyBytes()).isEmpty();
    assertThat(again.headers().first("ETag")).contains(tag);
    assertThat(get("/assets/js/main.js", "If-None-Match", "W/\"old\"").status()).isEqualTo(200);
  }

  @Test
  void allowsNoScriptButItsOwn() throws Exception {
    HttpResponse page = get("/");
    String policy = page.headers().first("Content-Security-Policy").orElseThrow();
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
    Matcher scripts =
        Pattern.compile("<script(?![^>]* src=)[^>]*>(.*?)</script>", Pattern.DOTALL)
            .matcher(page.bodyText());
    assertThat(scripts.find()).as("the import map").isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    assertThat(scripts.find()).as("another inline script").isFalse();
    assertThat(page.bodyText()).doesNotContain(" style=").doesNotContain("onclick");
  }

  /** Otherwise the browser would find them one import after the other. */
  @Test
  void preloadsEveryModule() throws IOException {
    Path root = Path.of(System.getProperty("meseta.root"), "webui");
    String page = get("/").bodyText();
    try (Stream<Path> files = Files.walk(root.resolve("assets/js"))) {
      List<String> missing =
          files
              .filter(file -> file.toString().endsWith(".js"))
              .map(file -> "/" + root.relativize(file))
              .filter(path -> !page.contains("\"" + path + "\""))
              .toList();
      assertThat(missing).isEmpty();
    }
  }

  @Test
  void loadsNothingFromTheNetwork() {
    assertThat(get("/").bodyText()).doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/v1/overview",
        "/ui/v1/frameworks",
        "/ui/v1/frameworks/m-0000",
        "/ui/v1/tasks?state=all",
        "/ui/v1/tasks/m-0000/run",
        "/ui/v1/agents",
        "/ui/v1/agents/S0",
        "/ui/v1/offers",
        "/ui/v1/roles",
        "/ui/v1/search?q=web"
      })
  void answersThePageInJson(String target) {
    HttpResponse response = get(target);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Type")).contains("application/json");
    assertThat(response.headers().first("Cache-Control")).contains("no-store");
    assertThat(Json.parse(response.bodyBytes()).value()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/v1",
        "/ui/v1/nothing",
        "/ui/v1/frameworks/nobody",
        "/ui/v1/tasks/m-0000",
        "/ui/v1/tasks/m-0000/run/more",
        "/ui/v1/agents/S0/files",
        "/ui/v1/agents/%zz"
      })
  void saysWhatItDoesNotKnow(String target) {
    HttpResponse response = get(target);
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().first("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.bodyText()).isNotBlank();
  }

  @Test
  void changesNothing() {
    assertThat(ask(HttpMethod.POST, "/ui/v1/overview").status()).isEqualTo(405);
    assertThat(ask(HttpMethod.DELETE, "/").status()).isEqualTo(405);
    assertThat(ask(HttpMethod.HEAD, "/").status()).isEqualTo(200);
  }

  @Test
  void opensAStreamOfChanges() {
    HttpResponse response = get("/ui/v1/events");
    assertThat(response.headers().first("Content-Type")).contains("text/event-stream");
    response.discard();
  }
}
