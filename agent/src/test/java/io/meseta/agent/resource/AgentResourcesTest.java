package io.meseta.agent.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.core.resource.Resources;
import io.meseta.core.resource.SyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentResourcesTest {

  private static final long GIGABYTE = 1 << 30;
  private static final Machine BIG = new Machine(8, 64 * GIGABYTE, 500 * GIGABYTE);
  private static final Machine SMALL = new Machine(1, 2 * GIGABYTE, 10 * GIGABYTE);

  @Test
  void leavesSomethingToTheSystem() {
    assertThat(offered("", BIG)).isEqualTo("cpus:8; mem:64512; disk:506880; ports:[31000-32000]");
    assertThat(offered("", SMALL)).isEqualTo("cpus:1; mem:1024; disk:5120; ports:[31000-32000]");
  }

  @Test
  void detectsOnlyWhatIsNotGiven() {
    assertThat(offered("cpus:2;ports:[1-2];gold:3", BIG))
        .isEqualTo("cpus:2; ports:[1-2]; gold:3; mem:64512; disk:506880");
    assertThat(offered("mem(prod):512", BIG)).doesNotContain("64512");
  }

  @Test
  void readsJson() {
    assertThat(
            offered(
                "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":3},\"role\":\"*\"}]",
                SMALL))
        .startsWith("cpus:3; ");
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> offered("cpus", SMALL)).isInstanceOf(SyntaxException.class);
    assertThatThrownBy(() -> offered("[{]", SMALL)).hasMessageContaining("--resources");
  }

  @Test
  void looksAtThisMachine() throws IOException {
    Machine machine = Machine.look(Path.of("no/such/directory"));
    assertThat(machine.processors()).isPositive();
    assertThat(machine.memoryBytes()).isGreaterThan(1 << 20);
    assertThat(machine.diskBytes()).isGreaterThan(1 << 20);
  }

  private static String offered(String flag, Machine machine) {
    return Resources.of(AgentResources.of(Optional.of(flag), machine)).toString();
  }
}
