package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.driver.wire.MessageWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.curator.test.TestingServer;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A driver that finds its master in a real ZooKeeper (Mesos reference §6.1). */
class ZooKeeperMastersTest extends SchedulerDriverFixture {
  private TestingServer server;
  private ZooKeeper client;

  @BeforeEach
  void startZooKeeper() throws Exception {
    server = new TestingServer();
    client = new ZooKeeper(server.getConnectString(), 10_000, event -> {});
  }

  @AfterEach
  void stopZooKeeper() throws Exception {
    client.close();
    server.close();
  }

  private MesosSchedulerDriver started() {
    MesosSchedulerDriver started =
        driver(options(HELLO, "zk://" + server.getConnectString() + "/mesos"));
    started.start();
    return started;
  }

  private void directory() throws Exception {
    client.create("/mesos", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    client.create(
        "/mesos/log_replicas", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  private String announce(FakeMaster announced) throws Exception {
    String json =
        "{\"address\":{\"hostname\":\"h\",\"ip\":\"127.0.0.1\",\"port\":1},\"id\":\"x\",\"pid\":"
            + "\"master@"
            + announced.address()
            + "\",\"port\":1}";
    return client.create(
        "/mesos/json.info_",
        json.getBytes(StandardCharsets.UTF_8),
        ZooDefs.Ids.OPEN_ACL_UNSAFE,
        CreateMode.EPHEMERAL_SEQUENTIAL);
  }

  @Test
  void followsTheLeader() throws Exception {
    directory();
    try (FakeMaster standby = new FakeMaster()) {
      String first = announce(master);
      announce(standby);
      started();
      master.register("master-1");
      assertThat(scheduler.await()).isEqualTo(REGISTERED);
      client.delete(first, -1);
      assertThat(scheduler.await()).isEqualTo("disconnected");
      standby.register("master-2");
      assertThat(scheduler.await()).isEqualTo(REGISTERED);
    }
  }

  @Test
  void waitsForZooKeeperForTheDirectoryAndForALeader() throws Exception {
    server.stop();
    started();
    server.restart();
    Awaitility.await()
        .atMost(Duration.ofSeconds(FakePeer.PATIENCE_SECONDS))
        .until(() -> client.getState() == ZooKeeper.States.CONNECTED);
    directory();
    assertThat(master.staysQuiet()).isTrue();
    announce(master);
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
  }

  @Test
  void readsWhatOldMastersWrite() throws Exception {
    directory();
    byte[] info =
        new MessageWriter()
            .text(1, "id")
            .number(2, 0x0100007f)
            .number(3, master.port())
            .toByteArray();
    client.create(
        "/mesos/info_", info, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
    started();
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
  }

  @Test
  void staysWithItsMasterWhileZooKeeperIsAway() throws Exception {
    directory();
    announce(master);
    MesosSchedulerDriver connected = started();
    FakePeer.Stream stream = master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
    server.stop();
    connected.killTask(taskId("t1"));
    master.awaitCall(Call.Type.KILL);
    stream.cut();
    assertThat(scheduler.await()).isEqualTo("disconnected");
    master.register("master-1");
    assertThat(scheduler.await()).isEqualTo("reregistered at master.example");
  }
}
