package io.meseta.e2e.libprocess;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that differ between a recording and our run: ids and addresses. */
final class Vocabulary {

  private final Map<String, String> ours = new LinkedHashMap<>();

  /** What the recording calls the one, we call the other. */
  void learn(String recorded, String our) {
    ours.put(recorded, our);
  }

  /** Whether the recording's name is known. */
  boolean knows(String recorded) {
    return ours.containsKey(recorded);
  }

  /** A recorded message in our names. */
  <M extends Message> M toOurs(M message) {
    return rewrite(message);
  }

  private <M extends Message> M rewrite(M message) {
    Message.Builder builder = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.isRepeated() && !field.isMapField()) {
            List<?> values = (List<?>) value;
            for (int i = 0; i < values.size(); i++) {
              builder.setRepeatedField(field, i, rewrite(field, values.get(i)));
            }
          } else if (!field.isRepeated()) {
            builder.setField(field, rewrite(field, value));
          }
        });
    @SuppressWarnings("unchecked") // a builder builds what it was made from
    M rewritten = (M) builder.build();
    return rewritten;
  }

  private Object rewrite(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case MESSAGE -> rewrite((Message) value);
      case STRING -> rewrite((String) value);
      default -> value;
    };
  }

  private String rewrite(String text) {
    String whole = ours.get(text);
    if (whole != null) {
      return whole;
    }
    String rewritten = text;
    for (Map.Entry<String, String> name : ours.entrySet()) {
      rewritten = rewritten.replace(name.getKey(), name.getValue());
    }
    return rewritten;
  }
}
