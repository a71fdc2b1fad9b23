package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the README shows is what there is. */
class ReadmeTest {

  private static final String MARK = "<!-- hello-java: kept equal to the source by ReadmeTest -->";

  @Test
  void showsTheHelloFrameworkAsItIs() throws IOException {
    String readme = Files.readString(Archive.ROOT.resolve("README.md"));
    String source =
        Files.readString(Archive.ROOT.resolve("examples/hello-java/HelloFramework.java"));

    assertThat(readme).contains(MARK + "\n```java\n" + source + "```\n");
  }

  @Test
  void showsPicturesThatExist() throws IOException {
    String readme = Files.readString(Archive.ROOT.resolve("README.md"));

    assertThat(readme).contains("](docs/images/framework.png)");
    assertThat(Archive.ROOT.resolve("docs/images/framework.png")).isNotEmptyFile();
  }
}
