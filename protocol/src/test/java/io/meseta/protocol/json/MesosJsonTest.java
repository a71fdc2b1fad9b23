package io.meseta.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.v0.Dialect;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.OfferFilters;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MesosJsonTest {
  @Test
  void writesExplicitDefaultsButNotDeprecatedOnes() {
    assertThat(MesosJson.write(FrameworkInfo.newBuilder().setUser("u").setName("n").build()))
        .isEqualTo("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false}");
    assertThat(MesosJson.write(Filters.getDefaultInstance())).isEqualTo("{\"refuse_seconds\":5.0}");
  }

  @Test
  void writesBytesEnumsIntegersAndMaps() {
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue("a/b\"\\\n\u001fü"))
            .setState(TaskState.TASK_LOST)
            .setUuid(ByteString.copyFromUtf8("\u0000\u0001??>"))
            .setTimestamp(1.7e9 + 0.25)
            .build();
    assertThat(MesosJson.write(status))
        .isEqualTo(
            "{\"task_id\":{\"value\":\"a/b\\\"\\\\\\n\\u001Fü\"},\"state\":\"TASK_LOST\","
                + "\"timestamp\":1700000000.25,\"uuid\":\"AAE/Pz4=\"}");
    MasterInfo master =
        MasterInfo.newBuilder().setId("m").setIp((int) 4294967295L).setPort(5050).build();
    assertThat(MesosJson.write(master)).contains("\"ip\":4294967295,\"port\":5050");
    FrameworkInfo framework =
        FrameworkInfo.newBuilder()
            .setUser("u")
            .setName("n")
            .putOfferFilters("r", OfferFilters.getDefaultInstance())
            .build();
    assertThat(MesosJson.write(framework)).endsWith("\"offer_filters\":{\"r\":{}}}");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.0",
    "-0.0,-0.0",
    "15,15.0",
    "0.1,0.1",
    "-2.5,-2.5",
    "1e7,10000000.0",
    "1e20,100000000000000000000.0",
    "1e21,1e21",
    "1.5e300,1.5e300",
    "0.001,0.001",
    "1e-5,0.00001",
    "1.25e-6,0.00000125",
    "1e-7,1e-7",
    "-1.5e-9,-1.5e-9",
    "123456789012345680,123456789012345680.0",
    "1764000000.123456,1764000000.123456",
  })
  void writesDoublesWithShortestDigits(double value, String expected) {
    assertThat(JsonNumbers.format(value)).isEqualTo(expected);
    assertThat(Double.parseDouble(JsonNumbers.format(value))).isEqualTo(value);
  }

  @Test
  void writesAndReadsTheNamesOfV0() throws MesosJsonException {
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue("t"))
            .setState(TaskState.TASK_LOST)
            .setAgentId(AgentID.newBuilder().setValue("a"))
            .setSource(TaskStatus.Source.SOURCE_AGENT)
            .setReason(TaskStatus.Reason.REASON_AGENT_DISCONNECTED)
            .build();
    byte[] json = MesosJson.writeBytes(status, Dialect.V0);
    assertThat(json)
        .asString(UTF_8)
        .isEqualTo(
            "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"source\":\"SOURCE_SLAVE\","
                + "\"reason\":\"REASON_SLAVE_DISCONNECTED\",\"slave_id\":{\"value\":\"a\"}}");
    TaskStatus.Builder read = TaskStatus.newBuilder();
    MesosJson.read(json, read, Dialect.V0);
    assertThat(read.build()).isEqualTo(status);
  }

  @Test
  void readsLeniently() throws MesosJsonException {
    Call.Builder call = Call.newBuilder();
    read(
        "{\"type\":\"NEW_IN_2.0\",\"unknown\":{\"a\":[1,{}]},\"framework_id\":null,"
            + "\"accept\":{\"offer_ids\":{\"value\":\"o\"},\"filters\":{\"refuse_seconds\":\" 7 \"}},"
            + "\"revive\":{\"roles\":[null,[\"a\"],\"b\"]},"
            + "\"message\":{\"data\":\"\\n AAE \"},"
            + "\"subscribe\":{\"framework_info\":{\"user\":\"\",\"name\":\"\",\"checkpoint\":\"true\","
            + "\"failover_timeout\":\"-Infinity\",\"capabilities\":[{\"type\":\"X\"}]}}}",
        call,
        false);
    assertThat(call.hasType()).isFalse();
    assertThat(call.hasFrameworkId()).isFalse();
    assertThat(call.getAccept().getOfferIdsList()).singleElement().hasToString("value: \"o\"\n");
    assertThat(call.getAccept().getFilters().getRefuseSeconds()).isEqualTo(7.0);
    assertThat(call.getRevive().getRolesList()).containsExactly("a", "b");
    assertThat(call.getMessage().getData().toByteArray()).containsExactly(0, 1);
    FrameworkInfo framework = call.getSubscribe().getFrameworkInfo();
    assertThat(framework.getCheckpoint()).isTrue();
    assertThat(framework.getFailoverTimeout()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(framework.getCapabilities(0).hasType()).isFalse();
  }

  @Test
  void takesTheLastOfTwoMembersOfOneName() throws MesosJsonException {
    Call.Builder call = Call.newBuilder();
    read(
        "{\"revive\":{\"roles\":[\"a\"],\"roles\":[\"b\"]},\"suppress\":{\"roles\":[\"x\"]},"
            + "\"suppress\":{}}",
        call,
        true);
    assertThat(call.getRevive().getRolesList()).containsExactly("b");
    assertThat(call.getSuppress().getRolesCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "-1,4294967295",
    "4294967295,4294967295",
    "1.9,1",
    "'\"017\"',17",
    "1.,1",
    "1e3,1000",
    "007,7",
  })
  void readsIntegersAsMesosDoes(String json, long expected) throws MesosJsonException {
    MasterInfo.Builder master = MasterInfo.newBuilder();
    read("{\"id\":\"\",\"port\":1,\"ip\":" + json + "}", master, true);
    assertThat(Integer.toUnsignedLong(master.getIp())).isEqualTo(expected);
  }

  @Test
  void toleratesBytesThatAreNotUtf8() throws MesosJsonException {
    TaskID.Builder task = TaskID.newBuilder();
    byte[] json = "{\"value\":\"a?b\"}".getBytes(UTF_8);
    json[11] = (byte) 0xff;
    MesosJson.read(json, task);
    assertThat(task.getValue()).isEqualTo("a\ufffdb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|Expecting a JSON object",
        "\"x\"|Expecting a JSON object",
        "{\"type\":5}|Not expecting a JSON number for field 'type'",
        "{\"kill\":{}}|Missing required fields: kill.task_id",
        "{\"kill\":{\"task_id\":\"x\"}}|Not expecting a JSON string for field 'task_id'",
        "{\"kill\":{\"task_id\":{\"value\":1}}}|Not expecting a JSON number for field 'value'",
        "{\"kill\":{\"task_id\":[{}]}}|Not expecting a JSON array for field 'task_id'",
        "{\"type\":{}}|Not expecting a JSON object for field 'type'",
        "{\"type\":true}|Not expecting a JSON boolean for field 'type'",
        "{\"accept\":{\"filters\":{\"refuse_seconds\":\"abc\"}}}|Failed to parse 'abc' as a JSON"
            + " number for field 'refuse_seconds': syntax error at line 1 near: abc",
        "{\"accept\":{\"filters\":{\"refuse_seconds\":\"true\"}}}|Failed to parse 'true' as a JSON"
            + " number for field 'refuse_seconds': Unexpected JSON type parsed",
        "{\"acknowledge\":{\"uuid\":\"!!\"}}|Failed to base64 decode bytes field 'uuid': Invalid"
            + " character '!'",
        "{\"subscribe\":{\"framework_info\":{}}}|Missing required fields:"
            + " subscribe.framework_info.user, subscribe.framework_info.name",
        "{\"subscribe\":{\"framework_info\":{\"labels\":{\"labels\":[{}]},\"user\":\"\",\"name\":\"\"}}}|"
            + "Missing required fields: subscribe.framework_info.labels.labels[0].key",
      })
  void answersWhatDoesNotFitAsMesosDoes(String json, String expected) {
    assertThatThrownBy(() -> MesosJson.read(json.getBytes(UTF_8), Call.newBuilder()))
        .isInstanceOfSatisfying(
            MesosJsonException.class,
            e ->
                assertThat(e.answer("Call"))
                    .isEqualTo("Failed to convert JSON into Call protobuf: " + expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "``|syntax error at line 1 near: ",
        "{|syntax error at line 1 near: ",
        "{\"type\":|syntax error at line 1 near: ",
        "{\"type\":\"SUBSCRIBE\"} x|Parsed JSON included non-whitespace trailing characters:  x",
        "{}{}|Parsed JSON included non-whitespace trailing characters: {}",
        "{\"type\":abc}|syntax error at line 1 near: abc}",
        "{\"type\":5|syntax error at line 1 near: ",
        "`{\n\n  \"a\" 5,\n}`|syntax error at line 3 near: 5,",
        "{'a':1}|syntax error at line 1 near: 'a':1}",
        "{\"accept\":{\"filters\":{\"refuse_seconds\":1e999}}}|Value out of range",
      })
  void answersBrokenJsonAsMesosDoes(String json, String expected) {
    assertThatThrownBy(() -> MesosJson.read(json.getBytes(UTF_8), Call.newBuilder()))
        .isInstanceOfSatisfying(
            MesosJsonException.class,
            e ->
                assertThat(e.answer("Call"))
                    .isEqualTo("Failed to parse body into JSON: " + expected));
  }

  @Test
  void saysWhereTheMisfitStands() {
    assertThatThrownBy(() ->
            MesosJson.read(
                "{\"kill\":{\"task_id\":{\"value\":1}}}".getBytes(UTF_8), Call.newBuilder()))
        .extracting("path")
        .isEqualTo("kill.task_id.value");
  }

  @Test
  void stopsAtTheDepthLimit() {
    String deep = "{\"parent\":".repeat(MesosJson.MAX_DEPTH + 1);
    assertThatThrownBy(() -> MesosJson.read(deep.getBytes(UTF_8), ContainerID.newBuilder()))
        .isInstanceOf(MesosJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967296", "-2147483649", "18446744073709551616", "1e30"})
  void refusesIntegersThatDoNotFit(String number) {
    String json = "{\"id\":\"\",\"port\":1,\"ip\":" + number + "}";
    assertThatThrownBy(() -> MesosJson.read(json.getBytes(UTF_8), MasterInfo.newBuilder()))
        .hasMessageEndingWith(" is out of range for field 'ip'");
  }

  private static void read(String json, Message.Builder builder, boolean complete)
      throws MesosJsonException {
    try {
      MesosJson.read(json.getBytes(UTF_8), builder);
    } catch (MesosJsonException e) {
      if (complete || !String.valueOf(e.getMessage()).startsWith("Missing required")) {
        throw e;
      }
    }
  }
}
