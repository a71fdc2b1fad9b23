package io.meseta.agent.libprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StandaloneMasterTest {

  @Test
  void resolvesHostAndPort() throws IOException {
    assertThat(StandaloneMaster.at("127.0.0.1:5050").getPid()).isEqualTo("master@127.0.0.1:5050");
    assertThat(StandaloneMaster.at("master@127.0.0.1:5050").getHostname()).isEqualTo("127.0.0.1");
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    assertThatThrownBy(() -> StandaloneMaster.at("zk://host:2181/mesos"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ZooKeeper is not supported yet");
    assertThatThrownBy(() -> StandaloneMaster.at("nonsense")).hasMessageContaining("host:port");
    assertThatThrownBy(() -> StandaloneMaster.at("127.0.0.1:99999")).hasMessageContaining("99999");
  }
}
