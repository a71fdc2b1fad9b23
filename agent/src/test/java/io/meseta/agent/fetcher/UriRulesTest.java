package io.meseta.agent.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriRulesTest {

  @ParameterizedTest
  @CsvSource({
    "http://h/a/b.tgz, , b.tgz",
    "http://h/b.tgz?v=1, , b.tgz?v=1",
    "/srv/b.jar, , b.jar",
    "b.jar, , b.jar",
    "file:///srv/b.jar, , b.jar",
    "http://h/x, out.txt, out.txt",
    "http://h/x, sub/./deep/out.txt, sub/deep/out.txt",
  })
  void namesTheFile(String uri, String outputFile, String target) throws Exception {
    assertThat(UriRules.target(uri(uri, outputFile))).isEqualTo(Path.of(target));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h, , Malformed URI (missing path): http://h",
    "http://h/, , Malformed URI (missing path): http://h/",
    "http://h/a/, , Malformed URI (no file name): http://h/a/",
    "http://h/.., , Malformed URI (no file name): http://h/..",
    "a\\b, , Illegal characters in URI",
    "http://h/x, '', URI output file path is empty",
    "http://h/x, /x, URI output file must be within the sandbox directory",
    "http://h/x, ../x, URI output file must be within the sandbox directory",
    "http://h/x, a/../../x, URI output file must be within the sandbox directory",
    "http://h/x, ., URI output file must be within the sandbox directory",
  })
  void refuses(String uri, String outputFile, String text) {
    assertThatThrownBy(() -> UriRules.target(uri(uri, outputFile)))
        .isInstanceOf(FetchException.class)
        .hasMessage(text);
  }

  private static CommandInfo.URI uri(String value, String outputFile) {
    CommandInfo.URI.Builder uri = CommandInfo.URI.newBuilder().setValue(value);
    if (outputFile != null) {
      uri.setOutputFile(outputFile);
    }
    return uri.build();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, '', /a/b",
    "file:///a/b, '', /a/b",
    "file://localhost/a/b, '', /a/b",
    "a/b, /home, /home/a/b"
  })
  void findsLocalFiles(String uri, String home, String path) throws Exception {
    assertThat(UriRules.localPath(uri, home)).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "file://a/b, /home, File URI only supports absolute paths",
    "a/b, '', A relative path was passed"
  })
  void refusesLocalFiles(String uri, String home, String text) {
    assertThatThrownBy(() -> UriRules.localPath(uri, home)).hasMessageStartingWith(text);
  }
}
