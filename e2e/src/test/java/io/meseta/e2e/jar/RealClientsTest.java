package io.meseta.e2e.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.process.DevCluster;
import io.meseta.e2e.process.Place;
import io.meseta.e2e.process.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients as their authors released them, each a process of its own, run tasks to the end. */
class RealClientsTest {
  private static final Path ROOT = Path.of(System.getProperty("meseta.root"));
  private static final Path CLIENTS = ROOT.resolve("e2e/src/test/resources/clients");

  @TempDir static Path directory;
  private static Place place;
  private static DevCluster cluster;

  @BeforeAll
  static void start() {
    place = new Place(directory);
    // One agent: Fenzo takes agents of one host name for one agent, and puts their offers together.
    cluster = DevCluster.startWithAgents(place, 1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    place.close();
  }

  /** The sample in Fenzo's own jar: the API of Mesos 0.21 and protobuf 2.5. */
  @Test
  void fenzosSampleRunsOnTheOverlay() {
    fenzoFinishesItsTasks(cluster.master());
  }

  /** The overlay's ZooKeeper client has another name than its own, as has all that it needs. */
  @Test
  void fenzosSampleFindsTheMasterThroughZooKeeper() throws Exception {
    try (TestingServer server = new TestingServer();
        ZooKeeper client = new ZooKeeper(server.getConnectString(), 10_000, event -> {})) {
      String master = "{\"pid\":\"master@" + cluster.master() + "\"}";
      client.create("/m", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
      client.create(
          "/m/json.info_",
          master.getBytes(UTF_8),
          ZooDefs.Ids.OPEN_ACL_UNSAFE,
          CreateMode.PERSISTENT_SEQUENTIAL);
      fenzoFinishesItsTasks("zk://" + server.getConnectString() + "/m");
    }
  }

  private static void fenzoFinishesItsTasks(String master) {
    String classPath = DropInJars.overlay() + ":" + DropInJars.directory("fenzo") + "/*";
    String main = "com.netflix.fenzo.samples.SampleQbasedScheduling";
    try (RunningProgram sample = run(java(), "-cp", classPath, main, master)) {
      assertThat(sample.awaitExit()).as(sample.toString()).isZero();
      assertThat(sample.out()).contains("Mesos scheduler registered").contains("ALL DONE");
      for (int task = 0; task < 10; task++) {
        assertThat(sample.out()).contains("Task status for Task-" + task + ": TASK_FINISHED");
      }
    }
  }

  /** A client of the v1 API of Mesos 1.0, on protobuf 2.6 and a Netty of 2016. */
  @Test
  void mesosRxjavaRunsItsTasks() {
    String classPath = DropInJars.directory("mesos-rxjava") + "/*";
    String source = CLIENTS.resolve("mesos-rxjava/SleepyFramework.java").toString();
    try (RunningProgram sleepy = run(java(), "-cp", classPath, source, cluster.master())) {
      assertThat(sleepy.awaitExit()).as(sleepy.toString()).isZero();
      assertThat(sleepy.out()).contains("event HEARTBEAT").contains("ALL DONE");
      for (int task = 1; task <= 3; task++) {
        assertThat(sleepy.out()).contains("sleep-" + task + " is TASK_FINISHED");
      }
    }
  }

  /** A client in JavaScript: JSON with nulls in it, chunked requests. */
  @Test
  void npmsMesosFrameworkRunsItsTasks() throws IOException {
    Path home = installed("mesos-framework");
    String shell = "cd '" + home + "' && exec node command-scheduler.js " + cluster.master();
    try (RunningProgram commands = run("sh", "-c", shell)) {
      assertThat(commands.awaitExit()).as(commands.toString()).isZero();
      assertThat(commands.out())
          .containsPattern("(?m)^subscribed as ")
          .contains("ALL DONE")
          .doesNotContainPattern("(?m)^error ");
    }
  }

  /** Installs by npm what the lock file says, once for every build directory. */
  private static Path installed(String name) throws IOException {
    Path home = Files.createDirectories(ROOT.resolve("e2e/target/clients").resolve(name));
    for (String file : List.of("package.json", "package-lock.json", "command-scheduler.js")) {
      Files.write(home.resolve(file), Files.readAllBytes(CLIENTS.resolve(name).resolve(file)));
    }
    // It writes its log there, and does not make the directory.
    Files.createDirectories(home.resolve("logs"));
    if (!Files.exists(home.resolve("node_modules/mesos-framework/index.js"))) {
      // A download may fail; what came before it failed is kept.
      String install = "npm ci --ignore-scripts --no-audit --no-fund";
      String thrice = "%1$s || { sleep 5; %1$s; } || { sleep 20; %1$s; }".formatted(install);
      try (RunningProgram npm = run("sh", "-c", "cd '" + home + "' && { " + thrice + "; }")) {
        boolean done = npm.awaitExit() == 0;
        Assumptions.assumeTrue(done || "true".equals(System.getenv("CI")), "npm: " + npm);
        assertThat(done).as(npm.toString()).isTrue();
      }
    }
    return home;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static RunningProgram run(String... command) {
    return RunningProgram.start(place, List.of(command));
  }
}
