package io.meseta.core.agent.check;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.NetworkInfo;

/** What is probed, and when. */
public sealed interface CheckPlan {

  /** A check that is only told. */
  record Check(CheckInfo info) implements CheckPlan {}

  /** A check whose failures end the task. */
  record Health(HealthCheck info) implements CheckPlan {}

  /** The plan of a check; empty if it is of no type that could be probed (as Mesos: ignored). */
  static Optional<CheckPlan> of(CheckInfo info) {
    return info.hasType() && info.getType() != CheckInfo.Type.UNKNOWN
        ? Optional.of(new Check(info))
        : Optional.empty();
  }

  /** The plan of a health check; empty if it is of no type that could be probed. */
  static Optional<CheckPlan> of(HealthCheck info) {
    return info.hasType() && info.getType() != HealthCheck.Type.UNKNOWN
        ? Optional.of(new Health(info))
        : Optional.empty();
  }

  /** Why the task is probed. */
  default CheckKind kind() {
    return switch (this) {
      case Check _ -> CheckKind.CHECK;
      case Health _ -> CheckKind.HEALTH_CHECK;
    };
  }

  /** What is done. */
  default Probe probe() {
    return switch (this) {
      case Check(CheckInfo info) ->
          switch (info.getType()) {
            case COMMAND, UNKNOWN -> new Probe.Command(info.getCommand().getCommand());
            case HTTP ->
                new Probe.Http("http", info.getHttp().getPort(), info.getHttp().getPath(), false);
            case TCP -> new Probe.Tcp(info.getTcp().getPort(), false);
          };
      case Health(HealthCheck info) ->
          switch (info.getType()) {
            case COMMAND, UNKNOWN -> new Probe.Command(info.getCommand());
            case HTTP -> http(info.getHttp());
            case TCP ->
                new Probe.Tcp(
                    info.getTcp().getPort(),
                    info.getTcp().getProtocol() == NetworkInfo.Protocol.IPv6);
          };
    };
  }

  private static Probe http(HealthCheck.HTTPCheckInfo info) {
    return new Probe.Http(
        info.hasScheme() ? info.getScheme() : "http",
        info.getPort(),
        info.getPath(),
        info.getProtocol() == NetworkInfo.Protocol.IPv6);
  }

  /** How long after the start of the task the first probe comes. */
  default Duration delay() {
    return switch (this) {
      case Check(CheckInfo info) -> Seconds.duration(info.getDelaySeconds());
      case Health(HealthCheck info) -> Seconds.duration(info.getDelaySeconds());
    };
  }

  /** How long after the result of a probe the next one comes; a tenth of a second at least. */
  default Duration interval() {
    Duration wanted =
        switch (this) {
          case Check(CheckInfo info) -> Seconds.duration(info.getIntervalSeconds());
          case Health(HealthCheck info) -> Seconds.duration(info.getIntervalSeconds());
        };
    return wanted.compareTo(Seconds.SHORTEST_INTERVAL) < 0 ? Seconds.SHORTEST_INTERVAL : wanted;
  }

  /** How long a probe may take; zero is for ever. */
  default Duration timeout() {
    return switch (this) {
      case Check(CheckInfo info) -> Seconds.duration(info.getTimeoutSeconds());
      case Health(HealthCheck info) -> Seconds.duration(info.getTimeoutSeconds());
    };
  }

  /** How long after the start of the task failures do not count, until it was healthy once. */
  default Duration gracePeriod() {
    return switch (this) {
      case Check _ -> Duration.ZERO;
      case Health(HealthCheck info) -> Seconds.duration(info.getGracePeriodSeconds());
    };
  }

  /** After how many failures without a success between them the task is killed. */
  default long failuresThatKill() {
    return switch (this) {
      case Check _ -> Long.MAX_VALUE;
      case Health(HealthCheck info) -> Integer.toUnsignedLong(info.getConsecutiveFailures());
    };
  }

  /** A status without a result. */
  default CheckStatusInfo emptyStatus() {
    CheckStatusInfo.Builder status = CheckStatusInfo.newBuilder();
    switch (probe()) {
      case Probe.Command _ -> status.setType(CheckInfo.Type.COMMAND).getCommandBuilder();
      case Probe.Http _ -> status.setType(CheckInfo.Type.HTTP).getHttpBuilder();
      case Probe.Tcp _ -> status.setType(CheckInfo.Type.TCP).getTcpBuilder();
    }
    return status.build();
  }
}
