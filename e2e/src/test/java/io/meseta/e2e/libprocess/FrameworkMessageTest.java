package io.meseta.e2e.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meseta.e2e.libprocess.LibprocessPeer.Received;
import io.meseta.e2e.wire.WireCluster;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.FrameworkErrorMessage;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver and a custom executor speak to each other (Mesos reference §5.3). */
class FrameworkMessageTest {

  @TempDir Path directory;

  @Test
  void travelBothWaysAndFollowTheDriver() throws Exception {
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
        DriverClient driver = new DriverClient(new CallStyle(), cluster.port());
        DriverClient next = new DriverClient(new OldStyle(), cluster.port())) {
      driver.register();
      Offer offer = driver.offer();
      driver.launch(offer, DriverClient.onExecutor("t", offer, "echo", EchoExecutor.command()));
      driver.update(TaskState.TASK_RUNNING);

      driver.messageThroughMaster(offer, "echo", ByteString.copyFromUtf8("by the master"));
      assertThat(heard(driver, cluster.agentPort(1))).isEqualTo("echo:by the master");
      driver.peer.send(
          cluster.agentPort(1),
          "slave(1)",
          new OldStyle()
              .message(
                  driver.framework(),
                  offer.getAgentId(),
                  "echo",
                  ByteString.copyFromUtf8("straight")));
      assertThat(heard(driver, cluster.agentPort(1))).isEqualTo("echo:straight");

      next.as(driver.info()).reregister(true);
      next.registered();
      driver.peer.next(FrameworkErrorMessage.getDefaultInstance());
      next.messageThroughMaster(offer, "echo", ByteString.copyFromUtf8("from another"));
      assertThat(heard(next, cluster.agentPort(1))).isEqualTo("echo:from another");
      next.unregister();
    }
  }

  /** What the executor says comes straight from the agent. */
  private static String heard(DriverClient driver, int agentPort) throws Exception {
    Received message =
        driver.peer.nextThat(m -> m.shortName().equals("ExecutorToFrameworkMessage"));
    assertThat(message.from()).isEqualTo("slave(1)@127.0.0.1:" + agentPort);
    return message.as(ExecutorToFrameworkMessage.getDefaultInstance()).getData().toStringUtf8();
  }
}
