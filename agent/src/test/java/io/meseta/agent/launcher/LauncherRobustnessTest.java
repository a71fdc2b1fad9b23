package io.meseta.agent.launcher;

import static io.meseta.agent.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.agent.Patience;
import io.meseta.agent.launcher.FrameChannel.Frame;
import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import io.meseta.core.ContainerId;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "containers are Linux processes")
class LauncherRobustnessTest {

  private static final long SEED = Long.getLong("seed", 1);

  @TempDir static Path directory;
  private static LauncherFixture fixture;
  private static LauncherDirectory place;

  @BeforeAll
  static void startLauncher() {
    fixture = LauncherFixture.in(directory);
    place = LauncherDirectory.within(fixture.options.runtimeDirectory());
    fixture.launcher.recover().join();
  }

  @AfterAll
  static void endLauncher() {
    fixture.close();
  }

  @Test
  void manyContainersLeaveNeitherDescriptorsNorZombiesNorThreads() {
    runMany(20);
    int launcher = fixture.link.launcherPid();
    Path descriptors = Path.of("/proc/" + launcher + "/fd");
    Path threads = Path.of("/proc/" + launcher + "/task");
    int descriptorsBefore = count(descriptors);
    int threadsBefore = count(threads);
    runMany(200);
    await()
        .untilAsserted(() -> {
          assertThat(count(descriptors)).isLessThanOrEqualTo(descriptorsBefore);
          assertThat(count(threads)).isLessThanOrEqualTo(threadsBefore + 1);
          assertThat(Proc.processes()).noneMatch(process -> process.parent() == launcher);
        });
  }

  private static void runMany(int count) {
    List<ContainerId> containers = new ArrayList<>();
    List<CompletableFuture<Integer>> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ContainerId container = LauncherFixture.newContainer();
      containers.add(container);
      starts.add(
          fixture.launcher.start(container, fixture.spec(container, "true", List.of("true"))));
    }
    starts.forEach(CompletableFuture::join);
    for (ContainerId container : containers) {
      assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.exited(0));
      fixture.launcher.collect(container).join();
    }
  }

  /**
   * Each look at /proc serves all that are to be killed then, and what is started does not wait.
   */
  @Test
  void manyContainersAreKilledTogether() {
    List<ContainerId> containers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      containers.add(fixture.start("sleep 1000 & sleep 1000"));
    }
    List<CompletableFuture<Void>> kills =
        containers.stream().map(fixture.launcher::destroy).toList();
    assertThat(fixture.run("exit 3")).isEqualTo(WaitStatus.exited(3));
    kills.forEach(CompletableFuture::join);
    containers.forEach(
        container -> assertThat(fixture.awaitExit(container)).isEqualTo(WaitStatus.signaled(9)));
  }

  private static int count(Path directory) {
    return Objects.requireNonNull(directory.toFile().list()).length;
  }

  @Test
  void malformedFramesCloseTheirConnectionAndHarmNobodyElse() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    ContainerId container = fixture.start("sleep 1000");
    int launcher = fixture.link.launcherPid();
    for (int round = 0; round < 100; round++) {
      byte[] garbage = new byte[random.nextInt(1, 200)];
      random.nextBytes(garbage);
      garbage[0] = (byte) (random.nextBoolean() ? 0 : garbage[0]);
      if (random.nextBoolean()) {
        sendAfterGreeting(garbage);
      } else {
        send(garbage);
      }
    }
    assertThat(fixture.run("exit 3")).as("seed %d", SEED).isEqualTo(WaitStatus.exited(3));
    assertThat(fixture.link.launcherPid()).isEqualTo(launcher);
    assertThat(fixture.exits).doesNotContainKey(container);
    fixture.launcher.destroy(container).join();
  }

  private static void send(byte[] garbage) throws IOException {
    try (SocketChannel socket = place.connect()) {
      socket.write(ByteBuffer.wrap(garbage));
    }
  }

  private static void sendAfterGreeting(byte[] garbage) throws IOException {
    try (SocketChannel socket = place.connect();
        FrameChannel frames = new FrameChannel(socket)) {
      frames.write(new Frame(1, new LauncherMessage.Hello(LauncherMessage.VERSION)));
      assertThat(frames.read().message()).isInstanceOf(LauncherMessage.Welcome.class);
      socket.write(ByteBuffer.wrap(garbage));
    }
  }

  /** As a path with a NUL in it, say: sent again after a reconnect it would be no better. */
  @Test
  void aRequestThatCannotBeReadIsRefusedAndTheNextIsServed() throws IOException {
    try (SocketChannel socket = place.connect();
        FrameChannel frames = new FrameChannel(socket)) {
      frames.write(new Frame(1, new LauncherMessage.Hello(LauncherMessage.VERSION)));
      assertThat(frames.read().message()).isInstanceOf(LauncherMessage.Welcome.class);
      socket.write(ByteBuffer.allocate(9).putInt(5).putInt(2).put((byte) 99).flip());
      frames.write(new Frame(3, new LauncherMessage.ListContainers()));
      assertThat(frames.read())
          .isEqualTo(new Frame(2, new LauncherMessage.Failed("unknown message type 99")));
      assertThat(frames.read().request()).isEqualTo(3);
    }
  }

  @Test
  void frameThatIsTooLongEndsTheConnection() throws IOException {
    try (SocketChannel socket = place.connect()) {
      socket.write(ByteBuffer.allocate(8).putInt(0, FrameChannel.MAX_FRAME_BYTES + 1));
      assertThat(isClosed(socket)).isTrue();
    }
  }

  @Test
  void otherVersionsAreToldWhichOneIsSpoken() throws IOException {
    try (FrameChannel frames = new FrameChannel(place.connect())) {
      frames.write(new Frame(1, new LauncherMessage.Hello(999)));
      LauncherMessage answer = frames.read().message();
      assertThat(((LauncherMessage.Failed) answer).reason())
          .endsWith("speaks version 1 of its protocol, not 999");
    }
  }

  @Test
  void exitsAreToldOnlyAfterTheWelcome() throws IOException {
    try (FrameChannel frames = new FrameChannel(place.connect())) {
      fixture.run("exit 0"); // the launcher has accepted both connections in turn by now
      frames.write(new Frame(1, new LauncherMessage.Hello(LauncherMessage.VERSION)));
      assertThat(frames.read().message()).isInstanceOf(LauncherMessage.Welcome.class);
      ContainerId container = fixture.start("exit 5");
      assertThat(frames.read())
          .isEqualTo(
              new Frame(
                  0, new LauncherMessage.Exited("agent1/" + container, WaitStatus.exited(5))));
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndTheOthersWorkOn() throws IOException {
    List<SocketChannel> idle = new ArrayList<>();
    try {
      boolean refused = false;
      while (!refused && idle.size() < 100) {
        SocketChannel socket = place.connect();
        idle.add(socket);
        refused = isClosed(socket);
      }
      assertThat(refused).isTrue();
      assertThat(fixture.run("exit 4")).isEqualTo(WaitStatus.exited(4));
    } finally {
      for (SocketChannel socket : idle) {
        socket.close();
      }
      Patience.await().until(LauncherRobustnessTest::takesConnections);
    }
  }

  /** The launcher notices one by one that connections were closed. */
  private static boolean takesConnections() throws IOException {
    try (SocketChannel socket = place.connect()) {
      return !isClosed(socket);
    }
  }

  /** Whether the other side has closed the socket; one that is open gives its greeting's answer. */
  private static boolean isClosed(SocketChannel socket) throws IOException {
    FrameChannel frames = new FrameChannel(socket);
    try {
      frames.write(new Frame(1, new LauncherMessage.Hello(LauncherMessage.VERSION)));
      frames.read();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void launcherIsSmallAndAlone() {
    ProcessStat launcher = ProcessStat.of(fixture.link.launcherPid());
    assertThat(launcher).isNotNull();
    assertThat(launcher.session()).as("not in our terminal's session").isEqualTo(launcher.pid());
    List<String> loaded =
        List.of(LauncherFixture.read(Path.of("/proc/" + launcher.pid() + "/cmdline")).split("\0"));
    String classPath = loaded.get(loaded.indexOf("-cp") + 1);
    assertThat(classPath).doesNotContain(File.pathSeparator);
    assertThat(Proc.environment(launcher.pid()))
        .allMatch(variable -> variable.isEmpty() || variable.matches("(LC_ALL|LC_CTYPE|LANG)=.*"));
  }
}
