package io.meseta.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.meseta.protocol.MessageTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescriptorTest {
  /** What Mesos has added since 1.11, and AgentInfo.checkpoint, which its v1 carries unnamed. */
  private static final List<String> ADDED =
      List.of(
          "CapabilityInfo.Capability BPF = 1039",
          "CapabilityInfo.Capability CHECKPOINT_RESTORE = 1040",
          "CapabilityInfo.Capability PERFMON = 1038",
          "ResourceStatistics LABEL_OPTIONAL TYPE_MESSAGE .Value.Range net_ephemeral_ports = 55",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 mem_kmem_tcp_usage_bytes = 53",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 mem_kmem_usage_bytes = 52",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 net_rx_burst_rate_limit = 50",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 net_rx_burst_size = 51",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 net_rx_rate_limit = 49",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 net_tx_burst_rate_limit = 47",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 net_tx_burst_size = 48",
          "ResourceStatistics LABEL_OPTIONAL TYPE_UINT64 net_tx_rate_limit = 46");

  private static final Set<String> ADDED_TO_V1 =
      Set.of(
          "mesos.v1.AgentInfo LABEL_OPTIONAL TYPE_BOOL checkpoint = 7",
          "mesos.v1.MasterInfo.Capability.Type QUOTA_V2 = 3");

  @Test
  void everyFieldAndEnumValueIsThatOfMesos() throws IOException {
    Set<String> ours = new LinkedHashSet<>();
    Set<String> theirs = new LinkedHashSet<>();
    try (Oracle oracle = new Oracle()) {
      for (Class<?> outer : MessageTypes.PUBLIC) {
        ours.addAll(lines(MessageTypes.file(outer).toProto()));
        theirs.addAll(lines(oracle.file(outer)));
      }
    }
    assertThat(theirs).hasSizeGreaterThan(2500);

    Set<String> lost = new LinkedHashSet<>(theirs);
    lost.removeAll(ours);
    assertThat(lost).isEmpty();

    Set<String> added = new LinkedHashSet<>(ours);
    added.removeAll(theirs);
    // Two new messages, and the field that holds them.
    added.removeIf(line -> line.contains(".ResourceStatistics.Rate"));
    Set<String> allowed = new LinkedHashSet<>(ADDED_TO_V1);
    for (String line : ADDED) {
      allowed.add("mesos." + line.replace(" .", " .mesos."));
      allowed.add("mesos.v1." + line.replace(" .", " .mesos.v1."));
    }
    assertThat(added).containsExactlyInAnyOrderElementsOf(allowed);
  }

  private static List<String> lines(FileDescriptorProto file) {
    List<String> lines = new ArrayList<>();
    file.getMessageTypeList().forEach(type -> collect(file.getPackage(), type, lines));
    file.getEnumTypeList().forEach(type -> collect(file.getPackage(), type, lines));
    return lines;
  }

  private static void collect(String scope, DescriptorProto type, List<String> lines) {
    String name = scope + "." + type.getName();
    lines.add("message " + name);
    for (FieldDescriptorProto field : type.getFieldList()) {
      lines.add(name + " " + describe(type, field));
    }
    type.getNestedTypeList().forEach(nested -> collect(name, nested, lines));
    type.getEnumTypeList().forEach(nested -> collect(name, nested, lines));
  }

  private static String describe(DescriptorProto type, FieldDescriptorProto field) {
    StringBuilder line = new StringBuilder();
    line.append(field.getLabel()).append(' ').append(field.getType()).append(' ');
    if (field.hasTypeName()) {
      line.append(field.getTypeName()).append(' ');
    }
    line.append(field.getName()).append(" = ").append(field.getNumber());
    if (field.hasDefaultValue()) {
      line.append(" default ").append(field.getDefaultValue());
    }
    if (field.getOptions().getDeprecated()) {
      line.append(" deprecated");
    }
    if (field.hasOneofIndex()) {
      line.append(" in ").append(type.getOneofDecl(field.getOneofIndex()).getName());
    }
    return line.toString();
  }

  private static void collect(String scope, EnumDescriptorProto type, List<String> lines) {
    String name = scope + "." + type.getName();
    type.getValueList()
        .forEach(value -> lines.add(name + " " + value.getName() + " = " + value.getNumber()));
  }
}
