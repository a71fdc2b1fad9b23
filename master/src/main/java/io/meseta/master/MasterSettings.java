package io.meseta.master;

import io.meseta.core.Pid;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.master.MasterConfig;
import io.meseta.master.flags.MasterFlags;
import java.security.SecureRandom;
import org.apache.mesos.v1.Protos.MasterInfo;

/** What the flags mean to the core. */
final class MasterSettings {

  private MasterSettings() {}

  static MasterConfig config(MasterFlags flags, MasterInfo info) {
    MasterConfig defaults = MasterConfig.defaults(info);
    return new MasterConfig(
        info,
        new Pid(info.getPid()),
        timing(flags, defaults.timing()),
        history(flags, defaults.history()),
        allocation(flags, defaults.allocation()),
        flags.rootSubmissions(),
        flags.roles());
  }

  private static MasterConfig.Timing timing(MasterFlags flags, MasterConfig.Timing defaults) {
    return new MasterConfig.Timing(
        flags.agentPingTimeout(),
        flags.maxAgentPingTimeouts(),
        flags.agentReregisterTimeout(),
        defaults.heartbeat());
  }

  private static MasterConfig.History history(MasterFlags flags, MasterConfig.History defaults) {
    return new MasterConfig.History(
        flags.maxCompletedFrameworks(),
        flags.maxCompletedTasksPerFramework(),
        flags.maxUnreachableTasksPerFramework(),
        defaults.removedAgents(),
        defaults.registry());
  }

  private static MasterConfig.Allocation allocation(
      MasterFlags flags, MasterConfig.Allocation defaults) {
    return new MasterConfig.Allocation(
        flags.allocationInterval(),
        defaults.batch(),
        flags.offerTimeout(),
        AllocatorSettings.DEFAULT
            .withFilterGpuResources(flags.filterGpuResources())
            .withSeed(new SecureRandom().nextLong()));
  }
}
