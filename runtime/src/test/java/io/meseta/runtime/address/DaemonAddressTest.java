package io.meseta.runtime.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DaemonAddressTest {

  private static InetAddress nobodyKnows() throws UnknownHostException {
    throw new UnknownHostException("this-machine: Name or service not known");
  }

  private static DaemonAddress resolve(String ip, String advertised) throws IOException {
    return DaemonAddress.resolve(
        new DaemonAddress.Wish(
            Optional.ofNullable(ip),
            Optional.ofNullable(advertised),
            Optional.empty(),
            Optional.of("name"),
            false),
        DaemonAddressTest::nobodyKnows);
  }

  @Test
  void saysWhatToDoWhereTheMachinesNameHasNoAddress() {
    assertThatThrownBy(() -> resolve(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The name of this machine has no address: say with --ip");
  }

  @Test
  void needsNoNameWhereTheAddressIsGiven() throws IOException {
    assertThat(resolve("127.0.0.1", null).ip()).isEqualTo("127.0.0.1");
    assertThat(resolve(null, "127.0.0.1").bind().isAnyLocalAddress()).isTrue();
    assertThatThrownBy(() -> resolve("no address", null))
        .hasMessage("--ip must be an IPv4 address of this machine, but is 'no address'");
  }
}
