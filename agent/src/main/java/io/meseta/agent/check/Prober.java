package io.meseta.agent.check;

import io.meseta.agent.containerizer.SideProcesses;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentCommand.RecordProbeResult;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.Probe;
import io.meseta.core.agent.check.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out probes, each at most once at a time. All methods return at once. */
public final class Prober implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Prober.class);

  private final Consumer<AgentCommand> commands;
  private final CommandProbes commandProbes;
  private final HttpProbes httpProbes = new HttpProbes();
  private final Map<CheckKey, CompletableFuture<ProbeResult>> running = new ConcurrentHashMap<>();

  /**
   * A prober.
   *
   * @param processes where command probes run
   * @param commands takes results for the agent core, on a foreign thread; must not block
   */
  public Prober(SideProcesses processes, Consumer<AgentCommand> commands) {
    this.commandProbes = new CommandProbes(processes);
    this.commands = commands;
  }

  /** Probes a task; tells the result, or that it took too long, unless it is stopped before. */
  public void start(ProbeOrder order) {
    CompletableFuture<ProbeResult> probe =
        switch (order.probe()) {
          case Probe.Command _ -> commandProbes.start(Objects.requireNonNull(order.process()));
          case Probe.Http http -> httpProbes.start(http);
          case Probe.Tcp tcp -> TcpProbe.start(tcp);
        };
    Duration timeout = order.timeout();
    if (!timeout.isZero()) {
      probe.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
    running.put(order.key(), probe);
    var _ = probe.whenComplete((result, failure) -> finish(order, probe, result(result, failure)));
  }

  private static ProbeResult result(ProbeResult result, Throwable failure) {
    return failure == null
        ? result
        : new ProbeResult.Failed(
            failure instanceof TimeoutException ? "timed out" : String.valueOf(failure));
  }

  private void finish(ProbeOrder order, CompletableFuture<ProbeResult> probe, ProbeResult result) {
    if (running.remove(order.key(), probe)) {
      if (result instanceof ProbeResult.Failed(String reason)) {
        log.debug("{}: {}", order.key(), reason);
      }
      commands.accept(new RecordProbeResult(order.key(), order.round(), result));
    }
  }

  /** Ends a probe; its result is not told. */
  public void stop(CheckKey key) {
    CompletableFuture<ProbeResult> probe = running.remove(key);
    if (probe != null) {
      probe.cancel(true);
    }
  }

  /** Ends all probes. */
  @Override
  public void close() {
    running.keySet().forEach(this::stop);
    httpProbes.close();
  }
}
