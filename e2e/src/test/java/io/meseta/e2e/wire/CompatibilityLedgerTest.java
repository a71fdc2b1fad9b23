package io.meseta.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.meseta.agent.flags.AgentFlags;
import io.meseta.e2e.wire.Ledger.Row;
import io.meseta.master.api.NotYet;
import io.meseta.master.flags.MasterFlags;
import io.meseta.protocol.internal.Messages;
import io.meseta.protocol.json.MesosJson;
import io.meseta.runtime.flags.Flag;
import io.meseta.runtime.flags.FlagTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code COMPATIBILITY.md} lists everything, and what it says is so. */
class CompatibilityLedgerTest {

  private static final Set<String> STATUSES = Set.of("done", "differs", "501", "not yet", "out");

  @TempDir Path directory;

  @Test
  void listsEveryCallAndEvent() throws Exception {
    var scheduler = org.apache.mesos.v1.scheduler.Protos.Call.Type.getDescriptor();
    lists("Scheduler calls", names(scheduler));
    lists(
        "Scheduler events", names(org.apache.mesos.v1.scheduler.Protos.Event.Type.getDescriptor()));
    lists("Executor calls", names(org.apache.mesos.v1.executor.Protos.Call.Type.getDescriptor()));
    lists("Executor events", names(org.apache.mesos.v1.executor.Protos.Event.Type.getDescriptor()));
    lists(
        "Operator calls of the master",
        names(org.apache.mesos.v1.master.Protos.Call.Type.getDescriptor()));
    lists(
        "Operator calls of the agent",
        names(org.apache.mesos.v1.agent.Protos.Call.Type.getDescriptor()));
    lists(
        "libprocess messages",
        Messages.getDescriptor().getMessageTypes().stream()
            .map(message -> message.getName())
            .collect(Collectors.toSet()));
  }

  @Test
  void listsEveryFlagAndWhetherItHasAnEffect() throws Exception {
    agree(Ledger.section("Flags of the master"), MasterFlags.TABLE);
    agree(Ledger.section("Flags of the agent"), AgentFlags.TABLE);
  }

  @Test
  void listsEveryEndpointThatIsMissing() throws Exception {
    Set<String> refused =
        Ledger.section("Endpoints of the master").stream()
            .filter(row -> row.status().equals("501"))
            .map(Row::name)
            .collect(Collectors.toSet());
    assertThat(refused).isEqualTo(new TreeSet<>(NotYet.paths()));
  }

  @Test
  void namesTestsThatExist() throws Exception {
    Set<String> tests = Ledger.tests();
    for (Row row : Ledger.rows()) {
      assertThat(STATUSES).as(row.name()).contains(row.status());
      assertThat(tests).as(row.section() + ": " + row.name()).containsAll(row.tests());
      if (row.status().equals("done") || row.status().equals("differs")) {
        assertThat(row.tests()).as(row.section() + ": " + row.name()).isNotEmpty();
      }
    }
  }

  @Test
  void whatIsNotServedAnswers501() throws Exception {
    try (WireCluster cluster = WireCluster.start(directory).withAgent(WireCluster.RESOURCES);
        ScriptedScheduler scheduler =
            ScriptedScheduler.subscribe(cluster.port(), "{\"user\":\"root\",\"name\":\"x\"}")) {
      for (Row row : Ledger.rows()) {
        if (row.status().equals("501")) {
          boolean agent = row.section().endsWith("of the agent");
          int port = agent ? cluster.agentPort(1) : cluster.port();
          RawHttp.Answer answer = RawHttp.exchange(port, request(row, scheduler)).orElseThrow();
          assertThat(answer.status())
              .as(row.section() + ": " + row.name() + answer.text())
              .isEqualTo(501);
          assertThat(answer.text()).as(row.name()).isNotEmpty();
        }
      }
    }
  }

  /** Calls with all they need, endpoints with the first method that they take. */
  private static String request(Row row, ScriptedScheduler scheduler) {
    return switch (row.section()) {
      case "Scheduler calls" -> post("/api/v1/scheduler", schedulerCall(row.name(), scheduler));
      case "Operator calls of the master" ->
          post(
              "/api/v1",
              call(org.apache.mesos.v1.master.Protos.Call.newBuilder(), row.name()).build());
      case "Operator calls of the agent" ->
          post(
              "/api/v1",
              call(org.apache.mesos.v1.agent.Protos.Call.newBuilder(), row.name()).build());
      default ->
          (row.name().matches(POSTED) ? "POST " : "GET ")
              + row.name()
              + " HTTP/1.1\r\nHost: x\r\n\r\n";
    };
  }

  private static final String POSTED =
      "/(un)?reserve|/(create|destroy)-volumes|/machine/.*|/api/v1.*";

  private static Message schedulerCall(String type, ScriptedScheduler scheduler) {
    var call = org.apache.mesos.v1.scheduler.Protos.Call.newBuilder();
    call(call, type);
    call.setFrameworkId(scheduler.id());
    if (call.hasUpdateFramework()) {
      call.getUpdateFrameworkBuilder().getFrameworkInfoBuilder().setId(scheduler.id());
    }
    return call.build();
  }

  private static String post(String path, Message call) {
    String body = new String(MesosJson.writeBytes(call), StandardCharsets.UTF_8);
    return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.getBytes(StandardCharsets.UTF_8).length, body);
  }

  private static Message.Builder call(Message.Builder call, String type) {
    FieldDescriptor field = call.getDescriptorForType().findFieldByName("type");
    call.setField(field, field.getEnumType().findValueByName(type));
    FieldDescriptor body =
        call.getDescriptorForType().findFieldByName(type.toLowerCase(Locale.ROOT));
    if (body != null) {
      fill(call.getFieldBuilder(body));
    }
    return call;
  }

  /** Whatever must be there, and the agent, which some calls insist on as well. */
  private static void fill(Message.Builder message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean needed = field.isRequired() || field.getName().equals("agent_id");
      if (needed && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        fill(message.getFieldBuilder(field));
      } else if (needed) {
        message.setField(field, something(field));
      }
    }
  }

  private static Object something(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> "x";
      case BYTE_STRING -> ByteString.copyFromUtf8("0123456789abcdef");
      case INT -> 1;
      case LONG -> 1L;
      case DOUBLE -> 1.0;
      case FLOAT -> 1f;
      case BOOLEAN -> true;
      case ENUM -> field.getEnumType().getValues().getLast();
      case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
    };
  }

  private static Set<String> names(EnumDescriptor type) {
    return type.getValues().stream()
        .map(EnumValueDescriptor::getName)
        .filter(name -> !name.equals("UNKNOWN"))
        .collect(Collectors.toSet());
  }

  private static void lists(String section, Set<String> names) throws Exception {
    List<String> listed = Ledger.section(section).stream().map(Row::name).toList();
    assertThat(listed).as(section).containsExactlyInAnyOrderElementsOf(names);
  }

  private static void agree(List<Row> rows, FlagTable table) {
    List<String> said = rows.stream().map(row -> row.name() + " " + row.status()).toList();
    List<String> known =
        table.flags().stream().map(flag -> flag.name() + " " + status(flag)).toList();
    assertThat(said).containsExactlyInAnyOrderElementsOf(known);
  }

  private static String status(Flag<?> flag) {
    return flag.note().effective() ? "done" : "not yet";
  }
}
