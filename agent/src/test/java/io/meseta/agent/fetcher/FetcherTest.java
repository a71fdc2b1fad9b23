package io.meseta.agent.fetcher;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meseta.agent.linux.UserIdentity;
import io.meseta.core.ContainerId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fetcher against a real web server and real files (Mesos reference §12.4). */
class FetcherTest {

  @TempDir Path directory;
  private FileServer server;
  private Fetcher fetcher;
  private Path sandbox;

  @BeforeEach
  void start() throws IOException {
    server = new FileServer();
    sandbox = sandbox("c-1");
    fetcher = fetcher(1 << 20, Duration.ofMinutes(1));
  }

  private Fetcher fetcher(long cacheBytes, Duration stallTimeout) {
    return new Fetcher(
        new FetcherSettings(
            directory.resolve("cache"), cacheBytes, stallTimeout, directory.toString()));
  }

  private Path sandbox(String container) throws IOException {
    Path made = Files.createDirectory(directory.resolve(container));
    Files.createFile(made.resolve("stderr"));
    return made;
  }

  @AfterEach
  void stop() {
    fetcher.close();
    server.close();
  }

  private static CommandInfo.URI.Builder uri(String value) {
    return CommandInfo.URI.newBuilder().setValue(value);
  }

  private CompletableFuture<Void> fetch(CommandInfo.URI.Builder... uris) {
    return fetchInto("c-1", null, uris);
  }

  private CompletableFuture<Void> fetchInto(
      String container, String user, CommandInfo.URI.Builder... uris) {
    List<CommandInfo.URI> built = new ArrayList<>();
    for (CommandInfo.URI.Builder uri : uris) {
      built.add(uri.build());
    }
    return fetcher.fetch(
        new FetchRequest(new ContainerId(container), directory.resolve(container), user, built));
  }

  private static String failure(ThrowingCallable fetching) {
    Throwable[] failure = new Throwable[1];
    assertThatThrownBy(fetching)
        .isInstanceOf(CompletionException.class)
        .satisfies(e -> failure[0] = e.getCause());
    assertThat(failure[0]).isInstanceOf(FetchException.class);
    return failure[0].getMessage();
  }

  @Test
  void bringsFilesOfEveryOrigin() throws IOException {
    Files.writeString(directory.resolve("local"), "local");
    fetch(
            uri(server.put("/hello.txt", "hello")).setOutputFile("sub/out.txt"),
            uri(server.put("/run", "#!/bin/sh")).setExecutable(true),
            uri(server.put("/app.tgz", Archives.of(".tgz", List.of(entry("in", "side"))))),
            uri(server.put("/kept.zip", Archives.of(".zip", List.of(entry("x", "y")))))
                .setExtract(false),
            uri("file://" + directory.resolve("local")).setOutputFile("by-uri"),
            uri(directory.resolve("local").toString()).setOutputFile("by-path"),
            uri("local").setOutputFile("by-home"),
            uri(server.put("/with space", "space")).setOutputFile("space"))
        .join();
    assertThat(sandbox.resolve("sub/out.txt")).hasContent("hello");
    assertThat(sandbox.resolve("run")).isExecutable();
    assertThat(sandbox.resolve("in")).hasContent("side");
    assertThat(sandbox.resolve("app.tgz")).exists();
    assertThat(sandbox.resolve("kept.zip")).exists();
    assertThat(sandbox.resolve("x")).doesNotExist();
    for (String name : List.of("by-uri", "by-path", "by-home")) {
      assertThat(sandbox.resolve(name)).hasContent("local");
    }
    assertThat(sandbox.resolve("space")).hasContent("space");
    assertThat(sandbox.resolve("stderr"))
        .content()
        .contains("Fetched '" + server.address("/hello.txt") + "' to '" + sandbox);
    assertThat(fetcher.succeeded()).isEqualTo(1);
  }

  private static Archives.Entry entry(String name, String content) {
    return Archives.Entry.file(name, content);
  }

  @Test
  void bringsDozensOfFilesSideBySide() {
    int count = 60;
    server.put("/slow", "slow");
    CommandInfo.URI.Builder[] uris = new CommandInfo.URI.Builder[count];
    for (int i = 0; i < count; i++) {
      uris[i] = uri(server.put("/file-" + i, "content " + i));
    }
    uris[0] = uri(server.address("/slow"));
    CompletableFuture<Void> all = fetch(uris);
    await().until(() -> server.requests().size() == count); // the slow one holds up no other
    server.release();
    all.join();
    assertThat(sandbox.resolve("file-59")).hasContent("content 59");
  }

  @Test
  void followsRedirectsAndSendsCredentialsOnlyWhereTheyBelong() throws IOException {
    server.put("/target", "here");
    try (FileServer other = new FileServer()) {
      other.put("/elsewhere", "there");
      String withUser = server.address("/moved/target").replace("http://", "http://joe:pw@");
      String away = withUser.replace("/target", other.address("/elsewhere"));
      fetch(uri(withUser).setOutputFile("a")).join();
      assertThat(sandbox.resolve("a")).hasContent("here");
      assertThat(server.requests())
          .containsExactly("/moved/target Basic am9lOnB3", "/target Basic am9lOnB3");
      fetch(uri(away).setOutputFile("b")).join();
      assertThat(sandbox.resolve("b")).hasContent("there");
      assertThat(other.requests()).containsExactly("/elsewhere");
    }
  }

  @Test
  void saysWhatFailedWithTheRecordedText() throws IOException {
    String prefix = "Failed to fetch all URIs for container 'c-1': exited with status 1; ";
    String none = server.address("/none");
    assertThat(failure(() -> fetch(uri(none)).join()))
        .isEqualTo(
            prefix
                + "Failed to fetch '%s': Error downloading resource, received HTTP return code 404",
            none);
    assertThat(sandbox.resolve("stderr")).content().contains("HTTP return code 404");
    assertThat(failure(() -> fetch(uri("/no/such/file")).join()))
        .isEqualTo(
            prefix + "Failed to fetch '/no/such/file': '/no/such/file': No such file or directory");
    assertThat(failure(() -> fetch(uri("zzz://x/y")).join()))
        .startsWith(prefix + "Failed to fetch 'zzz://x/y': The scheme 'zzz' is not supported;");
    assertThat(failure(() -> fetch(uri("hdfs://x/y")).join()))
        .contains("The scheme 'hdfs' is not supported here, though Apache Mesos may know it");
    try (ServerSocket socket = new ServerSocket(0)) {
      int port = socket.getLocalPort();
      socket.close();
      assertThat(failure(() -> fetch(uri("http://127.0.0.1:" + port + "/x")).join()))
          .endsWith("Error downloading resource: Couldn't connect to server");
    }
    assertThat(failure(() -> fetch(uri("http://127.0.0.1:1/x").setOutputFile("/x")).join()))
        .isEqualTo("Could not fetch: URI output file must be within the sandbox directory");
    assertThat(fetcher.failed()).isEqualTo(6);
  }

  @Test
  void failsWhenNothingComesAnyMore() {
    fetcher.close();
    fetcher = fetcher(0, Duration.ofMillis(300));
    server.put("/slow", "some bytes");
    assertThat(failure(() -> fetch(uri(server.address("/slow"))).join()))
        .endsWith("Error downloading resource: No byte came for 300 ms");
  }

  @Test
  void endsWhenItIsCancelled() {
    server.put("/slow", "some bytes");
    CompletableFuture<Void> fetching = fetch(uri(server.address("/slow")));
    await().until(() -> server.requests().size() == 1);
    fetcher.cancel(new ContainerId("c-1"));
    assertThat(failure(fetching::join)).isEqualTo("Fetching was ended");
  }

  @Test
  void oneFailureEndsTheOthers() {
    server.put("/slow", "some bytes");
    assertThat(
            failure(() -> fetch(uri(server.address("/slow")), uri(server.address("/none"))).join()))
        .contains("404");
  }

  // ---- cache -------------------------------------------------------------------------------

  private CommandInfo.URI.Builder cached(String path) {
    return uri(server.address(path)).setCache(true);
  }

  @Test
  void fetchesOnceForAllWhoWantTheSame() throws IOException {
    server.put("/slow.tgz", Archives.of(".tgz", List.of(entry("in", "side"))));
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sandbox("d-" + i);
      all.add(fetchInto("d-" + i, null, cached("/slow.tgz")));
    }
    await().until(() -> server.requests().size() == 1);
    server.release();
    all.forEach(CompletableFuture::join);
    for (int i = 0; i < 5; i++) {
      assertThat(directory.resolve("d-" + i + "/in")).hasContent("side");
      assertThat(directory.resolve("d-" + i + "/slow.tgz")).doesNotExist(); // as Mesos
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() {
    fetcher.close();
    fetcher = fetcher(10, Duration.ofMinutes(1));
    server.put("/a", "aaaa");
    server.put("/b", "bbbb");
    server.put("/c", "cccc");
    server.put("/big", "more than ten bytes");
    for (String path : List.of("/a", "/b", "/a", "/c", "/a", "/b", "/big", "/big")) {
      fetch(cached(path)).join();
    }
    assertThat(server.requests())
        .containsExactly("/a", "/b", "/c", "/b", "/big", "/big", "/big", "/big");
    assertThat(sandbox.resolve("big")).hasContent("more than ten bytes");
    assertThat(fetcher.cacheUsedBytes()).isEqualTo(8);
  }

  @Test
  void aFailureIsNotCached() {
    failure(() -> fetch(cached("/late")).join());
    server.put("/late", "now");
    fetch(cached("/late")).join();
    assertThat(sandbox.resolve("late")).hasContent("now");
  }

  @Test
  void beginsWithAnEmptyCache() throws IOException {
    server.put("/a", "aaaa");
    fetch(cached("/a")).join();
    fetcher.close();
    fetcher = fetcher(10, Duration.ofMinutes(1));
    assertThat(directory.resolve("cache")).doesNotExist();
  }

  // ---- users -------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void worksWithTheRightsOfTheTasksUser(boolean cache) throws IOException {
    assumeTrue(UserIdentity.root(), "only root can fetch for somebody else");
    Path secret = directory.resolve("secret");
    Files.writeString(secret, "secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    UserIdentity nobody = UserIdentity.named("nobody");
    Files.setAttribute(sandbox, "unix:uid", nobody.uid());
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    assertThat(
            failure(
                () -> fetchInto("c-1", "nobody", uri(secret.toString()).setCache(cache)).join()))
        .endsWith("Permission denied");

    server.put("/a.zip", Archives.of(".zip", List.of(entry("in", "side"))));
    fetchInto("c-1", "nobody", uri(server.address("/a.zip")).setCache(cache)).join();
    assertThat((int) Files.getAttribute(sandbox.resolve("in"), "unix:uid")).isEqualTo(nobody.uid());
  }

  @Test
  void saysThatThereIsNoSuchUser() {
    assertThat(failure(() -> fetchInto("c-1", "no-such-user", uri("/etc/passwd")).join()))
        .isEqualTo("Could not fetch: No such user 'no-such-user'");
  }
}
