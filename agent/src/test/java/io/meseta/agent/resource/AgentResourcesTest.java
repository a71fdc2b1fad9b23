package io.meseta.agent.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.core.resource.Resources;
import io.meseta.core.resource.SyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentResourcesTest {

  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1 << 30;
  private static final Machine BIG = new Machine(8, 64 * GIGABYTE, 500 * GIGABYTE);
  private static final Machine SMALL = new Machine(1, 2 * GIGABYTE, 10 * GIGABYTE);

  /** Both sides of 2 GB of memory and of 10 GB of disk; what is left over is cut off. */
  @ParameterizedTest
  @CsvSource({
    "512, 1024, mem:256; disk:512",
    "2047, 10239, mem:1023; disk:5119",
    "2048, 10240, mem:1024; disk:5120",
    "2049, 10241, mem:1025; disk:5121",
    "65536, 512000, mem:64512; disk:506880"
  })
  void leavesSomethingToTheSystem(long memory, long disk, String offered) {
    Machine machine = new Machine(8, memory * MEGABYTE, disk * MEGABYTE);
    assertThat(offered("", machine)).isEqualTo("cpus:8; " + offered + "; ports:[31000-32000]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpus:2;ports:[1-2];gold:3 | cpus:2; ports:[1-2]; gold:3; mem:64512; disk:506880",
        "cpus:0;ports:[] | mem:64512; disk:506880",
        "cpus:1;mem(prod):512;disk:0 | cpus:1; mem(reservations: [(STATIC,prod)]):512; ports:[31000-32000]",
        "cpus:1;cpus:2.5;mem:1;disk:1;gpus:2 | cpus:3.5; mem:1; disk:1; gpus:2; ports:[31000-32000]"
      })
  void detectsOnlyWhatIsNotGiven(String flag, String offered) {
    assertThat(offered(flag, BIG)).isEqualTo(offered);
  }

  @Test
  void whatNamesNoRoleIsOfTheDefaultRole() {
    String reserved = "(reservations: [(STATIC,ops)])";
    String detected = "; disk%s:5120; ports%s:[31000-32000]".replace("%s", reserved);
    assertThat(Resources.of(AgentResources.of(Optional.of("cpus:2;mem(*):5"), "ops", SMALL)))
        .hasToString("cpus" + reserved + ":2; mem:5" + detected);
    String json =
        """
        [{"name": "cpus", "type": "SCALAR", "scalar": {"value": 2}},
         {"name": "mem", "type": "SCALAR", "scalar": {"value": 5}, "role": "*"}]
        """;
    assertThat(Resources.of(AgentResources.of(Optional.of(json), "ops", SMALL)))
        .hasToString("cpus" + reserved + ":2; mem:5" + detected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpus | Bad value for resources, missing or extra ':' in cpus",
        "gpus:1.5 | The 'gpus' resource must be an non-negative integer",
        "[{'name': 'cpus', 'type': 'SCALAR', 'scalar': {'value': -3}}] |"
            + " Invalid scalar resource: value <= 0",
        "[{'name': 'disk', 'type': 'SCALAR', 'scalar': {'value': 3}, 'role': 'a',"
            + " 'disk': {'persistence': {'id': 'x'}}}] |"
            + " Persistent volumes cannot be specified at the command line",
        "[{'name': 'cpus', 'type': 'SCALAR', 'scalar': {'value': 3}, 'revocable': {}}] |"
            + " Revocable resources cannot be specified at the command line; do not include a"
            + " 'revocable' key in the resources JSON",
        "[{'name': 'cpus', 'type': 'SCALAR', 'scalar': {'value': 3}, 'role': 'a', 'reservation': {}}]"
            + " | Dynamic reservations cannot be specified at the command line; do not include a"
            + " reservation with DYNAMIC type in the resources JSON"
      })
  void refusesInTheWordsOfMesos(String flag, String message) {
    String text = flag.startsWith("[") ? flag.replace('\'', '"') : flag;
    assertThatThrownBy(() -> offered(text, SMALL))
        .isInstanceOf(SyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void refusesBadJsonAndBadRoles() {
    for (String json : new String[] {"[{]", "[{\"name\": \"cpus\"}]", "[3]"}) {
      assertThatThrownBy(() -> offered(json, SMALL))
          .isInstanceOf(SyntaxException.class)
          .hasMessageStartingWith("Some JSON resources were not formatted properly: ");
    }
    assertThatThrownBy(() -> AgentResources.of(Optional.empty(), "a//b", SMALL))
        .hasMessage("Role 'a//b' cannot contain two adjacent slashes");
  }

  @Test
  void looksAtThisMachine() throws IOException {
    Machine machine = Machine.look(Path.of("no/such/directory"));
    assertThat(machine.processors()).isPositive();
    assertThat(machine.memoryBytes()).isGreaterThan(1 << 20);
    assertThat(machine.diskBytes()).isGreaterThan(1 << 20);
  }

  private static String offered(String flag, Machine machine) {
    return Resources.of(AgentResources.of(Optional.of(flag), "*", machine)).toString();
  }
}
