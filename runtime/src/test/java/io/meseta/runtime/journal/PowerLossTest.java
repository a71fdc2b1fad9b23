package io.meseta.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to a journal and wherever the power fails: what was durable is there, and
 * nothing else but its successors.
 */
class PowerLossTest {

  private static final int LIVES = 6;

  @Test
  void findsEveryDurableRecordAfterAnyCrash() throws IOException {
    long first = Long.getLong("seed", 0);
    long seeds = Long.getLong("seed") == null ? 400 : 1;
    for (long seed = first; seed < first + seeds; seed++) {
      try {
        new Life(seed).run();
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("-Dseed=" + seed, e);
      }
    }
  }

  /**
   * Some crashes in a row on one disk. A record is its own number; a compacted history is the list
   * of all numbers.
   */
  private static final class Life {

    private final RandomGenerator dice;
    private MemoryStorage storage = new MemoryStorage();
    private long durable;
    private long attempted;

    Life(long seed) {
      dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    void run() throws IOException {
      for (int life = 0; life < LIVES; life++) {
        JournalLog log = recover();
        if (dice.nextBoolean()) {
          storage.failAfter(dice.nextInt(30));
        }
        use(log);
        storage = storage.afterPowerLoss(dice);
      }
      recover();
    }

    private JournalLog recover() throws IOException {
      List<Long> seen = new ArrayList<>();
      JournalLog log = new JournalLog(storage, dice);
      log.recover(record -> seen.add(number(record)));
      assertThat(seen.size()).isBetween((int) durable, (int) attempted);
      for (int i = 0; i < seen.size(); i++) {
        assertThat(seen.get(i)).isEqualTo(i + 1);
      }
      assertThat(log.position()).isEqualTo(seen.size());
      durable = seen.size();
      attempted = durable;
      return log;
    }

    private void use(JournalLog log) {
      try {
        for (int turn = dice.nextInt(20); turn > 0; turn--) {
          if (dice.nextInt(6) == 0) {
            log.compact(numbers(1, durable));
          } else {
            append(log, 1 + dice.nextInt(5));
          }
        }
      } catch (IOException e) {
        assertThat(e).hasMessage("No space left on device");
      }
    }

    private void append(JournalLog log, int count) throws IOException {
      attempted = durable + count;
      log.append(numbers(durable + 1, attempted));
      durable = attempted;
    }

    private List<byte[]> numbers(long from, long to) {
      List<byte[]> records = new ArrayList<>();
      for (long number = from; number <= to; number++) {
        byte[] record = new byte[Long.BYTES + dice.nextInt(900)];
        for (int i = 0; i < Long.BYTES; i++) {
          record[i] = (byte) (number >>> (8 * i));
        }
        records.add(record);
      }
      return records;
    }

    private static long number(byte[] record) {
      long number = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        number |= (record[i] & 0xffL) << (8 * i);
      }
      return number;
    }
  }
}
