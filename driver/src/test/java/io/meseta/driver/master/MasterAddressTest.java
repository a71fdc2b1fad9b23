package io.meseta.driver.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterAddressTest {
  @Test
  void readsSeveralMastersAndFiles(@TempDir Path directory) throws Exception {
    Masters several = MasterAddress.parse(" a:1, master@b:2 ");
    assertThat(several.current()).hasToString("a:1");
    several.failed();
    assertThat(several.current()).hasToString("b:2");
    Path file = Files.writeString(directory.resolve("master"), "c:3\n");
    assertThat(MasterAddress.parse("file://" + file).current()).hasToString("c:3");
    Files.writeString(file, "zk://u:p@a:2181,b:2181/mesos/\n");
    assertThat(MasterAddress.parse("file://" + file)).hasToString("zk://a:2181,b:2181/mesos");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zk://a:2181       | expected zk://host:port,host:port/path but found 'zk://a:2181'",
        "zk://u@a:2181/m   | expected zk://user:password@host:port/path but found 'zk://…@a:2181/m'",
        "local             | add the jars in lib/ of its archive",
        "localquiet        | add the jars in lib/ of its archive",
        "file:///no/such   | cannot read file /no/such",
        "somewhere         | expected host:port but found 'somewhere'",
        "a:1,,b:2          | expected host:port but found ''"
      })
  void saysInOneLineWhyNot(String text, String why) {
    assertThatThrownBy(() -> MasterAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileDoesNotLeadToAnother(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("master");
    Files.writeString(file, "file://" + file);
    assertThatThrownBy(() -> MasterAddress.parse("file://" + file))
        .hasMessageContaining("names another file");
  }
}
