package io.meseta.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;

/** Messages with random content: sparse, full, deep, with odd strings and numbers at the limits. */
public final class RandomMessages {
  private static final int MAX_DEPTH = 5;
  private static final String[] TEXTS = {
    "",
    "a",
    "task-1",
    "grüße",
    "日本",
    "\ud83d\ude00",
    "\"\\/\u0000\u001f\u007f\u2028",
    "*",
    "Infinity"
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    0.1,
    1e-7,
    1.0 / 3,
    15,
    1e21,
    1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1795406525.306015
  };
  private static final long[] LONGS = {0, 1, -1, 127, 128, 65536, Long.MAX_VALUE, Long.MIN_VALUE};
  private static final int[] INTS = {0, 1, -1, 127, 5051, Integer.MAX_VALUE, Integer.MIN_VALUE};

  /** Fields and enum values that Mesos 1.11 does not have. */
  private static final Pattern NEW =
      Pattern.compile(
          "mesos\\.(v1\\.)?(AgentInfo\\.checkpoint"
              + "|ResourceStatistics\\.(net_[rt]x_(rate|burst).*|mem_kmem.*|net_rate_st.*|net_eph.*)"
              + "|CapabilityInfo\\.Capability\\.(PERFMON|BPF|CHECKPOINT_RESTORE)"
              + "|MasterInfo\\.Capability\\.Type\\.QUOTA_V2)");

  private final RandomGenerator random;
  private final boolean withNew;

  private RandomMessages(RandomGenerator random, boolean withNew) {
    this.random = random;
    this.withNew = withNew;
  }

  /** The seed of {@code -Dseed=}, or always the same; printed with what fails. */
  public static RandomMessages seeded() {
    long seed = Long.getLong("seed", 1);
    System.out.println("Repeat with -Dseed=" + seed);
    return new RandomMessages(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), true);
  }

  /** The same source, but only what Mesos 1.11 knows. */
  public RandomMessages asOfMesos111() {
    return new RandomMessages(random, false);
  }

  /** A complete message of the type. */
  public Message next(Message type) {
    return next(type.newBuilderForType(), 0);
  }

  private Message next(Message.Builder builder, int depth) {
    double density = depth < 2 ? 0.7 : 0.35;
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      boolean wanted = depth < MAX_DEPTH && random.nextDouble() < density;
      OneofDescriptor oneof = field.getContainingOneof();
      boolean taken = oneof != null && builder.hasOneof(oneof);
      if (field.isRequired() || wanted && !taken && known(field.getFullName())) {
        fill(builder, field, depth);
      }
    }
    return builder.build();
  }

  private void fill(Message.Builder builder, FieldDescriptor field, int depth) {
    if (field.isMapField()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        Message.Builder entry = builder.newBuilderForField(field);
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        FieldDescriptor value = field.getMessageType().findFieldByName("value");
        entry.setField(key, "key" + i).setField(value, value(entry, value, depth + 1));
        builder.addRepeatedField(field, entry.build());
      }
    } else if (field.isRepeated()) {
      for (int i = random.nextInt(3); i > 0; i--) {
        builder.addRepeatedField(field, value(builder, field, depth + 1));
      }
    } else {
      builder.setField(field, value(builder, field, depth + 1));
    }
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    switch (field.getJavaType()) {
      case INT:
        return INTS[random.nextInt(INTS.length)];
      case LONG:
        return LONGS[random.nextInt(LONGS.length)];
      case FLOAT:
        return (float) random.nextDouble();
      case DOUBLE:
        return random.nextBoolean() ? DOUBLES[random.nextInt(DOUBLES.length)] : random.nextDouble();
      case BOOLEAN:
        return random.nextBoolean();
      case STRING:
        return TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING:
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
      case ENUM:
        List<EnumValueDescriptor> values =
            field.getEnumType().getValues().stream()
                .filter(each -> known(field.getEnumType().getFullName() + "." + each.getName()))
                .toList();
        return values.get(random.nextInt(values.size()));
      case MESSAGE:
        return next(builder.newBuilderForField(field), depth);
    }
    throw new AssertionError(field);
  }

  private boolean known(String fullName) {
    return withNew || !NEW.matcher(fullName).matches();
  }
}
