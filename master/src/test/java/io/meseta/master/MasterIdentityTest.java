package io.meseta.master;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MasterIdentityTest {

  @Test
  void claimsWhatTheRecordedMasterClaims() throws Exception {
    Path state =
        Path.of(System.getProperty("meseta.root"))
            .resolve("golden/endpoints/a-empty-master/master/state.http");
    String claimed =
        MasterIdentity.CAPABILITIES.stream()
            .map(capability -> '"' + capability.getType().name() + '"')
            .collect(joining(",", "\"capabilities\":[", "]"));
    assertThat(Files.readString(state)).contains(claimed);
  }
}
