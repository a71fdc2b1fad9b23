package io.meseta.agent.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.agent.fetcher.Archives.Entry;
import io.meseta.agent.linux.FileUser;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of every kind, and what they must not do. */
class ExtractorTest {

  private static final int SEEDS = 500;

  @TempDir Path directory;
  private Path sandbox;
  private Path outside;

  @BeforeEach
  void prepare() throws IOException {
    outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    sandbox = Files.createDirectory(outside.resolve("sandbox"));
  }

  private void extract(String name, byte[] archive) throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, archive);
    try (FileUser user = FileUser.of(null);
        SandboxFiles files = new SandboxFiles(sandbox, user);
        SeekableByteChannel channel = Files.newByteChannel(file)) {
      new Extractor(files).extract(channel, Path.of(name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".zip"})
  void unpacksEveryKind(String extension) throws IOException {
    List<Entry> entries =
        List.of(
            Entry.directory("app"),
            new Entry(Archives.Type.FILE, "app/bin/run", "#!/bin/sh", 04755),
            Entry.file("app/lib/readme", "hello"),
            Entry.link("app/current", "lib/readme"));
    extract("app" + extension, Archives.of(extension, entries));
    assertThat(sandbox.resolve("app/lib/readme")).hasContent("hello");
    assertThat(sandbox.resolve("app/current")).isSymbolicLink().hasContent("hello");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(sandbox.resolve("app/bin/run"))))
        .isEqualTo("rwxr-xr-x");
    assertThat((int) Files.getAttribute(sandbox.resolve("app/bin/run"), "unix:mode") & 07000)
        .isZero();
  }

  @Test
  void unpacksASingleFile() throws IOException {
    extract("data.csv.gz", Archives.gzip("a,b"));
    assertThat(sandbox.resolve("data.csv")).hasContent("a,b");
  }

  @Test
  void looksAtTheContentAndNotAtTheName() throws IOException {
    extract("app.tar.gz", Archives.of(".tar.xz", List.of(Entry.file("a", "b"))));
    assertThat(sandbox.resolve("a")).hasContent("b");
  }

  @Test
  void replacesFilesThatAreThere() throws IOException {
    Files.writeString(sandbox.resolve("a"), "old");
    extract("app.tar", Archives.tar(List.of(Entry.file("a", "new"), Entry.hardLink("b", "a"))));
    assertThat(sandbox.resolve("b")).hasContent("new");
  }

  static Stream<List<Entry>> evil() {
    return Stream.of(
        List.of(Entry.file("../secret", "gone")),
        List.of(Entry.file("a/../../secret", "gone")),
        List.of(Entry.file("/tmp/meseta-evil", "gone")),
        List.of(Entry.directory("..")),
        List.of(Entry.link("l", "..")),
        List.of(Entry.link("l", "/etc")),
        List.of(Entry.link("l", "../secret")),
        List.of(Entry.link("l", "a/../../secret")),
        List.of(Entry.link("a/b/l", "../../../secret")),
        List.of(Entry.link("a/b/up", "../.."), Entry.link("l", "a/b/up/..")),
        List.of(Entry.link("l", "a"), Entry.file("l/x", "gone")),
        List.of(Entry.hardLink("l", "../secret")),
        List.of(Entry.hardLink("l", "/etc/passwd")),
        List.of(Entry.link("l", "a"), Entry.hardLink("h", "l")),
        List.of(Entry.link("stdout", "a")),
        List.of(Entry.hardLink("stderr", "stdout")),
        List.of(new Entry(Archives.Type.DEVICE, "null", "", 0666)));
  }

  @ParameterizedTest
  @MethodSource("evil")
  void refusesWhatLeadsOutside(List<Entry> entries) throws IOException {
    Files.createFile(sandbox.resolve("stdout"));
    byte[] archive = Archives.tar(entries);
    assertThatThrownBy(() -> extract("evil.tar", archive)).isInstanceOf(FetchException.class);
    checkNothingHappenedOutside();
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar", ".tgz", ".tbz2", ".txz", ".zip", ".gz"})
  void refusesRubbish(String extension) {
    byte[] rubbish = new byte[2000];
    new Random(1).nextBytes(rubbish);
    assertThatThrownBy(() -> extract("x" + extension, rubbish))
        .isInstanceOf(FetchException.class)
        .hasMessageStartingWith("Failed to extract 'x" + extension + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar", ".tgz", ".tbz2", ".txz", ".zip", ".gz"})
  void refusesShortRubbish(String extension) {
    byte[] page = "<html>Not found</html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> extract("x" + extension, page))
        .isInstanceOf(FetchException.class)
        .hasMessageStartingWith("Failed to extract 'x" + extension + "'");
  }

  @Test
  void refusesWhatIsCompressedAndNoArchive() {
    assertThatThrownBy(() -> extract("x.tgz", Archives.gzip("a,b")))
        .isInstanceOf(FetchException.class)
        .hasMessage("Failed to extract 'x.tgz': Unrecognized archive format");
  }

  /** As libarchive, with which Mesos unpacks. */
  @Test
  void findsNothingInAnEmptyFile() throws IOException {
    extract("x.tar", new byte[0]);
    assertThat(sandbox).isEmptyDirectory();
  }

  /** Any archive, however its links are chained, either fails or stays inside. */
  @Test
  void staysInsideWhateverTheArchive() throws IOException {
    long only = Long.getLong("seed", -1);
    for (long seed = Math.max(only, 0); seed < (only < 0 ? SEEDS : only + 1); seed++) {
      empty(sandbox);
      byte[] archive = Archives.tar(randomEntries(new Random(seed)));
      try {
        extract("random.tar", archive);
      } catch (FetchException e) {
        // refused; what was unpacked before is checked as well
      }
      assertThat(escapes()).as("-Dseed=%d", seed).isEmpty();
      checkNothingHappenedOutside();
    }
  }

  private static List<Entry> randomEntries(Random random) {
    List<Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(2, 9); i > 0; i--) {
      String name = randomPath(random, false);
      entries.add(
          switch (random.nextInt(6)) {
            case 0 -> Entry.directory(name);
            case 1 -> Entry.file(name, "gone");
            case 2 -> Entry.hardLink(name, randomPath(random, random.nextBoolean()));
            default -> Entry.link(name, randomPath(random, true));
          });
    }
    return entries;
  }

  /** Few names, so that they meet; mostly decent ones, so that archives get far. */
  private static String randomPath(Random random, boolean upward) {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      boolean up = random.nextInt(upward ? 3 : 40) == 0;
      parts.add(up ? ".." : random.nextInt(10) == 0 ? "." : "" + (char) ('a' + random.nextInt(3)));
    }
    return (random.nextInt(40) == 0 ? "/" : "") + String.join("/", parts);
  }

  private List<Path> escapes() throws IOException {
    Path inside = sandbox.toRealPath();
    try (Stream<Path> all = Files.walk(sandbox)) {
      return all.filter(Files::isSymbolicLink)
          .filter(link -> Files.exists(link))
          .filter(link -> {
            try {
              return !link.toRealPath().startsWith(inside);
            } catch (IOException e) {
              return false; // a circle of links
            }
          })
          .toList();
    }
  }

  private void checkNothingHappenedOutside() throws IOException {
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).containsExactlyInAnyOrder(outside.resolve("secret"), sandbox);
    }
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat((int) Files.getAttribute(outside.resolve("secret"), "unix:nlink")).isEqualTo(1);
    assertThat(Path.of("/tmp/meseta-evil")).doesNotExist();
  }

  private static void empty(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory)) {
          Files.deleteIfExists(file);
        }
      }
    }
    assertThat(Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }
}
