package io.meseta.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.runtime.journal.FileJournal;
import io.meseta.runtime.journal.JournalLog;
import io.meseta.runtime.journal.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loop, gate and journal together, on a disk that fails and then loses power. */
@Timeout(180)
class CrashTest {

  private static final int COMMANDS = 60;

  @Test
  void neverTellsWhatACrashUndoes() throws IOException {
    long first = Long.getLong("seed", 0);
    long seeds = Long.getLong("seed") == null ? 60 : 1;
    for (long seed = first; seed < first + seeds; seed++) {
      RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      MemoryStorage storage = new MemoryStorage();
      List<String> told = runUntilTheDiskFails(storage, dice);

      Counter recovered = new Counter();
      try (JournalLog log = new JournalLog(storage.afterPowerLoss(dice), dice)) {
        log.recover(record -> recovered.apply(new String(record, StandardCharsets.UTF_8)));
      }

      assertThat(recovered.applied).as("-Dseed=%d", seed).hasSizeGreaterThanOrEqualTo(told.size());
      for (int i = 0; i < told.size(); i++) {
        assertThat(told.get(i)).as("-Dseed=%d", seed).isEqualTo("told note " + i);
        assertThat(recovered.applied.get(i)).as("-Dseed=%d", seed).isEqualTo("durable note " + i);
      }
    }
  }

  private static List<String> runUntilTheDiskFails(MemoryStorage storage, RandomGenerator dice)
      throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    try (FileJournal journal = FileJournal.open(storage)) {
      journal.replay(record -> {});
      storage.failAfter(dice.nextInt(40));
      try (EventLoop<String, String, String> loop =
          EventLoop.driving(new Counter())
              .journal(journal, Counter::record)
              .effects(told::add)
              .limits(new LoopLimits(COMMANDS, 1 + dice.nextInt(4), 1 + dice.nextInt(8)))
              .onFatal(failure -> {})
              .build()) {
        loop.start();
        for (int i = 0; i < COMMANDS; i++) {
          loop.submit("note " + i);
        }
      }
    }
    return told;
  }
}
