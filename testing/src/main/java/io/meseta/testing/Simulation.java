package io.meseta.testing;

import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.testing.cluster.Cluster;
import io.meseta.testing.cluster.SimulatedOperator;
import io.meseta.testing.daemon.AgentNode;
import io.meseta.testing.daemon.MasterNode;
import io.meseta.testing.daemon.Site;
import io.meseta.testing.fault.FaultInjector;
import io.meseta.testing.invariant.Invariant;
import io.meseta.testing.invariant.Invariants;
import io.meseta.testing.network.Network;
import io.meseta.testing.observe.Observation;
import io.meseta.testing.scheduler.Habits;
import io.meseta.testing.scheduler.SimulatedScheduler;
import io.meseta.testing.scheduler.SimulatedScheduler.Mood;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole cluster on virtual time: the real cores of master and agents, behind the real commit gate
 * and the real journal format, with everything else simulated. One thread, no sleeping, and the
 * same seed always gives the same run.
 *
 * <p>A run has two parts: schedulers are busy while faults happen; then everything is mended,
 * schedulers bring their tasks to an end, an operator tears down what nobody goes by any more, and
 * after a while everything must be settled. All invariants are checked all the time.
 *
 * <pre>{@code
 * Simulation.run(42, SimulationSettings.any(42));
 * }</pre>
 */
public final class Simulation {

  /** Long enough for every timeout and for the slowest repetition. */
  private static final Duration UNTIL_SETTLED = Duration.ofMinutes(40);

  private static final Duration UNTIL_TORN_DOWN = Duration.ofMinutes(2);
  private static final Duration UNTIL_OFFERED = Duration.ofMinutes(2);
  private static final Duration AGENT_REREGISTERS = Duration.ofMinutes(2);
  private static final String AGENT_RESOURCES = "cpus:4;mem:2048;disk:10240;ports:[31000-32000]";

  private final World world;
  private final SimulationSettings settings;
  private final List<Invariant> invariants = Invariants.all();
  private final List<SimulatedScheduler> schedulers = new ArrayList<>();
  private final Cluster cluster;
  private final FaultInjector faults;
  private final SimulatedOperator operator;

  private Simulation(long seed, SimulationSettings settings) {
    this.world = World.of(seed);
    this.settings = settings;
    Network network = new Network(world);
    Site site = new Site(world, network, this::observe, settings.wiring());
    MasterNode master =
        new MasterNode(
            site,
            FaultInjector.clock(world, settings.faults()),
            info -> MasterConfig.defaults(info).with(timing()));
    List<AgentNode> agents = new ArrayList<>();
    for (int i = 1; i <= settings.agents(); i++) {
      agents.add(
          new AgentNode(
              site,
              FaultInjector.clock(world, settings.faults()),
              agentConfig(i),
              master::currentInfo));
    }
    cluster = new Cluster(world, network, master, agents, schedulers);
    for (Habits habits : settings.schedulers()) {
      add("scheduler" + (schedulers.size() + 1), habits, Mood.BUSY);
    }
    faults = new FaultInjector(cluster, settings.faults());
    operator = new SimulatedOperator(world, master);
  }

  private static MasterConfig.Timing timing() {
    MasterConfig.Timing timing = MasterConfig.Timing.DEFAULT;
    return new MasterConfig.Timing(
        timing.agentPing(), timing.maxAgentPingTimeouts(), AGENT_REREGISTERS, timing.heartbeat());
  }

  private static AgentConfig agentConfig(int number) {
    String ip = "10.0.1." + number;
    org.apache.mesos.v1.Protos.AgentInfo info =
        org.apache.mesos.v1.Protos.AgentInfo.newBuilder()
            .setHostname("agent" + number)
            .setPort(5051)
            .setCheckpoint(true)
            .addAllResources(ResourceSyntax.parse(AGENT_RESOURCES, "*"))
            .build();
    org.apache.mesos.v1.Protos.UUID resourceVersion =
        org.apache.mesos.v1.Protos.UUID
            .newBuilder()
            .setValue(com.google.protobuf.ByteString.copyFromUtf8("resources-of-" + ip))
            .build();
    return new AgentConfig(
        info,
        "1.11.0",
        resourceVersion,
        new AgentConfig.Address(new Pid("slave(1)@" + ip + ":5051"), ip, 5051),
        "/var/lib/meseta",
        AgentConfig.Timing.defaults(),
        AgentConfig.Executors.defaults());
  }

  private SimulatedScheduler add(String name, Habits habits, Mood mood) {
    SimulatedScheduler scheduler =
        new SimulatedScheduler(
            world,
            cluster.network(),
            this::observe,
            new SimulatedScheduler.Profile(name, habits, mood));
    schedulers.add(scheduler);
    return scheduler;
  }

  /**
   * Runs one simulation from beginning to end.
   *
   * @return what can be said of it
   * @throws SimulationFailure if anything is wrong
   */
  public static SimulationReport run(long seed, SimulationSettings settings) {
    Simulation simulation = new Simulation(seed, settings);
    try {
      simulation.run();
    } catch (RuntimeException | StackOverflowError e) {
      throw new SimulationFailure(seed, e, simulation.world.trace().last());
    }
    return new SimulationReport(
        seed, simulation.world.trace().count(), simulation.world.trace().fingerprint());
  }

  private void run() {
    cluster.master().start();
    cluster.agents().forEach(AgentNode::start);
    schedulers.forEach(SimulatedScheduler::start);
    faults.start();
    if (settings.operated()) {
      operator.start();
    }
    pass(settings.busy());

    world.trace().note("simulation", "mended", () -> "");
    faults.stop();
    operator.stop();
    schedulers.forEach(scheduler -> scheduler.become(Mood.CALM));
    pass(UNTIL_SETTLED);
    operator.tearDownAbandoned(this::isKnownToItsScheduler);
    pass(UNTIL_TORN_DOWN);

    add("collector", Habits.good(), Mood.COLLECTING).start();
    pass(UNTIL_OFFERED);
    invariants.forEach(invariant -> invariant.checkAtRest(cluster));
  }

  private boolean isKnownToItsScheduler(FrameworkId id) {
    return schedulers.stream()
        .anyMatch(scheduler -> scheduler.book().framework().filter(id::equals).isPresent());
  }

  private void pass(Duration time) {
    Instant end = world.agenda().now().plus(time);
    boolean more = true;
    while (more) {
      more = world.agenda().advance(end);
    }
  }

  private void observe(Observation observation) {
    note(observation);
    invariants.forEach(invariant -> invariant.observe(observation));
  }

  private void note(Observation observation) {
    switch (observation) {
      case Observation.Stepped s ->
          world.trace().note(s.node(), "step", () -> s.command() + " -> " + s.step().events());
      case Observation.Released r -> {
        if (!r.step().effects().isEmpty()) {
          world.trace().note(r.node(), "told", () -> r.step().effects().toString());
        }
      }
      case Observation.Recovered r -> world.trace().note(r.node(), "started", () -> "");
      case Observation.Ended e -> world.trace().note(e.node(), "ended", () -> "");
      case Observation.TaskAccepted t ->
          world
              .trace()
              .note(
                  t.scheduler(),
                  "launches",
                  () ->
                      t.task().getTaskId().getValue() + " on " + t.task().getAgentId().getValue());
      case Observation.StatusReceived s ->
          world
              .trace()
              .note(
                  s.scheduler(),
                  "hears",
                  () -> s.status().getTaskId().getValue() + " " + s.status().getState());
      case Observation.StatusAcknowledged a ->
          world.trace().note(a.scheduler(), "confirms", () -> a.status().getTaskId().getValue());
    }
  }
}
