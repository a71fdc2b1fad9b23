package io.meseta.protocol.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.meseta.protocol.MessageTypes;
import io.meseta.protocol.RandomMessages;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.v0.Dialect;
import io.meseta.protocol.v0.V0SchedulerCall;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final int ROUNDS = 3;

  private final RandomMessages random = RandomMessages.seeded();

  @Test
  void everyMessageTypeIsKnown() {
    int declared =
        Stream.concat(
                MessageTypes.PUBLIC.stream(),
                Stream.of(
                    io.meseta.protocol.internal.AgentStates.class,
                    io.meseta.protocol.internal.Authentications.class,
                    io.meseta.protocol.internal.Messages.class,
                    io.meseta.protocol.internal.Registries.class,
                    io.meseta.protocol.internal.ResourceProviderRegistries.class))
            .mapToInt(outer -> MessageTypes.declared(MessageTypes.file(outer)))
            .sum();
    assertThat(MessageTypes.all().size()).isEqualTo(declared).isGreaterThan(600);
  }

  @Test
  void everyMessageComesBackFromProtobuf() throws IOException {
    for (Message type : MessageTypes.all()) {
      for (int i = 0; i < ROUNDS; i++) {
        Message message = random.next(type);
        Message parsed = type.getParserForType().parseFrom(message.toByteArray());
        assertThat(parsed).as(name(type)).isEqualTo(message);
      }
    }
  }

  @Test
  void everyPublicMessageIsSerializedAsByMesos() throws IOException {
    RandomMessages known = random.asOfMesos111();
    try (Oracle oracle = new Oracle()) {
      for (Message type : MessageTypes.of(MessageTypes.PUBLIC)) {
        if (type.getClass().getName().contains("ResourceStatistics$Rate")) {
          continue;
        }
        for (int i = 0; i < ROUNDS; i++) {
          byte[] bytes = known.next(type).toByteArray();
          assertThat(oracle.parseAndSerialize(type.getClass(), bytes))
              .as(name(type))
              .isEqualTo(bytes);
        }
      }
    }
  }

  @Test
  void everyMessageComesBackFromJson() throws IOException {
    for (Message type : MessageTypes.all()) {
      for (Dialect dialect : Dialect.values()) {
        Message message = random.next(type);
        byte[] json = MesosJson.writeBytes(message, dialect);
        Message.Builder read = type.newBuilderForType();
        MesosJson.read(json, read, dialect);
        assertThat(read.build())
            .as("%s as %s", name(type), new String(json))
            .isEqualTo(withDefaults(message));
        assertThat(MesosJson.writeBytes(read.build(), dialect)).isEqualTo(json);
      }
    }
  }

  @Test
  void everySchedulerCallComesBackFromV0() throws IOException {
    Message type = org.apache.mesos.v1.scheduler.Protos.Call.getDefaultInstance();
    Message v0Type = org.apache.mesos.scheduler.Protos.Call.getDefaultInstance();
    for (int i = 0; i < 200; i++) {
      byte[] v1 = random.next(type).toByteArray();
      byte[] v0 = V0SchedulerCall.fromV1(v1, i % 2 == 0);
      assertThat(V0SchedulerCall.toV1(v0)).isEqualTo(v1);
      assertThat(v0Type.getParserForType().parseFrom(v0).toByteArray()).isEqualTo(v0);

      byte[] driver = random.next(v0Type).toByteArray();
      byte[] translated = V0SchedulerCall.toV1(driver);
      assertThat(type.getParserForType().parseFrom(translated).toByteArray()).isEqualTo(translated);
    }
  }

  /** JSON spells out explicit defaults, so what is read back has them set. */
  private static Message withDefaults(Message message) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean written = field.hasDefaultValue() && !field.getOptions().getDeprecated();
      if (field.isRepeated()) {
        List<?> values = (List<?>) message.getField(field);
        for (int i = 0; i < values.size() && isMessage(field); i++) {
          builder.setRepeatedField(field, i, withDefaults((Message) values.get(i)));
        }
      } else if (message.hasField(field) && isMessage(field)) {
        builder.setField(field, withDefaults((Message) message.getField(field)));
      } else if (!message.hasField(field) && written) {
        builder.setField(field, field.getDefaultValue());
      }
    }
    return builder.build();
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
  }

  private static String name(Message type) {
    return type.getDescriptorForType().getFullName();
  }
}
