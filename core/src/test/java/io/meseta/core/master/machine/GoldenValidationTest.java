package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.SchedulerCall;
import io.meseta.protocol.json.MesosJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every LAUNCH and LAUNCH_GROUP that a real Mesos refused is refused here, with the same words.
 *
 * <p>The recorded group whose task names its executor was lost, because Mesos believed that an
 * empty group before had started that executor; here it is launched, and its executor stays.
 */
class GoldenValidationTest {

  private static final Path RECORDINGS =
      Path.of(System.getProperty("meseta.root"), "golden/errors");
  private static final String RECORDED_MASTER = "cf81de42-3bbd-4bb4-bfd7-469ff354a07f";

  private static final Set<Operation.Type> LAUNCHES =
      EnumSet.of(Operation.Type.LAUNCH, Operation.Type.LAUNCH_GROUP);

  private final MasterFixture master = new MasterFixture().answeringPings();
  private final AgentId agent =
      master.registerAgent(1, "ports:[31000-32000];cpus:4;mem:4096;disk:8192");
  private final FrameworkId framework =
      master.subscribe(frameworkInfo("golden", Capability.Type.MULTI_ROLE).addRoles("r1"));

  @TestFactory
  Stream<DynamicTest> refusesAsRecorded() throws IOException {
    master.launch(framework, agent, "run1", "cpus:0.3;mem:32");
    Map<String, String> outcomes =
        Files.readAllLines(RECORDINGS.resolve("task-and-operation-validation.txt")).stream()
            .map(line -> line.split(" \\| ", 3))
            .filter(columns -> columns.length == 3)
            .collect(Collectors.toMap(c -> c[0], c -> c[2], (first, again) -> first));
    return Files.readAllLines(RECORDINGS.resolve("task-and-operation-validation.jsonl")).stream()
        .filter(GoldenValidationTest::isLaunch)
        .map(line ->
            DynamicTest.dynamicTest(name(line), () -> replay(line, outcomes.get(name(line)))));
  }

  private static String name(String line) {
    return line.substring("{\"name\": \"".length(), line.indexOf("\", "));
  }

  private static boolean isLaunch(String line) {
    List<Operation> operations = accept(line).getOperationsList();
    return !operations.isEmpty()
        && !line.contains("\"master_aborted\"")
        && operations.stream().map(Operation::getType).allMatch(LAUNCHES::contains);
  }

  private static Call.Accept accept(String line) {
    Call.Accept.Builder accept = Call.Accept.newBuilder();
    try {
      MesosJson.read(line.replace(RECORDED_MASTER, "M").getBytes(StandardCharsets.UTF_8), accept);
    } catch (Exception e) {
      throw new AssertionError(line, e);
    }
    return accept.build();
  }

  private void replay(String line, String outcome) {
    master.advance(Duration.ofSeconds(10));
    master.forgetEffects();
    Call.Accept.Builder accept = accept(line).toBuilder().clearOfferIds();
    OfferID offer = Text.offerId(master.offerOn(framework, agent));
    if (name(line).equals("unknown offer")) {
      accept.addOfferIds(OfferID.newBuilder().setValue("nope"));
    } else {
      accept.addOfferIds(offer);
    }
    if (name(line).equals("duplicate offer id")) {
      accept.addOfferIds(offer);
    }
    master.call(framework, new SchedulerCall.Accept(accept.build()));

    List<String> refusals =
        master.statusesFor(framework).stream().map(GoldenValidationTest::text).toList();
    assertThat(refusals).containsExactlyInAnyOrderElementsOf(recorded(outcome));
    endOthers(accept.getOperationsList());
  }

  /** What the recorded master itself said; what the executor said does not concern the core. */
  private static List<String> recorded(String outcome) {
    return Arrays.stream(outcome.split(" ## "))
        .map(String::strip)
        .filter(text -> text.contains("_INVALID"))
        .map(text -> text.replace(RECORDED_MASTER, "M").replaceAll("M-O\\d+", "OFFER"))
        .map(text -> text.replaceFirst(": ", " "))
        .map(GoldenValidationTest::normalized)
        .toList();
  }

  private static String text(TaskStatus status) {
    String id = status.getTaskId().getValue();
    String shortId = id.length() > 20 ? id.substring(0, 20) : id;
    return normalized(
        (shortId + " " + status.getState() + " " + status.getReason() + " " + status.getMessage())
            .strip()
            .replaceAll("M-O\\d+", "OFFER"));
  }

  /** Mesos lists resources in an order that depends on what was added and taken away before. */
  private static String normalized(String text) {
    if (!text.contains("more than available")) {
      return text;
    }
    return String.join(" ", new TreeSet<>(Arrays.asList(text.replace(";", "").split(" "))));
  }

  private void endOthers(List<Operation> operations) {
    for (Operation operation : operations) {
      List<TaskInfo> tasks = new ArrayList<>(operation.getLaunch().getTaskInfosList());
      tasks.addAll(operation.getLaunchGroup().getTaskGroup().getTasksList());
      for (TaskInfo task : tasks) {
        boolean runs =
            master.core.snapshot(master.now()).framework(framework).orElseThrow().tasks().stream()
                .anyMatch(known -> known.getTaskId().equals(task.getTaskId()));
        if (runs && !task.getTaskId().getValue().equals("run1")) {
          master.acknowledge(
              framework, task, master.update(1, framework, task, TaskState.TASK_FINISHED));
        }
      }
    }
  }
}
