package io.meseta.e2e.jar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.Patience;
import io.meseta.e2e.process.Archive;
import io.meseta.e2e.process.DevCluster;
import io.meseta.e2e.process.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.MesosSchedulerDriver;
import org.apache.mesos.Protos.CommandInfo;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.ExecutorInfo;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.Request;
import org.apache.mesos.Protos.Resource;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.Protos.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Mesos' own Java driver was called back with by a real Mesos, and ours by Meseta: the same
 * calls give the same callbacks, task by task. Times and offers are not compared.
 */
class RecordedDriverTest {
  private static final Path RECORDING =
      Archive.ROOT.resolve(
          "golden/libprocess/java-driver-calls-failover-abort/callbacks-driver-calls.txt");

  @TempDir Path directory;
  private Place place;
  private DevCluster cluster;
  private final NotingScheduler scheduler = new NotingScheduler();

  @BeforeEach
  void start() {
    place = new Place(directory);
    cluster = DevCluster.startWithAgents(place, 1);
  }

  @AfterEach
  void stop() {
    cluster.close();
    place.close();
  }

  /** The notes between one mark and the next, in the order of the recording. */
  private static Map<String, List<String>> recorded() throws IOException {
    Map<String, List<String>> segments = new LinkedHashMap<>();
    List<String> segment = new ArrayList<>();
    segments.put("start", segment);
    for (String line : Files.readAllLines(RECORDING)) {
      String note = line.substring(line.indexOf(' ') + 1).trim();
      if (note.startsWith("-- ")) {
        segment = new ArrayList<>();
        segments.put(note.substring(3), segment);
      } else if (note.startsWith("registered ")) {
        segment.add("registered");
      } else if (!note.startsWith("offer ") && !note.matches("(start|stop|join) .*")) {
        segment.add(note);
      }
    }
    return segments;
  }

  /** Notes by what they are about: only the order within each is certain. */
  private static Map<String, List<String>> bySubject(Collection<String> notes) {
    Map<String, List<String>> subjects = new TreeMap<>();
    for (String note : notes) {
      String[] words = note.split(" ");
      String subject = words[0].equals("status") ? words[1] : words[0];
      subjects.computeIfAbsent(subject, key -> new ArrayList<>()).add(note);
    }
    return subjects;
  }

  @Test
  void callbacksAreThoseOfMesosJavaDriver() throws Exception {
    Map<String, List<String>> recording = recorded();
    assertThat(recording).hasSize(12);
    MesosSchedulerDriver driver =
        new MesosSchedulerDriver(scheduler, framework(""), cluster.master());
    for (Map.Entry<String, List<String>> segment : recording.entrySet()) {
      scheduler.notes.clear();
      act(driver, segment.getKey());
      List<String> expected = segment.getValue();
      Patience.await("the callbacks of " + segment.getKey())
          .untilAsserted(
              () -> assertThat(bySubject(scheduler.notes)).isEqualTo(bySubject(expected)));
    }
    rejoin();
  }

  private void act(MesosSchedulerDriver driver, String what) throws InterruptedException {
    switch (what) {
      case "start" -> {
        assertThat(driver.start()).hasToString("DRIVER_RUNNING");
        Offer offer = awaitOffer();
        driver.launchTasks(List.of(offer.getId()), tasks(offer), Filters.newBuilder().build());
      }
      case "reconcile explicit" -> driver.reconcileTasks(List.of(status("j1")));
      // The recorded scheduler sent its message again when it was told that jx runs.
      case "reconcile implicit" -> {
        driver.reconcileTasks(List.of());
        driver.sendFrameworkMessage(id("jex"), awaitOffer().getSlaveId(), "hello".getBytes(UTF_8));
      }
      case "suppress" -> driver.suppressOffers();
      case "suppress roles" -> driver.suppressOffers(List.of("drv"));
      case "revive" -> driver.reviveOffers();
      case "revive roles" -> driver.reviveOffers(List.of("drv"));
      case "requestResources" -> driver.requestResources(List.of(Request.newBuilder().build()));
      case "updateFramework" -> driver.updateFramework(framework(scheduler.frameworkId), List.of());
      case "kill" -> driver.killTask(taskId("j1"));
      case "kill unknown" -> driver.killTask(taskId("nope"));
      case "stop(true)" -> {
        assertThat(driver.stop(true)).hasToString("DRIVER_STOPPED");
        assertThat(driver.join()).hasToString("DRIVER_STOPPED");
      }
      default -> throw new AssertionError("The recording has something new: " + what);
    }
  }

  /** As in the recording: the framework is taken back under its id, and is registered. */
  private void rejoin() throws InterruptedException {
    String known = scheduler.frameworkId;
    NotingScheduler again = new NotingScheduler();
    MesosSchedulerDriver driver =
        new MesosSchedulerDriver(again, framework(known), cluster.master(), false);
    driver.start();
    assertThat(again.offers.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    assertThat(again.notes).containsExactly("registered");
    assertThat(again.frameworkId).isEqualTo(known);
    assertThat(driver.stop()).hasToString("DRIVER_STOPPED");
    assertThat(driver.join()).hasToString("DRIVER_STOPPED");
  }

  private Offer awaitOffer() throws InterruptedException {
    Offer offer = scheduler.offers.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(offer).as("an offer").isNotNull();
    return offer;
  }

  private static FrameworkInfo framework(String id) {
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setUser("")
            .setName("jdrv")
            .setFailoverTimeout(600)
            .setCheckpoint(true)
            .addRoles("drv");
    for (var type :
        List.of(
            FrameworkInfo.Capability.Type.MULTI_ROLE,
            FrameworkInfo.Capability.Type.PARTITION_AWARE)) {
      framework.addCapabilitiesBuilder().setType(type);
    }
    if (!id.isEmpty()) {
      framework.setId(FrameworkID.newBuilder().setValue(id));
    }
    return framework.build();
  }

  private static List<TaskInfo> tasks(Offer offer) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path classes = Archive.ROOT.resolve("e2e/target/test-classes");
    String echo =
        "LC_ALL=C.UTF-8 exec '%s' -Xmx32m -cp '%s:%s' %s"
            .formatted(java, Archive.exampleClassPath(), classes, EchoExecutor.class.getName());
    ExecutorInfo executor =
        ExecutorInfo.newBuilder()
            .setExecutorId(id("jex"))
            .setCommand(CommandInfo.newBuilder().setValue(echo))
            .addResources(scalar("cpus", 0.1))
            .addResources(scalar("mem", 32))
            .build();
    return List.of(
        task("j0", offer).setCommand(command("sleep 1; exit 0")).build(),
        task("j1", offer).setCommand(command("sleep 1000")).build(),
        task("jx", offer).setExecutor(executor).build());
  }

  private static CommandInfo.Builder command(String value) {
    return CommandInfo.newBuilder().setValue(value);
  }

  private static TaskInfo.Builder task(String id, Offer offer) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(taskId(id))
        .setSlaveId(offer.getSlaveId())
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32));
  }

  private static Resource.Builder scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("drv"));
  }

  private static TaskStatus status(String task) {
    return TaskStatus.newBuilder().setTaskId(taskId(task)).setState(TaskState.TASK_STAGING).build();
  }

  private static TaskID taskId(String value) {
    return TaskID.newBuilder().setValue(value).build();
  }

  private static ExecutorID id(String value) {
    return ExecutorID.newBuilder().setValue(value).build();
  }
}
