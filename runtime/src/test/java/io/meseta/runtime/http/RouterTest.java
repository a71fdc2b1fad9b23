package io.meseta.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouterTest {
  private static final String NOT_FOUND = "404 Not Found.";

  private final Router router =
      Router.delegatingTo("slave(1)")
          .route("/", says("root"))
          .route("/state", says("state"))
          .route("/api/v1", says("operator"))
          .route("/api/v1/executor", says("executor"))
          .route("/quota", says("read"), HttpMethod.GET)
          .route("/quota", says("write"), HttpMethod.POST, HttpMethod.DELETE)
          .process("files", "/read", says("files"))
          .build();

  private static HttpHandler says(String name) {
    return HttpHandler.immediate(
        request -> HttpResponse.text(200, (name + " " + request.subPath()).strip()));
  }

  private HttpResponse answer(HttpMethod method, String target) {
    return router.handle(HttpRequest.of(method, target)).join();
  }

  private String get(String target) {
    return answer(HttpMethod.GET, target).bodyText();
  }

  @Test
  void delegatesPathsWithoutAProcess() {
    assertThat(get("/state")).isEqualTo("state");
    assertThat(get("/state?jsonp=x")).isEqualTo("state");
    assertThat(get("/slave(1)/state")).isEqualTo("state");
    assertThat(get("/")).isEqualTo("root");
    assertThat(get("/slave(1)")).isEqualTo("root");
    assertThat(get("/slave(1)/")).isEqualTo("root");
  }

  @Test
  void decodesTheProcessButNotTheEndpoint() {
    assertThat(get("/slave%281%29/state")).isEqualTo("state");
    assertThat(get("/%66iles/read")).isEqualTo("files");
    assertThat(get("/%73tate")).isEqualTo(NOT_FOUND);
    assertThat(get("/slave(1)/%73tate")).isEqualTo(NOT_FOUND);
    assertThat(get("/%zz")).isEqualTo(NOT_FOUND);
  }

  @Test
  void servesWhatIsBelowARoute() {
    assertThat(get("/state/extra/more")).isEqualTo("state /extra/more");
    assertThat(get("/api/v1/x")).isEqualTo("operator /x");
    assertThat(get("/api/v1/executor")).isEqualTo("executor");
    assertThat(get("/api/v1/executor/x")).isEqualTo("executor /x");
    assertThat(get("/stateful")).isEqualTo(NOT_FOUND);
  }

  @Test
  void ignoresEmptySegments() {
    assertThat(get("/state/")).isEqualTo("state");
    assertThat(get("//slave(1)///state//")).isEqualTo("state");
    assertThat(get("//")).isEqualTo("root");
  }

  @Test
  void keepsProcessesApart() {
    assertThat(get("/files/read")).isEqualTo("files");
    assertThat(get("/files")).isEqualTo(NOT_FOUND);
    assertThat(get("/files/state")).isEqualTo(NOT_FOUND);
    assertThat(get("/slave(1)/files/read")).isEqualTo(NOT_FOUND);
  }

  @Test
  void doesNotFindWhatIsNotThere() {
    assertThat(get("/nope")).isEqualTo(NOT_FOUND);
    assertThat(get("/state.json")).isEqualTo(NOT_FOUND);
    assertThat(get("/../etc/passwd")).isEqualTo(NOT_FOUND);
    assertThat(answer(HttpMethod.GET, "/nope").status()).isEqualTo(404);
  }

  @Test
  void namesTheAllowedMethodsInTheirOrder() {
    assertThat(answer(HttpMethod.GET, "/quota").bodyText()).isEqualTo("read");
    assertThat(answer(HttpMethod.DELETE, "/quota").bodyText()).isEqualTo("write");
    HttpResponse refused = answer(HttpMethod.PUT, "/quota");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.headers().first("allow")).hasValue("GET, POST, DELETE");
    assertThat(refused.bodyText())
        .isEqualTo(
            "405 Method Not Allowed. Expecting one of { 'GET', 'POST', 'DELETE' }, but received"
                + " 'PUT'.");
  }

  @Test
  void takesAnyMethodWhereNoneIsNamed() {
    assertThat(answer(HttpMethod.OPTIONS, "/state").bodyText()).isEqualTo("state");
  }
}
