package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.master.SchedulerCall;
import io.meseta.protocol.internal.Messages.ApplyOperationMessage;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Operations are carried out or refused as a real Mesos did, with the same words. */
class GoldenOperationsTest {

  private static final Path RECORDINGS =
      Path.of(System.getProperty("meseta.root"), "golden/errors");
  private static final String RECORDED_MASTER = "cf81de42-3bbd-4bb4-bfd7-469ff354a07f";

  private final MasterFixture master = new MasterFixture().answeringPings();
  private final AgentId agent =
      master.registerAgent(1, "ports:[31000-32000];cpus:4;mem:4096;disk:8192");
  private final FrameworkId framework =
      master.subscribe(frameworkInfo("golden", Capability.Type.MULTI_ROLE).addRoles("r1"));

  @TestFactory
  Stream<DynamicTest> operations() throws IOException {
    master.launch(framework, agent, "run1", "cpus:0.3;mem:32");
    Map<String, String> outcomes =
        Files.readAllLines(RECORDINGS.resolve("task-and-operation-validation.txt")).stream()
            .map(line -> line.split(" \\| ", 3))
            .filter(columns -> columns[0].startsWith("op "))
            .collect(Collectors.toMap(c -> c[0], c -> c[2]));
    List<DynamicTest> tests =
        Files.readAllLines(RECORDINGS.resolve("task-and-operation-validation.jsonl")).stream()
            .filter(line -> name(line).startsWith("op "))
            .map(line ->
                DynamicTest.dynamicTest(name(line), () -> replay(line, outcomes.get(name(line)))))
            .toList();
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream();
  }

  private static String name(String line) {
    return line.substring("{\"name\": \"".length(), line.indexOf("\", "));
  }

  private void replay(String line, String outcome) throws MesosJsonException {
    master.advance(Duration.ofSeconds(10));
    master.forgetEffects();
    Call.Accept.Builder accept = Call.Accept.newBuilder();
    String here = line.replace(RECORDED_MASTER, "M");
    MesosJson.read(here.getBytes(StandardCharsets.UTF_8), accept);
    OfferId offer = master.offerOn(framework, agent);
    accept.clearOfferIds().addOfferIds(Text.offerId(offer));
    master.call(framework, new SchedulerCall.Accept(accept.build()));

    String recorded =
        outcome
            .replace(RECORDED_MASTER, "M")
            .replace("127.0.0.1", "10.0.0.1")
            .replace("(localhost)", "(agent1)")
            .strip();
    assertThat(words(said())).isEqualTo(words(recorded));
  }

  /** What the framework hears; that an operation is carried out, it will hear from the agent. */
  private String said() {
    String refused =
        master.eventsFor(framework).stream()
            .filter(Event::hasUpdateOperationStatus)
            .map(event -> text(event.getUpdateOperationStatus().getStatus()))
            .collect(Collectors.joining());
    String carriedOut =
        master
            .lastMessage(ApplyOperationMessage.class)
            .map(m -> m.getOperationInfo().getId().getValue() + " OPERATION_FINISHED :")
            .orElse("");
    return refused + carriedOut;
  }

  private static String text(OperationStatus status) {
    return status.getOperationId().getValue()
        + " "
        + status.getState()
        + " : "
        + status.getMessage();
  }

  /** Mesos lists resources in an order that depends on what was added and taken away before. */
  private static TreeSet<String> words(String text) {
    return new TreeSet<>(Arrays.asList(text.replace(";", "").split(" ")));
  }
}
