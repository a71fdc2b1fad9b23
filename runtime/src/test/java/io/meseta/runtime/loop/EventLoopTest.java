package io.meseta.runtime.loop;

import static io.meseta.runtime.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.runtime.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class EventLoopTest {

  private final Counter core = new Counter();
  private final ManualJournal journal = new ManualJournal();
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private EventLoop<String, String, String> loop = loop().build();

  private EventLoopBuilder<String, String, String> loop() {
    return EventLoop.driving(core)
        .name("test-loop")
        .journal(journal, Counter::record)
        .effects(out::add)
        .observer(event -> out.add("saw " + event))
        .timeCommand(now -> "tick")
        .onFatal(fatal::set);
  }

  @AfterEach
  void stop() {
    journal.syncTo(Long.MAX_VALUE);
    loop.close();
  }

  private void start(String... commands) {
    for (String command : commands) {
      assertThat(loop.submit(command)).isEqualTo(Submission.ACCEPTED);
    }
    loop.start();
  }

  @Test
  void releasesEventsAndEffectsInTheOrderOfTheCommands() {
    start("ask 1", "say 2", "ask 3");

    await().until(() -> out.size() == 5);
    assertThat(out)
        .containsExactly(
            "saw passing ask 1", "told ask 1", "told say 2", "saw passing ask 3", "told ask 3");
  }

  @Test
  void tellsNothingBeforeItIsDurable() {
    start("say 1", "note 2", "say 3");
    await().until(() -> journal.groups.size() == 1);
    CompletableFuture<Integer> later = loop.snapshots(core.applied::size).latest();
    await().until(() -> out.contains("told say 1"));
    assertThat(out).containsExactly("told say 1");
    assertThat(later).isNotDone();

    journal.syncTo(1);

    await().until(() -> out.contains("told say 3"));
    assertThat(out)
        .containsExactly("told say 1", "saw durable note 2", "told note 2", "told say 3");
    assertThat(later).succeedsWithin(Patience.LIMIT).isEqualTo(1);
  }

  @Test
  void appendsTheDurableEventsOfABatchAsOneGroup() {
    start("note 1", "say 2", "note 3", "ask 4");

    await().until(() -> !journal.groups.isEmpty());
    assertThat(journal.groups).containsExactly(List.of("durable note 1", "durable note 3"));
  }

  @Test
  void goesOnWithCommandsWhileTheDiskIsBusy() {
    start("note 1");
    await().until(() -> journal.groups.size() == 1);

    loop.submit("note 2");

    await().until(() -> journal.groups.size() == 2);
    assertThat(out).isEmpty();
  }

  @Test
  void refusesCommandsBeyondTheLimitAndTakesThemAgainLater() throws Exception {
    loop = loop().limits(new LoopLimits(2, 1, 1)).build();
    start("note 1");
    await().until(() -> journal.groups.size() == 1);

    // One step is held and more may not be: the queue fills behind it.
    assertThat(loop.submit("note 2")).isEqualTo(Submission.ACCEPTED);
    assertThat(loop.submit("note 3")).isEqualTo(Submission.ACCEPTED);
    assertThat(loop.submit("note 4")).isEqualTo(Submission.FULL);
    CompletableFuture<Submission> patient = new CompletableFuture<>();
    Thread caller = Thread.startVirtualThread(() -> patient.complete(waiting("note 5")));
    await().until(() -> caller.getState() == Thread.State.WAITING);

    journal.syncTo(1);

    assertThat(patient).succeedsWithin(Patience.LIMIT).isEqualTo(Submission.ACCEPTED);
    assertThat(out).contains("told note 1").doesNotContain("told note 4");
  }

  @Test
  void stopsWhenTheJournalFails() {
    start("note 1");
    await().until(() -> journal.groups.size() == 1);

    journal.fail(new IOException("disk full"));

    await().until(() -> fatal.get() != null);
    assertThat(fatal.get()).hasMessage("the journal cannot be written: disk full");
    assertThat(loop.submit("say 2")).isEqualTo(Submission.STOPPED);
    assertThat(out).isEmpty();
  }

  @Test
  void stopsWhenTheCoreThrows() {
    Snapshots<Integer> pictures = loop.snapshots(core.applied::size);
    start("say 1", "break", "say 2");

    await().until(() -> fatal.get() != null);
    assertThat(fatal.get()).hasMessage("broken");
    assertThat(core.applied).isEmpty();
    assertThatThrownBy(() -> pictures.latest().get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("stopped");
    assertThat(waiting("say 3")).isEqualTo(Submission.STOPPED);
  }

  @Test
  void survivesASinkAndAnObserverThatThrow() {
    loop =
        loop()
            .observer(event -> {
              throw new IllegalStateException("observer");
            })
            .effects(effect -> {
              if (effect.equals("told ask 1")) {
                throw new IllegalStateException("sink");
              }
              out.add(effect);
            })
            .build();
    start("ask 1", "say 2");

    await().until(() -> out.contains("told say 2"));
    assertThat(fatal).hasNullValue();
  }

  @Test
  void tellsTheCoreWhenItsDeadlineHasCome() {
    core.wakeAt(Instant.now().plusMillis(5));
    start();

    await().until(() -> out.contains("told tick"));
    assertThat(out).containsOnlyOnce("told tick");
  }

  @Test
  void neverLetsTimeRunBackwards() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    AtomicInteger readings = new AtomicInteger();
    loop = loop().clock(() -> noon.minusSeconds(readings.getAndIncrement())).build();
    start("say 1", "say 2");

    await().until(() -> out.contains("told say 2"));
    assertThat(core.instants).isSorted();
  }

  @Test
  void takesOnePictureForAllWhoWait() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    List<String> shots = new CopyOnWriteArrayList<>();
    loop = loop().effects(effect -> holdUp(busy, free)).build();
    Snapshots<String> pictures =
        loop.snapshots(() -> {
          shots.add(Thread.currentThread().getName());
          return "picture";
        });
    start("say 1");
    busy.await();
    List<CompletableFuture<String>> readers =
        List.of(pictures.latest(), pictures.latest(), pictures.latest());
    CompletableFuture<String> renderer = readers.get(0).thenApply(p -> threadName());
    free.countDown();

    for (CompletableFuture<String> reader : readers) {
      assertThat(reader).succeedsWithin(Patience.LIMIT).isEqualTo("picture");
    }
    assertThat(shots).containsExactly("test-loop");
    assertThat(renderer).succeedsWithin(Patience.LIMIT).isNotEqualTo("test-loop");
  }

  @Test
  void carriesOutWhatIsQueuedBeforeItCloses() {
    start("note 1", "note 2", "say 3");
    Thread closer = Thread.startVirtualThread(loop::close);
    await().until(() -> loop.submit("say 4") == Submission.STOPPED);
    assertThat(closer.isAlive()).isTrue();

    journal.syncTo(2);

    await().until(() -> !closer.isAlive());
    assertThat(out).contains("told note 1", "told note 2", "told say 3");
    assertThat(fatal).hasNullValue();
  }

  @Test
  void compactsTheJournalWhenItAsksForIt() {
    loop = loop().compactingBy(() -> List.of("all of it".getBytes(StandardCharsets.UTF_8))).build();
    journal.compactionWanted = true;
    start("note 1");

    await().until(() -> !journal.histories.isEmpty());
    assertThat(journal.histories).containsExactly(List.of("all of it"));
  }

  private Submission waiting(String command) {
    try {
      return loop.submitWaiting(command);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void holdUp(CountDownLatch busy, CountDownLatch free) {
    busy.countDown();
    try {
      free.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String threadName() {
    return Thread.currentThread().getName();
  }
}
