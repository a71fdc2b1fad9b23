package io.meseta.agent.resource;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a machine has.
 *
 * @param processors logical ones
 * @param memoryBytes all of it
 * @param diskBytes the size of the file system that sandboxes are on
 */
public record Machine(int processors, long memoryBytes, long diskBytes) {

  /**
   * Looks at this machine.
   *
   * @param workDirectory where sandboxes are; need not exist yet
   */
  public static Machine look(Path workDirectory) throws IOException {
    return new Machine(
        countProcessors(),
        totalMemoryBytes(),
        Files.getFileStore(existing(workDirectory)).getTotalSpace());
  }

  /** How many logical processors there are. */
  public static int countProcessors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** How much memory there is. */
  public static long totalMemoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static Path existing(Path directory) {
    Path candidate = directory.toAbsolutePath();
    while (!Files.exists(candidate) && candidate.getParent() != null) {
      candidate = candidate.getParent();
    }
    return candidate;
  }
}
