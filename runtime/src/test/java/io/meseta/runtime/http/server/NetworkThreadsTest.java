package io.meseta.runtime.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultChannelId;
import org.junit.jupiter.api.Test;

class NetworkThreadsTest {

  @Test
  void namesChannelsWithoutANetworkCard() {
    NetworkThreads.start("named", 1).close();
    assertThat(DefaultChannelId.newInstance().asLongText()).startsWith("020000000000");
  }
}
