package io.meseta.runtime.metrics;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Mesos tells about the machine: {@code system/cpus_total}, {@code system/load_1min} and so on
 * (Mesos reference §4.7).
 */
public final class SystemMetrics implements MetricSource {

  private static final Path LOAD = Path.of("/proc/loadavg");

  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Override
  public void report(Receiver receiver) {
    receiver.gauge("system/cpus_total", machine.getAvailableProcessors());
    receiver.gauge("system/mem_total_bytes", machine.getTotalMemorySize());
    receiver.gauge("system/mem_free_bytes", machine.getFreeMemorySize());
    reportLoad(receiver);
  }

  /** Left out where the machine does not say. */
  private static void reportLoad(Receiver receiver) {
    try {
      String[] loads = Files.readString(LOAD).split(" ");
      receiver.gauge("system/load_1min", Double.parseDouble(loads[0]));
      receiver.gauge("system/load_5min", Double.parseDouble(loads[1]));
      receiver.gauge("system/load_15min", Double.parseDouble(loads[2]));
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // no /proc on this machine
    }
  }
}
