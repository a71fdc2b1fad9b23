package io.meseta.protocol.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.meseta.protocol.v0.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the writer and the reader need to know of a message type, worked out once per dialect. */
final class MessageTable {
  private static final Map<Descriptor, MessageTable> V0_TABLES = new ConcurrentHashMap<>();
  private static final Map<Descriptor, MessageTable> V1_TABLES = new ConcurrentHashMap<>();

  /** Mesos writes these messages by hand, and their lists even if they are empty. */
  private static final Pattern EMPTY_LISTS_WRITTEN =
      Pattern.compile(
          "mesos\\.v1\\.(master|agent)\\.Response\\.Get(Tasks|Executors|Frameworks|Agents)");

  /** In order of declaration, which is the order of Mesos' output. */
  final List<FieldTable> fields;

  private final Map<String, FieldTable> byName = new HashMap<>();

  private MessageTable(Descriptor type, Dialect dialect) {
    boolean emptyLists = EMPTY_LISTS_WRITTEN.matcher(type.getFullName()).matches();
    fields =
        type.getFields().stream()
            .map((FieldDescriptor field) -> new FieldTable(field, dialect, emptyLists))
            .collect(Collectors.toUnmodifiableList());
    fields.forEach(field -> byName.put(field.name.getValue(), field));
  }

  static MessageTable of(Descriptor type, Dialect dialect) {
    Map<Descriptor, MessageTable> tables = dialect == Dialect.V0 ? V0_TABLES : V1_TABLES;
    MessageTable known = tables.get(type);
    return known != null
        ? known
        : tables.computeIfAbsent(type, absent -> new MessageTable(absent, dialect));
  }

  @Nullable FieldTable field(String name) {
    return byName.get(name);
  }
}
