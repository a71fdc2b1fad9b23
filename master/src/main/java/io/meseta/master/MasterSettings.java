package io.meseta.master;

import io.meseta.core.Pid;
import io.meseta.core.master.MasterConfig;
import io.meseta.master.flags.AuthenticationFlags;
import io.meseta.master.flags.MasterFlags;
import io.meseta.master.libprocess.AuthenticationRules;
import io.meseta.master.libprocess.Authenticator;
import io.meseta.master.metrics.FrameworkMetrics;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.authentication.CredentialFile;
import io.meseta.runtime.http.server.NetworkThreads;
import io.meseta.runtime.libprocess.LibprocessLimits;
import io.meseta.runtime.libprocess.ProcessLink;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the flags mean to the core. */
final class MasterSettings {

  private static final Logger log = LoggerFactory.getLogger(MasterSettings.class);

  private MasterSettings() {}

  static MasterConfig config(MasterFlags flags, MasterInfo info) {
    MasterConfig defaults = MasterConfig.defaults(info);
    return new MasterConfig(
        info,
        new Pid(info.getPid()),
        timing(flags, defaults.timing()),
        history(flags, defaults.history()),
        allocation(flags, defaults.allocation()),
        new MasterConfig.Admission(
            flags.rootSubmissions(), flags.roles(), flags.requireAgentDomain()));
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
        flags.allocation().interval(),
        defaults.batch(),
        flags.allocation().offerTimeout(),
        flags.allocation().allocator().withSeed(new SecureRandom().nextLong()),
        flags.allocation().recovery());
  }

  /** What is counted for each framework, unless that is not wanted. */
  static Optional<FrameworkMetrics> frameworkMetrics(MasterFlags flags) {
    return flags.publishPerFrameworkMetrics()
        ? Optional.of(new FrameworkMetrics(flags.maxCompletedFrameworks()))
        : Optional.empty();
  }

  /** As Mesos, credentials that are missing are no error: nobody can authenticate without them. */
  static AuthenticationRules authentication(
      AuthenticationFlags flags, NetworkThreads threads, Upid self) throws IOException {
    if ((flags.frameworks() || flags.agents()) && flags.credentials().isEmpty()) {
      log.warn("Without --credentials nobody can authenticate, and yet it is demanded");
    }
    Map<String, String> secrets =
        flags.credentials().isPresent()
            ? CredentialFile.readAll(flags.credentials().get())
            : Map.of();
    ProcessLink link = new ProcessLink(threads, self, LibprocessLimits.defaults(), _ -> {});
    return new AuthenticationRules(
        new Authenticator(link, secrets, flags.timeout()), flags.frameworks(), flags.agents());
  }
}
