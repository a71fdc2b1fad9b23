package io.meseta.runtime.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whatever bytes stand in a journal's files: they are read or refused with a clear error, and a
 * second reading agrees.
 */
class JournalFuzzTest {

  private static final String NAME = "00000000000000000001.log";

  @FuzzTest
  void readsOrRefusesAnyFile(byte[] bytes) throws IOException {
    MemoryStorage storage = new MemoryStorage();
    storage.put(NAME, bytes);
    long position = position(storage);
    if (position >= 0 && position(storage) != position) {
      throw new AssertionError("a recovered journal reads differently the second time");
    }
  }

  @FuzzTest
  void readsOrRefusesAnyDamage(byte[] bytes) throws IOException {
    MemoryStorage storage = new MemoryStorage();
    JournalLog log = new JournalLog(storage, RandomGenerator.of("L64X128MixRandom"));
    log.recover(record -> {});
    log.append(
        List.of("one".getBytes(StandardCharsets.UTF_8), "two".getBytes(StandardCharsets.UTF_8)));
    log.append(List.of("three".getBytes(StandardCharsets.UTF_8)));
    byte[] file = storage.content(NAME);
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      file[Byte.toUnsignedInt(bytes[i]) % file.length] ^= bytes[i + 1];
    }
    storage.put(NAME, file);
    if (position(storage) > 3) {
      throw new AssertionError("damage made records");
    }
  }

  private static long position(MemoryStorage storage) throws IOException {
    try (JournalLog log = new JournalLog(storage, RandomGenerator.of("L64X128MixRandom"))) {
      log.recover(record -> {});
      return log.position();
    } catch (CorruptJournalException e) {
      return -1;
    }
  }
}
