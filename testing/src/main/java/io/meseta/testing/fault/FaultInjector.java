package io.meseta.testing.fault;

import io.meseta.protocol.internal.Messages.PingSlaveMessage;
import io.meseta.protocol.internal.Messages.PongSlaveMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.daemon.MasterNode;
import io.meseta.testing.network.NetworkWeather;
import io.meseta.testing.scheduler.SimulatedScheduler;
import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.NodeClock;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.util.List;

/** Carries a fault plan out, and in the end mends everything. */
public final class FaultInjector {

  private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(150);

  private final Cluster cluster;
  private final FaultPlan plan;
  private final Dice dice;
  private final Life life = new Life();

  /** An injector for this cluster, which does nothing before {@link #start}. */
  public FaultInjector(Cluster cluster, FaultPlan plan) {
    this.cluster = cluster;
    this.plan = plan;
    this.dice = cluster.world().dice().split();
  }

  /** A clock for a machine of a cluster with this plan. */
  public static NodeClock clock(World world, FaultPlan plan) {
    if (!plan.faults().contains(Fault.CLOCK_SKEW)) {
      return new NodeClock(world.agenda(), Duration.ZERO, 1);
    }
    Duration offset = Duration.ofMillis(world.dice().between(-60_000, 60_000));
    return new NodeClock(world.agenda(), offset, 1 + world.dice().between(-1000, 1000) / 1e4);
  }

  /** Begins to do harm. */
  public void start() {
    cluster.network().change(weather());
    if (!plan.choices().isEmpty()) {
      next();
    }
  }

  private NetworkWeather weather() {
    boolean slow = plan.faults().contains(Fault.SLOW_NETWORK);
    boolean unreliable = plan.faults().contains(Fault.UNRELIABLE_NETWORK);
    return new NetworkWeather(
        slow ? Duration.ofSeconds(3) : Duration.ofMillis(5),
        unreliable ? 0.05 : 0,
        unreliable ? 0.05 : 0,
        unreliable ? 0.02 : 0,
        FaultInjector::isRepeatedUntilAnswered);
  }

  /** Only these are sent again by whoever sent them, and do no harm when they come twice. */
  private static boolean isRepeatedUntilAnswered(Object message) {
    return message instanceof StatusUpdateMessage
        || message instanceof StatusUpdateAcknowledgementMessage
        || message instanceof PingSlaveMessage
        || message instanceof PongSlaveMessage;
  }

  private void next() {
    Duration most = plan.every().multipliedBy(2);
    in(
        dice.between(Duration.ofMillis(1), most),
        () -> {
          inject(dice.oneOf(plan.choices()));
          next();
        });
  }

  private void inject(Fault fault) {
    cluster.world().trace().note("fault", fault.name(), () -> "");
    MasterNode master = cluster.master();
    AgentNode agent = dice.oneOf(cluster.agents());
    switch (fault) {
      case MASTER_CRASH -> crash(master);
      case AGENT_CRASH -> {
        agent.kill();
        restart(agent);
      }
      case AGENT_POWER_LOSS -> {
        agent.losePower();
        restart(agent);
      }
      case LAUNCHER_CRASH -> agent.launcher().restart();
      case SCHEDULER_CRASH -> crash(dice.oneOf(cluster.schedulers()));
      case MASTER_DISK_FAILURE -> {
        master.disk().failSoon();
        in(outage(), () -> crash(master));
      }
      case AGENT_DISK_FAILURE -> {
        agent.disk().failSoon();
        in(
            outage(),
            () -> {
              agent.kill();
              restart(agent);
            });
      }
      case BROKEN_CONNECTION ->
          cluster.network().breakConnection(MasterNode.PID.value(), somebody());
      case PARTITION -> partition(true, true);
      case ONE_WAY_PARTITION -> {
        boolean fromMaster = dice.happens(0.5);
        partition(fromMaster, !fromMaster);
      }
      case UNRELIABLE_NETWORK, SLOW_NETWORK, CLOCK_SKEW -> {} // always there
    }
  }

  private void crash(MasterNode master) {
    master.kill();
    in(
        outage(),
        () -> {
          if (!master.isUp()) {
            master.setClock(clock(cluster.world(), plan));
            master.start();
          }
        });
  }

  private void restart(AgentNode agent) {
    in(
        outage(),
        () -> {
          if (!agent.isUp()) {
            agent.setClock(clock(cluster.world(), plan));
            agent.start();
          }
        });
  }

  private void crash(SimulatedScheduler scheduler) {
    scheduler.kill();
    in(outage(), scheduler::start);
  }

  private void partition(boolean fromMaster, boolean toMaster) {
    String master = MasterNode.PID.value();
    String other = somebody();
    if (fromMaster) {
      cluster.network().block(master, other);
    }
    if (toMaster) {
      cluster.network().block(other, master);
    }
    in(
        outage(),
        () -> {
          cluster.network().heal(master, other);
          cluster.network().heal(other, master);
        });
  }

  private String somebody() {
    return dice.happens(0.6)
        ? dice.oneOf(cluster.agents()).pid().value()
        : dice.oneOf(cluster.schedulers()).name();
  }

  private Duration outage() {
    Duration shortest = Duration.ofMillis(1);
    return dice.oneOf(
        List.of(
            dice.between(shortest, Duration.ofMillis(100)),
            dice.between(shortest, Duration.ofSeconds(10)),
            dice.between(shortest, LONGEST_OUTAGE)));
  }

  private void in(Duration delay, Runnable action) {
    cluster.world().agenda().in(delay, life, action);
  }

  /** No more harm: everything that is broken is mended, and everybody is started. */
  public void stop() {
    life.end();
    cluster.network().healAll();
    cluster.network().change(NetworkWeather.fair());
    cluster.master().disk().mend();
    cluster.master().start();
    for (AgentNode agent : cluster.agents()) {
      agent.disk().mend();
      agent.start();
    }
    cluster.schedulers().forEach(SimulatedScheduler::start);
  }
}
