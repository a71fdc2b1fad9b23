package io.meseta.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.flags.DomainText;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault domains from the flags of two daemons to the offers of their frameworks. */
class DomainTest {

  private static final String REGION_AWARE =
      "{\"user\":\"u\",\"name\":\"far\",\"capabilities\":[{\"type\":\"REGION_AWARE\"}]}";

  @TempDir Path directory;

  private static String domain(String region, String zone) {
    return "{\"fault_domain\":{\"region\":{\"name\":\"%s\"},\"zone\":{\"name\":\"%s\"}}}"
        .formatted(region, zone);
  }

  @Test
  void offersSayWhereTheirAgentIs() throws Exception {
    String here = domain("north", "n1");
    String there = domain("south", "s1");
    try (WireCluster cluster = WireCluster.start(directory, "--domain=" + here)) {
      cluster.withAgentIn(DomainText.parse(there), "cpus:2;mem:512;disk:10");

      assertThat(RawHttp.get(cluster.port(), "/state").text())
          .contains("\"domain\":" + here)
          .contains("\"domain\":" + there);
      assertThat(RawHttp.get(cluster.agentPort(1), "/state").text())
          .contains("\"domain\":" + there);
      try (ScriptedScheduler near =
              ScriptedScheduler.subscribe(cluster.port(), "{\"user\":\"u\",\"name\":\"near\"}");
          ScriptedScheduler far = ScriptedScheduler.subscribe(cluster.port(), REGION_AWARE)) {
        Offer offer = far.await(Event.Type.OFFERS).getOffers().getOffers(0);

        assertThat(offer.getDomain().getFaultDomain().getRegion().getName()).isEqualTo("south");
        assertThat(offer.getDomain().getFaultDomain().getZone().getName()).isEqualTo("s1");
        assertThat(near.hasNext()).as("an offer of a far agent").isFalse();
      }
    }
  }
}
