package io.meseta.agent.containerizer;

import io.meseta.agent.linux.Proc;
import io.meseta.agent.linux.ProcessStat;
import io.meseta.agent.resource.Machine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.ResourceStatistics;

/**
 * What containers use at one moment, as {@code /monitor/statistics} shows it: processor time and
 * memory of the living processes, as Mesos' posix isolators count them. One look at /proc serves
 * for all containers.
 */
public final class ContainerUsage {

  private static final double NANOS = 1e9;
  private static final long MEGABYTE = 1 << 20;

  private final List<ProcessStat> processes;
  private final Instant time;

  private ContainerUsage(List<ProcessStat> processes, Instant time) {
    this.processes = processes;
    this.time = time;
  }

  /** Looks at all processes of the machine; takes some milliseconds. */
  public static ContainerUsage sample(Instant now) {
    return new ContainerUsage(Proc.processes(), now);
  }

  /**
   * What one container uses.
   *
   * @param pids its main process and those of containers in it; of ended ones nothing is counted
   * @param resources what the container was given; its cpus and mem are told as limits
   * @param limits above that, of {@code cpus} and {@code mem}; told and not enforced
   */
  public ResourceStatistics of(
      Collection<Long> pids, List<Resource> resources, Map<String, Double> limits) {
    long userTicks = 0;
    long systemTicks = 0;
    long memory = 0;
    for (ProcessStat process : trees(pids)) {
      userTicks += process.userTicks();
      systemTicks += process.systemTicks();
      memory += process.residentBytes();
    }
    ResourceStatistics.Builder statistics =
        ResourceStatistics.newBuilder()
            .setTimestamp(time.getEpochSecond() + time.getNano() / NANOS)
            .setCpusUserTimeSecs(seconds(userTicks))
            .setCpusSystemTimeSecs(seconds(systemTicks))
            .setMemRssBytes(memory);
    addRequests(statistics, resources);
    addLimits(statistics, limits);
    return statistics.build();
  }

  private List<ProcessStat> trees(Collection<Long> pids) {
    Set<Integer> members = new HashSet<>();
    pids.forEach(pid -> members.add(pid.intValue()));
    Set<Integer> mains = Set.copyOf(members);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (ProcessStat process : processes) {
        if (mains.contains(process.session()) || members.contains(process.parent())) {
          grows |= members.add(process.pid());
        }
      }
    }
    return processes.stream().filter(process -> members.contains(process.pid())).toList();
  }

  private static void addRequests(ResourceStatistics.Builder statistics, List<Resource> resources) {
    double cpus = total(resources, "cpus");
    if (cpus > 0) {
      statistics.setCpusSoftLimit(cpus);
    }
    long memory = Math.round(total(resources, "mem") * MEGABYTE);
    if (memory > 0) {
      statistics.setMemLimitBytes(memory).setMemSoftLimitBytes(memory);
    }
  }

  /** Without any limit, a container is limited by the machine. */
  private static void addLimits(ResourceStatistics.Builder statistics, Map<String, Double> limits) {
    Double cpus = limits.get("cpus");
    if (cpus != null) {
      statistics.setCpusLimit(cpus.isInfinite() ? Machine.countProcessors() : cpus);
    }
    Double mem = limits.get("mem");
    if (mem != null) {
      statistics.setMemLimitBytes(
          mem.isInfinite() ? Machine.totalMemoryBytes() : mem.longValue() * MEGABYTE);
    }
  }

  /** Summed in thousandths, the precision of Mesos' scalars. */
  private static double total(List<Resource> resources, String name) {
    return resources.stream()
            .filter(resource -> resource.getName().equals(name))
            .mapToLong(resource -> Math.round(resource.getScalar().getValue() * 1000))
            .sum()
        / 1000.0;
  }

  private static double seconds(long ticks) {
    return (double) ticks / ProcessStat.TICKS_PER_SECOND;
  }
}
