package io.meseta.master.api.scheduler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Locale;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Call.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CallValidationTest {

  private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f").build();

  @Test
  void wantsAType() {
    assertThat(CallValidation.error(Call.getDefaultInstance()))
        .hasValue("Expecting 'type' to be present");
  }

  @ParameterizedTest
  @EnumSource(value = Type.class, mode = Mode.EXCLUDE, names = "SUBSCRIBE")
  void wantsAFramework(Type type) {
    assertThat(CallValidation.error(Call.newBuilder().setType(type).build()))
        .hasValue("Expecting 'framework_id' to be present");
  }

  @ParameterizedTest
  @EnumSource(
      value = Type.class,
      mode = Mode.EXCLUDE,
      names = {"UNKNOWN", "SUBSCRIBE", "TEARDOWN", "REVIVE", "SUPPRESS"})
  void wantsTheMessageOfTheCall(Type type) {
    Call call = Call.newBuilder().setType(type).setFrameworkId(FRAMEWORK).build();

    assertThat(CallValidation.error(call))
        .hasValue("Expecting '" + type.name().toLowerCase(Locale.ROOT) + "' to be present");
  }

  @ParameterizedTest
  @EnumSource(
      value = Type.class,
      names = {"TEARDOWN", "REVIVE", "SUPPRESS"})
  void takesSomeCallsWithoutAMessage(Type type) {
    Call call = Call.newBuilder().setType(type).setFrameworkId(FRAMEWORK).build();

    assertThat(CallValidation.error(call)).isEmpty();
  }

  @Test
  void takesOnlyUuidsOfSixteenBytesThatAreNotNil() {
    assertThat(CallValidation.error(acknowledge(new byte[16]))).hasValue("Not a valid UUID");
    assertThat(CallValidation.error(acknowledge(new byte[] {1}))).hasValue("Not a valid UUID");
    assertThat(CallValidation.error(acknowledge("0123456789abcdef".getBytes(UTF_8)))).isEmpty();
  }

  private static Call acknowledge(byte[] uuid) {
    Call.Builder call = Call.newBuilder().setType(Type.ACKNOWLEDGE).setFrameworkId(FRAMEWORK);
    call.getAcknowledgeBuilder()
        .setAgentId(AgentID.newBuilder().setValue("a"))
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .setUuid(ByteString.copyFrom(uuid));
    return call.build();
  }
}
