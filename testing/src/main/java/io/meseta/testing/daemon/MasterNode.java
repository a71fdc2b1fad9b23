package io.meseta.testing.daemon;

import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import io.meseta.core.RequestId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.Caller;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.machine.MasterCore;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.testing.disk.RegistryCodec;
import io.meseta.testing.disk.SimulatedDisk;
import io.meseta.testing.disk.SimulatedJournal;
import io.meseta.testing.network.Endpoint;
import io.meseta.testing.observe.Observation;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.NodeClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.jspecify.annotations.Nullable;

/** The machine on which the master runs; the process may die and start again. */
public final class MasterNode implements Endpoint {

  /** Its libprocess address, which stays the same. */
  public static final Pid PID = new Pid("master@10.0.0.1:5050");

  private final Site site;
  private final SimulatedDisk disk;
  private final Function<MasterInfo, MasterConfig> configuration;
  private final Map<ConnectionId, String> streams = new HashMap<>();
  private final Map<RequestId, String> requests = new HashMap<>();
  private NodeClock clock;
  private int starts;
  private @Nullable Run run;

  private record Run(
      Life life,
      MasterCore core,
      SimulatedJournal journal,
      Shell<MasterCommand, MasterEvent, MasterEffect> shell) {}

  /** A machine on which no master runs yet. */
  public MasterNode(Site site, NodeClock clock, Function<MasterInfo, MasterConfig> configuration) {
    this.site = site;
    this.clock = clock;
    this.disk = new SimulatedDisk(site.world().dice().split());
    this.configuration = configuration;
  }

  /** Whether the process runs. */
  public boolean isUp() {
    return run != null;
  }

  /** Its disk. */
  public SimulatedDisk disk() {
    return disk;
  }

  /** What the master looks like now, if it runs. */
  public Optional<MasterSnapshot> snapshot() {
    return Optional.ofNullable(run).map(r -> r.core().snapshot(clock.instant()));
  }

  /** Sets the machine's clock; only while the process is down, as daemons do not look again. */
  public void setClock(NodeClock newClock) {
    clock = newClock;
  }

  /** Starts the process; nothing happens if it runs. */
  public void start() {
    if (run != null) {
      return;
    }
    Life life = new Life();
    MasterCore core = new MasterCore(configuration.apply(info(++starts)));
    SimulatedJournal journal = new SimulatedJournal(disk, site.world().agenda(), life);
    Shell<MasterCommand, MasterEvent, MasterEffect> shell =
        new Shell<>(
            new Shell.Parts<>(
                "master",
                site.wiring().master().apply(core),
                core,
                new RegistryCodec(),
                new MasterCommand.AdvanceTime(),
                () -> List.copyOf(core.registry())),
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
    site.network().attach(PID.value(), this);
    shell.start();
    shell.submit(new MasterCommand.TakeLeadership());
  }

  /** The master of that start, as it tells others about itself. */
  private static MasterInfo info(int start) {
    return MasterInfo.newBuilder()
        .setId("M" + start)
        .setIp(0x0100000a)
        .setPort(5050)
        .setPid(PID.value())
        .setHostname("master")
        .setVersion("1.11.0")
        .build();
  }

  /** Who leads, for agents that look for a master. */
  public MasterInfo currentInfo() {
    return info(Math.max(1, starts));
  }

  /** Ends the process at once; what is not synced may be lost. */
  public void kill() {
    Run ended = run;
    if (ended == null) {
      return;
    }
    run = null;
    ended.life().end();
    ended.journal().crash();
    streams.clear();
    requests.clear();
    site.network().detach(PID.value());
    site.observer().observe(new Observation.Ended("master"));
  }

  @Override
  public void receive(String from, Object message) {
    switch (message) {
      case Message protobuf -> submit(AgentMessages.toCommand(new Pid(from), protobuf));
      case SchedulerTraffic.Open open -> {
        streams.put(open.connection(), from);
        site.network().link(PID.value(), from);
        submit(new MasterCommand.Subscribe(open.connection(), open.body(), OfferConstraints.NONE));
      }
      case SchedulerTraffic.Request call -> {
        requests.put(call.request(), from);
        submit(
            new MasterCommand.FrameworkCall(
                call.request(), call.framework(), Caller.of(call.connection()), call.call()));
      }
      case SchedulerTraffic.Closed closed -> end(closed.connection());
      default -> throw new IllegalArgumentException("no master understands " + message);
    }
  }

  @Override
  public void peerExited(String peer) {
    streams.entrySet().stream()
        .filter(stream -> stream.getValue().equals(peer))
        .map(Map.Entry::getKey)
        .sorted(java.util.Comparator.comparing(ConnectionId::value))
        .toList()
        .forEach(this::end);
    submit(new MasterCommand.AgentExited(new Pid(peer)));
  }

  private void end(ConnectionId connection) {
    if (streams.remove(connection) != null) {
      submit(new MasterCommand.DisconnectFramework(connection));
    }
  }

  /** An operator wants something; nobody waits for the answer. */
  public void operate(MasterCommand command) {
    submit(command);
  }

  private void submit(MasterCommand command) {
    if (run != null) {
      run.shell().submit(command);
    }
  }

  private void carryOut(MasterEffect effect) {
    String self = PID.value();
    switch (effect) {
      case MasterEffect.SendToAgent e -> site.network().send(self, e.pid().value(), e.message());
      case MasterEffect.LinkToDriver e ->
          throw new IllegalArgumentException("no driver is simulated, and yet there is " + e);
      case MasterEffect.LinkToAgent e -> site.network().link(self, e.pid().value());
      case MasterEffect.UnlinkAgent e -> site.network().unlink(self, e.pid().value());
      case MasterEffect.SendToFramework e ->
          write(e.connection(), new SchedulerTraffic.Streamed(e.connection(), e.event()));
      case MasterEffect.CloseStream e -> {
        write(e.connection(), new SchedulerTraffic.Closed(e.connection()));
        streams.remove(e.connection());
      }
      case MasterEffect.Respond e -> {
        String caller = requests.remove(e.request());
        if (caller != null) {
          site.network().send(self, caller, new SchedulerTraffic.Response(e.request(), e.answer()));
        }
      }
    }
  }

  private void write(ConnectionId connection, SchedulerTraffic traffic) {
    String scheduler = streams.get(connection);
    if (scheduler != null) {
      site.network().send(PID.value(), scheduler, traffic);
    }
  }
}
