package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code meseta master} and {@code meseta agent} as the separate processes that they are. */
class DaemonsTest {

  private static final String DOMAIN =
      "{\"fault_domain\":{\"region\":{\"name\":\"north\"},\"zone\":{\"name\":\"n1\"}}}";

  @TempDir Path directory;
  private Place place;
  private int port;

  @BeforeEach
  void arrive() throws IOException {
    place = new Place(directory);
    port = FreePort.find();
  }

  @AfterEach
  void leave() {
    place.close();
  }

  @Test
  void takeFlagsFromTheCommandLineTheEnvironmentAndFiles() throws IOException {
    Path name = Files.writeString(directory.resolve("name"), "filed");
    Path attributes = Files.writeString(directory.resolve("attributes"), "rack:r7");
    Map<String, String> environment =
        Map.of(
            "MESOS_CLUSTER",
            "file://" + name,
            "MESOS_RESOURCES",
            "cpus:3;mem:256",
            "MESOS_DOMAIN",
            DOMAIN);
    try (RunningProgram master = master(environment);
        RunningProgram agent = agent(environment, "--attributes=file://" + attributes)) {
      Json state = awaitAgents(1);

      assertThat(state.at("cluster").text()).isEqualTo("filed");
      Json registered = state.at("slaves").all().getFirst();
      assertThat(registered.at("attributes", "rack").text()).isEqualTo("r7");
      assertThat(registered.at("domain", "fault_domain", "region", "name").text())
          .isEqualTo("north");
      assertThat(registered.at("resources", "cpus").number()).isEqualTo(3);
      assertThat(registered.at("resources", "mem").number()).isEqualTo(256);
      end(agent);
      end(master);
    }
  }

  private static void end(RunningProgram daemon) {
    daemon.signal("TERM");
    daemon.awaitExit();
    assertThat(daemon.err()).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "master, --prot=1,              did you mean '--port'",
    "agent,  --mastre=localhost:1,  did you mean '--master'",
    "master, --port=many,           port",
    "master, --hostname=file:///no, /no",
  })
  void explainABadFlagInOneLine(String daemon, String flag, String explanation) {
    String workDir = "--work_dir=" + directory.resolve(daemon);
    try (RunningProgram program =
        RunningProgram.start(place, Archive.meseta(daemon, workDir, flag))) {
      assertThat(program.awaitExit()).as(program.toString()).isEqualTo(2);
      assertThat(program.out()).isEmpty();
      assertThat(program.err().lines()).singleElement().asString().contains(explanation);
    }
  }

  @Test
  void tasksRunOnWhileTheMasterIsKilledAndStartedAgain() {
    try (RunningProgram first = master(Map.of());
        RunningProgram agent = agent(Map.of());
        ScriptedScheduler scheduler = new ScriptedScheduler("127.0.0.1:" + port, "survivor")) {
      String agentId = agentId(awaitAgents(1));
      scheduler.subscribe().launch("sleeper", "exec sleep 3600");
      scheduler.awaitUpdate("sleeper", TaskState.TASK_RUNNING);
      long task = taskProcess();

      first.signal("KILL");
      first.awaitExit();
      try (RunningProgram second = master(Map.of())) {
        assertThat(agentId(awaitAgents(1))).isEqualTo(agentId);
        scheduler.subscribe().reconcile("sleeper");

        scheduler.awaitUpdate("sleeper", TaskState.TASK_RUNNING);
        assertThat(taskProcess()).isEqualTo(task);
        assertThat(agent.isAlive()).isTrue();
        assertThat(second.isAlive()).isTrue();
      }
    }
  }

  @Test
  void tasksRunOnWhileTheAgentIsKilledAndAreFoundAgain() {
    try (RunningProgram master = master(Map.of());
        RunningProgram first = agent(Map.of());
        ScriptedScheduler scheduler = new ScriptedScheduler("127.0.0.1:" + port, "survivor")) {
      String agentId = agentId(awaitAgents(1));
      scheduler.subscribe().launch("sleeper", "exec sleep 3600");
      scheduler.awaitUpdate("sleeper", TaskState.TASK_RUNNING);
      long task = taskProcess();

      first.signal("KILL");
      first.awaitExit();
      assertThat(taskProcess()).isEqualTo(task);
      try (RunningProgram second = agent(Map.of())) {
        assertThat(agentId(awaitAgents(1))).isEqualTo(agentId);
        scheduler.call(kill("sleeper"));

        scheduler.awaitUpdate("sleeper", TaskState.TASK_KILLED);
        assertThat(ProcessHandle.of(task)).isEmpty();
        assertThat(second.isAlive()).isTrue();
        assertThat(master.isAlive()).isTrue();
      }
    }
  }

  /** Each part is killed once while the tasks run, and each task ends once. */
  @Test
  void theFailoverExampleOutlivesItselfAndTheMaster() throws IOException {
    try (RunningProgram firstMaster = master(Map.of());
        RunningProgram agent = agent(Map.of())) {
      awaitAgents(1);
      try (RunningProgram first = failover()) {
        first.awaitLine("^task.2 is TASK_RUNNING");
        first.signal("KILL");
        first.awaitExit();
      }
      try (RunningProgram second = failover()) {
        second.awaitLine("^What about \\[task.1, task.2\\]\\?");
        second.awaitLine("^task.1 is TASK_RUNNING");
        firstMaster.signal("KILL");
        second.awaitLine("^The master is gone; tasks run on");
        try (RunningProgram secondMaster = master(Map.of())) {
          second.awaitLine("(?s)The master is gone.*Registered as .*What about");
          Files.createFile(directory.resolve("stop"));
          assertThat(second.awaitExit()).as(second.toString()).isZero();
          assertThat(second.out())
              .contains("task.1 is TASK_FINISHED")
              .contains("task.2 is TASK_FINISHED")
              .doesNotContain("again");
          assertThat(agent.isAlive()).isTrue();
          assertThat(secondMaster.isAlive()).isTrue();
        }
      }
    }
    assertThat(directory.resolve("failover")).doesNotExist();
  }

  /** Two tasks that sleep for as long as the test wants. */
  private RunningProgram failover() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String file = directory.resolve("failover").toString();
    String until = "0; until [ -e '" + directory.resolve("stop") + "' ]; do sleep 0.1; done";
    return RunningProgram.start(
        place,
        List.of(
            java,
            "-cp",
            Archive.exampleClassPath(),
            "FailoverFramework",
            "127.0.0.1:" + port,
            file,
            "2",
            until));
  }

  /** One task of the pod ends while no agent is there, which is told by the next one. */
  @Test
  void aPodRunsOnWhileTheAgentIsKilled() throws IOException {
    Path stop = directory.resolve("stop");
    try (RunningProgram master = master(Map.of());
        RunningProgram first = agent(Map.of());
        ScriptedScheduler scheduler = new ScriptedScheduler("127.0.0.1:" + port, "pod")) {
      String agentId = agentId(awaitAgents(1));
      scheduler.subscribe();
      Offer offer = scheduler.awaitOffer();
      scheduler.call(
          pod(
              offer,
              scheduler.id(),
              ScriptedScheduler.task(
                  offer, "short", "short", "until [ -e " + stop + " ]; do sleep 0.1; done"),
              ScriptedScheduler.task(offer, "long", "long", "exec sleep 3600")));
      scheduler.awaitUpdate("short", TaskState.TASK_RUNNING);
      scheduler.awaitUpdate("long", TaskState.TASK_RUNNING);
      long task = taskProcess();

      first.signal("KILL");
      first.awaitExit();
      Files.createFile(stop);
      try (RunningProgram second = agent(Map.of())) {
        assertThat(agentId(awaitAgents(1))).isEqualTo(agentId);
        scheduler.awaitUpdate("short", TaskState.TASK_FINISHED);
        assertThat(taskProcess()).isEqualTo(task);
        scheduler.call(kill("long"));
        scheduler.awaitUpdate("long", TaskState.TASK_KILLED);
        assertThat(second.isAlive()).isTrue();
        assertThat(master.isAlive()).isTrue();
      }
    }
  }

  private static Call.Builder pod(Offer offer, String framework, TaskInfo... tasks) {
    Operation.Builder launch = Operation.newBuilder().setType(Operation.Type.LAUNCH_GROUP);
    launch
        .getLaunchGroupBuilder()
        .setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(List.of(tasks)))
        .getExecutorBuilder()
        .setType(ExecutorInfo.Type.DEFAULT)
        .setExecutorId(ExecutorID.newBuilder().setValue("pod"))
        .setFrameworkId(FrameworkID.newBuilder().setValue(framework))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .addResources(scalar("disk", 32));
    return Call.newBuilder()
        .setType(Call.Type.ACCEPT)
        .setAccept(Call.Accept.newBuilder().addOfferIds(offer.getId()).addOperations(launch));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  private static Call.Builder kill(String task) {
    return Call.newBuilder()
        .setType(Call.Type.KILL)
        .setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(task)));
  }

  /** The one process of the one task. */
  private long taskProcess() {
    return Patience.await("the task's process")
        .until(
            () ->
                place.processes().stream()
                    .filter(found -> found.commandLine().startsWith("sleep 3600"))
                    .toList(),
            found -> found.size() == 1)
        .getFirst()
        .pid();
  }

  private Json awaitAgents(int count) {
    return new Endpoints("127.0.0.1:" + port)
        .awaitState(state ->
            state.at("slaves").all().stream().filter(DaemonsTest::isActive).count() == count);
  }

  private static boolean isActive(Json agent) {
    return Boolean.TRUE.equals(agent.at("active").value());
  }

  private static String agentId(Json state) {
    return state.at("slaves").all().getFirst().at("id").text();
  }

  /** Agents notice the end of this master after eight seconds of silence instead of 75. */
  private RunningProgram master(Map<String, String> environment) {
    List<String> command =
        Archive.meseta(
            "master",
            "--ip=127.0.0.1",
            "--port=" + port,
            "--hostname=localhost",
            "--agent_ping_timeout=1secs",
            "--max_agent_ping_timeouts=8",
            "--work_dir=" + directory.resolve("master"));
    return RunningProgram.start(place, environment, command);
  }

  private RunningProgram agent(Map<String, String> environment, String... more) {
    List<String> command =
        Archive.meseta(
            "agent",
            "--ip=127.0.0.1",
            "--port=0",
            "--hostname=localhost",
            "--master=127.0.0.1:" + port,
            "--runtime_dir=" + directory.resolve("run"),
            "--work_dir=" + directory.resolve("agent"));
    command.addAll(List.of(more));
    return RunningProgram.start(place, environment, command);
  }
}
