package io.meseta.protocol.v0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.mesos.Protos.SlaveInfo;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V0Test {
  private static final org.apache.mesos.v1.scheduler.Protos.Call V1_SUBSCRIBE =
      org.apache.mesos.v1.scheduler.Protos.Call.newBuilder()
          .setType(org.apache.mesos.v1.scheduler.Protos.Call.Type.SUBSCRIBE)
          .setSubscribe(
              org.apache.mesos.v1.scheduler.Protos.Call.Subscribe.newBuilder()
                  .setFrameworkInfo(
                      org.apache.mesos.v1.Protos.FrameworkInfo.newBuilder()
                          .setUser("u")
                          .setName("n"))
                  .addSuppressedRoles("r".repeat(200))
                  .setOfferConstraints(
                      org.apache.mesos.v1.scheduler.Protos.OfferConstraints.getDefaultInstance()))
          .build();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void renumbersSubscribeBothWays(boolean force) throws IOException {
    byte[] v0 = V0SchedulerCall.fromV1(V1_SUBSCRIBE.toByteArray(), force);

    org.apache.mesos.scheduler.Protos.Call call =
        org.apache.mesos.scheduler.Protos.Call.parseFrom(v0);
    assertThat(call.getSubscribe().getFrameworkInfo().getName()).isEqualTo("n");
    assertThat(call.getSubscribe().getForce()).isEqualTo(force);
    assertThat(call.getSubscribe().getSuppressedRolesList()).containsExactly("r".repeat(200));
    assertThat(call.getSubscribe().hasOfferConstraints()).isTrue();
    assertThat(call.toByteArray()).isEqualTo(v0);
    assertThat(V0SchedulerCall.force(v0)).isEqualTo(force);
    assertThat(V0SchedulerCall.toV1(v0)).isEqualTo(V1_SUBSCRIBE.toByteArray());
  }

  @Test
  void leavesOtherCallsAlone() throws IOException {
    byte[] kill =
        org.apache.mesos.v1.scheduler.Protos.Call.newBuilder()
            .setKill(
                org.apache.mesos.v1.scheduler.Protos.Call.Kill.newBuilder()
                    .setTaskId(org.apache.mesos.v1.Protos.TaskID.newBuilder().setValue("t")))
            .build()
            .toByteArray();
    assertThat(V0SchedulerCall.fromV1(kill, true)).isEqualTo(kill);
    assertThat(V0SchedulerCall.toV1(kill)).isEqualTo(kill);
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    byte[] whole = V1_SUBSCRIBE.toByteArray();
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
    assertThatThrownBy(() -> V0SchedulerCall.toV1(cut))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Not a protobuf message: field 3 is longer than what is left");
    assertThatThrownBy(() -> V0SchedulerCall.force(new byte[] {0})).isInstanceOf(IOException.class);
  }

  @Test
  void carriesTheCheckpointFlagOfAnAgent() throws IOException {
    SlaveInfo slave = SlaveInfo.newBuilder().setHostname("h").setCheckpoint(true).build();
    assertThat(AgentInfo.parseFrom(slave.toByteArray()).getCheckpoint()).isTrue();
  }

  /** The renames are read off the two descriptor trees, so that the table cannot miss one. */
  @Test
  void namesEveryFieldAndEnumValueAsV0Does() {
    Map<String, FileDescriptor> v1ByV0Package =
        Map.of(
            "mesos", org.apache.mesos.v1.Protos.getDescriptor(),
            "mesos.scheduler", org.apache.mesos.v1.scheduler.Protos.getDescriptor(),
            "mesos.executor", org.apache.mesos.v1.executor.Protos.getDescriptor());
    Map<String, String> v0Names = new TreeMap<>();
    for (FileDescriptor v0 :
        new FileDescriptor[] {
          org.apache.mesos.Protos.getDescriptor(),
          org.apache.mesos.scheduler.Protos.getDescriptor(),
          org.apache.mesos.executor.Protos.getDescriptor()
        }) {
      v0.getMessageTypes().forEach(type -> collect(type, Dialect.V1, v0Names));
      v0.getEnumTypes().forEach(type -> collect(type, Dialect.V1, v0Names));
    }
    Map<String, String> v1Names = new TreeMap<>();
    for (FileDescriptor v1 : v1ByV0Package.values()) {
      v1.getMessageTypes().forEach(type -> collect(type, Dialect.V0, v1Names));
      v1.getEnumTypes().forEach(type -> collect(type, Dialect.V0, v1Names));
    }

    TreeSet<String> differences = new TreeSet<>(v0Names.keySet());
    differences.addAll(v1Names.keySet());
    differences.removeIf(key -> v1Names.getOrDefault(key, "").equals(v0Names.get(key)));
    assertThat(v0Names).hasSizeGreaterThan(1000);
    assertThat(differences)
        .containsExactly(
            "mesos.scheduler.APIResult 1 of type UINT32",
            "mesos.scheduler.APIResult 2 of type MESSAGE",
            "mesos.scheduler.APIResult 3 of type STRING",
            "mesos.scheduler.Call.Subscribe 2 of type BOOL",
            "mesos.scheduler.Call.Subscribe 2 of type STRING",
            "mesos.scheduler.Call.Subscribe 3 of type MESSAGE",
            "mesos.scheduler.Call.Subscribe 3 of type STRING",
            "mesos.scheduler.Call.Subscribe 4 of type MESSAGE");
  }

  private static void collect(Descriptor type, Dialect dialect, Map<String, String> names) {
    String typeName = v0TypeName(type.getFullName());
    for (FieldDescriptor field : type.getFields()) {
      names.put(
          typeName + " " + field.getNumber() + " of type " + field.getType(),
          dialect.fieldName(field));
    }
    type.getNestedTypes().forEach(nested -> collect(nested, dialect, names));
    type.getEnumTypes().forEach(nested -> collect(nested, dialect, names));
  }

  private static void collect(EnumDescriptor type, Dialect dialect, Map<String, String> names) {
    for (EnumValueDescriptor value : type.getValues()) {
      names.put(
          v0TypeName(type.getFullName()) + " = " + value.getNumber(), dialect.enumName(value));
    }
  }

  private static String v0TypeName(String name) {
    return name.replace("mesos.v1.", "mesos.")
        .replace("AgentInfo", "SlaveInfo")
        .replace("AgentID", "SlaveID");
  }
}
