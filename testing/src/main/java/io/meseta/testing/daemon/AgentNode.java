package io.meseta.testing.daemon;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentConfig;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.core.agent.ExecutorAnswer;
import io.meseta.core.agent.machine.AgentCore;
import io.meseta.testing.container.ExecutorHost;
import io.meseta.testing.container.SimulatedExecutor;
import io.meseta.testing.container.SimulatedLauncher;
import io.meseta.testing.disk.AgentCodec;
import io.meseta.testing.disk.SimulatedDisk;
import io.meseta.testing.disk.SimulatedJournal;
import io.meseta.testing.network.Endpoint;
import io.meseta.testing.observe.Observation;
import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.NodeClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.executor.Protos.Call;
import org.jspecify.annotations.Nullable;

/**
 * One machine with an agent: the agent's process may die and come back, the disk and the launcher
 * with its containers stay.
 */
public final class AgentNode implements Endpoint, ExecutorHost {

  /** How long a message on one machine takes; always the same, so that none overtakes another. */
  private static final Duration LOCAL = SimulatedExecutor.local();

  private static final Duration RESTART_DELAY = Duration.ofSeconds(5);

  private final Site site;
  private final String name;
  private final Dice dice;
  private final SimulatedDisk disk;
  private final SimulatedLauncher launcher;
  private final AgentCodec codec = new AgentCodec();
  private final Supplier<MasterInfo> election;
  private final AgentConfig config;
  private final Map<ConnectionId, SimulatedExecutor> executors = new LinkedHashMap<>();
  private final Map<RequestId, ConnectionId> subscriptions = new HashMap<>();
  private NodeClock clock;
  private long requests;
  private @Nullable Run run;

  private record Run(
      Life life,
      AgentCore core,
      SimulatedJournal journal,
      Shell<AgentCommand, AgentEvent, AgentEffect> shell) {}

  /**
   * A machine on which no agent runs yet.
   *
   * @param election says who leads
   */
  public AgentNode(Site site, NodeClock clock, AgentConfig config, Supplier<MasterInfo> election) {
    this.site = site;
    this.clock = clock;
    this.config = config;
    this.election = election;
    this.name = config.info().getHostname();
    this.dice = site.world().dice().split();
    this.disk = new SimulatedDisk(site.world().dice().split());
    this.launcher = new SimulatedLauncher(site.world(), this);
  }

  /** The machine's name. */
  public String name() {
    return name;
  }

  /** Its libprocess address. */
  public Pid pid() {
    return config.address().pid();
  }

  /** Its disk. */
  public SimulatedDisk disk() {
    return disk;
  }

  /** Its containers. */
  public SimulatedLauncher launcher() {
    return launcher;
  }

  /** What it was configured with. */
  public AgentConfig config() {
    return config;
  }

  /** Whether the agent's process runs. */
  public boolean isUp() {
    return run != null;
  }

  /** What the agent knows now, if it runs. */
  public Optional<AgentSnapshot> snapshot() {
    return Optional.ofNullable(run).map(r -> r.core().snapshot());
  }

  /** Sets the machine's clock; only while the process is down. */
  public void setClock(NodeClock newClock) {
    clock = newClock;
  }

  /** Starts the agent's process; nothing happens if it runs. */
  public void start() {
    if (run != null) {
      return;
    }
    Life life = new Life();
    AgentCore core = new AgentCore(config, dice.split().generator());
    SimulatedJournal journal = new SimulatedJournal(disk, site.world().agenda(), life);
    Shell<AgentCommand, AgentEvent, AgentEffect> shell =
        new Shell<>(
            new Shell.Parts<>(
                name,
                site.wiring().agent().apply(core),
                core,
                codec,
                new AgentCommand.AdvanceTime(),
                () -> List.copyOf(core.history())),
            new Shell.Surroundings<>(
                site.world().agenda(),
                clock,
                life,
                journal,
                site.observer(),
                site.wiring().awaitedPosition(),
                this::carryOut,
                this::kill));
    run = new Run(life, core, journal, shell);
    site.network().attach(pid().value(), this);
    shell.start();
    site.world().agenda().in(LOCAL, life, () -> recover(shell));
  }

  private void recover(Shell<AgentCommand, AgentEvent, AgentEffect> shell) {
    shell.submit(new AgentCommand.FinishRecovery(launcher.containers()));
    launcher.attend(shell::submit);
    shell.submit(new AgentCommand.FollowMaster(election.get()));
  }

  /** Ends the agent's process at once; what is not synced may be lost, containers run on. */
  public void kill() {
    Run ended = run;
    if (ended == null) {
      return;
    }
    run = null;
    ended.life().end();
    ended.journal().crash();
    launcher.dismiss();
    site.network().detach(pid().value());
    Map<ConnectionId, SimulatedExecutor> orphans = new LinkedHashMap<>(executors);
    executors.clear();
    subscriptions.clear();
    orphans.forEach((connection, executor) -> executor.disconnected(connection));
    site.observer().observe(new Observation.Ended(name));
  }

  /** What the init system does when a daemon ends by itself. */
  private void restart() {
    kill();
    site.world().agenda().in(RESTART_DELAY, new Life(), this::start);
  }

  /** The whole machine loses power. */
  public void losePower() {
    kill();
    launcher.losePower();
  }

  @Override
  public void receive(String from, Object message) {
    if (message instanceof Message protobuf) {
      submit(MasterMessages.toCommand(new Pid(from), protobuf));
    }
  }

  @Override
  public void peerExited(String peer) {
    submit(new AgentCommand.LoseMasterLink(new Pid(peer)));
  }

  @Override
  public boolean call(SimulatedExecutor caller, ConnectionId connection, Call call) {
    Run current = run;
    if (current == null) {
      return false;
    }
    RequestId request = new RequestId(++requests);
    if (call.hasSubscribe()) {
      executors.put(connection, caller);
      subscriptions.put(request, connection);
    }
    site.world()
        .agenda()
        .in(
            LOCAL,
            current.life(),
            () -> current.shell().submit(new AgentCommand.ExecutorCall(request, connection, call)));
    return true;
  }

  @Override
  public void hangUp(ConnectionId connection) {
    if (executors.remove(connection) != null) {
      locally(() -> submit(new AgentCommand.CloseExecutorStream(connection)));
    }
  }

  private void submit(AgentCommand command) {
    if (run != null) {
      run.shell().submit(command);
    }
  }

  private void carryOut(AgentEffect effect) {
    switch (effect) {
      case AgentEffect.LinkToMaster e -> site.network().link(pid().value(), e.master().value());
      case AgentEffect.SendMessage e ->
          site.network().send(pid().value(), e.to().value(), e.message());
      case AgentEffect.SendToExecutor e -> {
        SimulatedExecutor executor = executors.get(e.connection());
        if (executor != null) {
          locally(() -> executor.receive(e.connection(), e.event()));
        }
      }
      case AgentEffect.CloseStream e -> close(e.connection());
      case AgentEffect.Respond e -> {
        ConnectionId opened = subscriptions.remove(e.request());
        if (opened != null && e.answer() != ExecutorAnswer.SUBSCRIBED) {
          close(opened);
        }
      }
      case AgentEffect.Answer _ -> {} // no simulated executor nests containers
      case AgentEffect.MakeSandbox e -> launcher.makeSandbox(e.container());
      case AgentEffect.DeleteSandbox _ -> {} // there are no files here
      case AgentEffect.ChangeVolumes e ->
          locally(() -> submit(new AgentCommand.RecordVolumeChange(e.change().operation(), null)));
      case AgentEffect.MountVolumes e -> {} // simulated tasks look into no directory
      case AgentEffect.LaunchContainer e -> launcher.launch(e.launch());
      case AgentEffect.SignalContainer e -> launcher.signal(e.container(), e.signal());
      case AgentEffect.DestroyContainer e -> launcher.destroy(e.container());
      case AgentEffect.CollectContainer e -> launcher.collect(e.container());
      case AgentEffect.StartProbe _, AgentEffect.StopProbe _ -> {} // no simulated task has checks
      case AgentEffect.Exit e -> locally(this::restart);
    }
  }

  private void close(ConnectionId connection) {
    SimulatedExecutor executor = executors.remove(connection);
    if (executor != null) {
      locally(() -> executor.disconnected(connection));
    }
  }

  private void locally(Runnable action) {
    Run current = run;
    if (current != null) {
      site.world().agenda().in(LOCAL, current.life(), action);
    }
  }
}
