package io.meseta.driver.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final TaskStatus STATUS =
      TaskStatus.newBuilder()
          .setTaskId(org.apache.mesos.Protos.TaskID.newBuilder().setValue("t1"))
          .setState(TaskState.TASK_GONE)
          .setTimestamp(1.5)
          .setHealthy(true)
          .setUuid(ByteString.copyFromUtf8("0123456789abcdef"))
          .setMessage("ümlaut")
          .build();

  @Test
  void readsWhatProtobufHasWritten() throws Exception {
    Message message = Message.parse(STATUS.toByteArray());
    assertThat(message.message(1).text(1)).contains("t1");
    assertThat(message.number(2)).hasValue(TaskState.TASK_GONE_VALUE);
    assertThat(message.real(6, 0)).isEqualTo(1.5);
    assertThat(message.number(8)).hasValue(1);
    assertThat(message.text(4)).contains("ümlaut");
    assertThat(message.bytes(11).orElseThrow()).hasSize(16);
    assertThat(message.has(5)).isFalse();
    assertThat(message.bytes(2)).as("not of this type").isEmpty();
    assertThat(message.real(99, 7)).isEqualTo(7);
  }

  @Test
  void writesWhatProtobufReads() throws Exception {
    byte[] written =
        new MessageWriter()
            .message(1, new MessageWriter().text(1, "t1"))
            .number(2, TaskState.TASK_GONE_VALUE)
            .text(4, "ümlaut")
            .real(6, 1.5)
            .number(8, 1)
            .bytes(11, "0123456789abcdef".getBytes())
            .toByteArray();
    assertThat(TaskStatus.parseFrom(written)).isEqualTo(STATUS);
  }

  @Test
  void writesNegativeAndLargeNumbers() throws Exception {
    for (long value : new long[] {0, 127, 128, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      byte[] written = new MessageWriter().number(3, value).toByteArray();
      assertThat(Message.parse(written).number(3)).hasValue(value);
    }
  }

  @Test
  void leavesOutFieldsAndKeepsUnknownOnes() throws Exception {
    byte[] unknown = new MessageWriter().fields(STATUS.toByteArray()).number(500, 7).toByteArray();
    byte[] left = Message.parse(unknown).without(11, 4).toByteArray();
    assertThat(TaskStatus.parseFrom(left).toBuilder().build().getUnknownFields().asMap())
        .containsOnlyKeys(500);
    TaskStatus known = TaskStatus.parseFrom(Message.parse(left).without(500).toByteArray());
    assertThat(known).isEqualTo(STATUS.toBuilder().clearUuid().clearMessage().build());
  }

  @Test
  void readsRepeatedFieldsInOrderAndTheLastOfSingleOnes() throws Exception {
    byte[] written = new MessageWriter().text(1, "a").text(2, "x").text(1, "b").toByteArray();
    assertThat(Message.parse(written).allTexts(1)).containsExactly("a", "b");
    assertThat(Message.parse(written).text(1)).contains("b");
  }

  @Test
  void refusesWhatIsNoMessage() {
    for (byte[] bytes :
        new byte[][] {
          {8},
          {10, 5, 1},
          {0},
          {11},
          {9, 1, 2},
          {13, 1},
          {10, -1, -1, -1, -1, 15},
          {8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
          {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}
        }) {
      assertThatThrownBy(() -> Message.parse(bytes))
          .as(Arrays.toString(bytes))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("Not a protobuf message");
    }
  }

  @Test
  void neverFailsInAnotherWayWhateverTheBytes() {
    long seed = Long.getLong("seed", 20260101L);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] offer = Offer.newBuilder().setHostname("h").buildPartial().toByteArray();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      System.arraycopy(offer, 0, bytes, 0, Math.min(bytes.length, random.nextInt(offer.length)));
      try {
        Message message = Message.parse(bytes);
        assertThat(message.without().toByteArray()).as("seed " + seed).isEqualTo(bytes);
      } catch (MalformedMessageException e) {
        assertThat(e).hasMessageContaining("byte");
      }
    }
  }
}
