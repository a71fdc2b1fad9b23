package io.meseta.agent.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

  private static final long SEED = Long.getLong("seed", 1);
  private static final int ROUNDS = 2_000;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  private final List<Function<RandomGenerator, LauncherMessage>> generators =
      List.of(
          r -> new LauncherMessage.Hello(r.nextInt()),
          r -> new LauncherMessage.Start(text(), spec()),
          r -> new LauncherMessage.Signal(text(), r.nextInt(), r.nextBoolean()),
          r -> new LauncherMessage.Collect(text()),
          r -> new LauncherMessage.ListContainers(),
          r -> new LauncherMessage.Shutdown(),
          r -> new LauncherMessage.Welcome(r.nextInt(), r.nextInt()),
          r -> new LauncherMessage.Started(r.nextInt()),
          r -> new LauncherMessage.ContainerList(entries()),
          r -> new LauncherMessage.Done(),
          r -> new LauncherMessage.Failed(text()),
          r -> new LauncherMessage.Exited(text(), new WaitStatus(r.nextInt(1 << 16))));

  private String text() {
    int[] points =
        IntStream.range(0, random.nextInt(12)).map(i -> random.nextInt(1, 0xd800)).toArray();
    return new String(points, 0, points.length);
  }

  private LaunchSpec spec() {
    List<String> arguments = new ArrayList<>();
    Map<String, String> environment = new HashMap<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      arguments.add(text());
      environment.put(text(), text());
    }
    String user = random.nextBoolean() ? null : "u" + text();
    return new LaunchSpec(text(), arguments, environment, Path.of("/" + text()), user);
  }

  private List<LauncherMessage.ContainerList.Entry> entries() {
    List<LauncherMessage.ContainerList.Entry> entries = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      WaitStatus exit = random.nextBoolean() ? null : new WaitStatus(random.nextInt(-1, 1 << 16));
      entries.add(new LauncherMessage.ContainerList.Entry(text(), random.nextInt(), exit));
    }
    return entries;
  }

  private static byte[] encode(LauncherMessage message) {
    ByteWriter out = new ByteWriter();
    MessageCodec.encode(message, out);
    return out.toBytes();
  }

  @Test
  void everyMessageSurvivesTheWire() throws LauncherProtocolException {
    assertThat(generators).hasSameSizeAs(LauncherMessage.class.getPermittedSubclasses());
    for (int round = 0; round < ROUNDS; round++) {
      LauncherMessage message = generators.get(round % generators.size()).apply(random);
      assertThat(MessageCodec.decode(new ByteReader(encode(message))))
          .as("seed %d round %d", SEED, round)
          .isEqualTo(message);
    }
  }

  @Test
  void damagedBytesAreRefusedOrReadAsAnotherMessage() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = encode(generators.get(round % generators.size()).apply(random));
      for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(MessageCodec.decode(new ByteReader(bytes))).isNotNull();
      } catch (LauncherProtocolException e) {
        assertThat(e.getMessage()).as("seed %d round %d", SEED, round).isNotBlank();
      }
    }
  }

  @Test
  void lengthsThatLieCostNothing() {
    byte[] bytes = {2, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 'x'};
    assertThatThrownBy(() -> MessageCodec.decode(new ByteReader(bytes)))
        .isInstanceOf(LauncherProtocolException.class)
        .hasMessage("wants 2147483647 bytes where 1 are left");
  }

  @Test
  void whatIsLeftOverIsAnError() {
    assertThatThrownBy(() -> MessageCodec.decode(new ByteReader(new byte[] {68, 0, 0})))
        .hasMessage("2 bytes too many");
  }
}
