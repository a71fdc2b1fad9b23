package io.meseta.protocol;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every generated message class of this module. */
public final class MessageTypes {
  /** Outer classes that Apache Mesos has under the same names. */
  public static final List<Class<?>> PUBLIC =
      List.of(
          org.apache.mesos.Protos.class,
          org.apache.mesos.executor.Protos.class,
          org.apache.mesos.scheduler.Protos.class,
          org.apache.mesos.v1.Protos.class,
          org.apache.mesos.v1.agent.Protos.class,
          org.apache.mesos.v1.allocator.Protos.class,
          org.apache.mesos.v1.executor.Protos.class,
          org.apache.mesos.v1.maintenance.Protos.class,
          org.apache.mesos.v1.master.Protos.class,
          org.apache.mesos.v1.quota.Protos.class,
          org.apache.mesos.v1.resource_provider.Protos.class,
          org.apache.mesos.v1.scheduler.Protos.class);

  private static final List<Class<?>> INTERNAL =
      List.of(
          io.meseta.protocol.internal.AgentStates.class,
          io.meseta.protocol.internal.Authentications.class,
          io.meseta.protocol.internal.Messages.class,
          io.meseta.protocol.internal.Registries.class,
          io.meseta.protocol.internal.ResourceProviderRegistries.class);

  private static final Map<String, Message> BY_NAME =
      all().stream().collect(Collectors.toMap(m -> m.getDescriptorForType().getFullName(), m -> m));

  private MessageTypes() {}

  /** Default instances of all messages, those of map entries left out. */
  public static List<Message> all() {
    List<Message> messages = new ArrayList<>(of(PUBLIC));
    messages.addAll(of(INTERNAL));
    return messages;
  }

  /** Default instances of the messages in some outer classes. */
  public static List<Message> of(List<Class<?>> outerClasses) {
    List<Message> messages = new ArrayList<>();
    outerClasses.forEach(outer -> collect(outer, messages));
    messages.sort(Comparator.comparing(message -> message.getClass().getName()));
    return messages;
  }

  /** The message with that full protobuf name. */
  public static Message named(String fullName) {
    return Optional.ofNullable(BY_NAME.get(fullName))
        .orElseThrow(() -> new AssertionError("There is no message " + fullName));
  }

  /** How many messages the descriptor declares, nested ones included. */
  public static int declared(FileDescriptor file) {
    return file.getMessageTypes().stream().mapToInt(MessageTypes::declared).sum();
  }

  /** The file that a generated outer class describes. */
  public static FileDescriptor file(Class<?> outer) {
    try {
      return (FileDescriptor) outer.getMethod("getDescriptor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static int declared(Descriptor type) {
    int nested = type.getNestedTypes().stream().mapToInt(MessageTypes::declared).sum();
    return nested + (type.getOptions().getMapEntry() ? 0 : 1);
  }

  private static void collect(Class<?> outer, List<Message> messages) {
    Arrays.stream(outer.getDeclaredClasses())
        .forEach(nested -> {
          if (Message.class.isAssignableFrom(nested)
              && !nested.isInterface()
              && nested != MapEntry.class) {
            messages.add(defaultInstance(nested));
          }
          collect(nested, messages);
        });
  }

  private static Message defaultInstance(Class<?> type) {
    try {
      return (Message) type.getMethod("getDefaultInstance").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
