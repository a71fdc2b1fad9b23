package io.meseta.testing.scheduler;

import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.master.SchedulerCall;
import io.meseta.testing.daemon.MasterNode;
import io.meseta.testing.daemon.SchedulerTraffic;
import io.meseta.testing.network.Network;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A scheduler's stream from the master: opened again whenever it breaks, is closed, or says nothing
 * for too long.
 */
final class MasterStream {

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(10);

  private final World world;
  private final Network network;
  private final Life life;
  private final String self;
  private final Supplier<Call.Subscribe> subscription;
  private ConnectionId connection;
  private int serial;
  private int run;
  private boolean open;
  private Duration silence = Duration.ZERO;

  MasterStream(
      World world, Network network, Life life, String self, Supplier<Call.Subscribe> subscription) {
    this.world = world;
    this.network = network;
    this.life = life;
    this.self = self;
    this.subscription = subscription;
    this.run = world.dice().between(0, 1 << 30);
    this.connection = new ConnectionId(self + "/" + run + "/0");
  }

  void start() {
    connect();
    watch();
  }

  private void connect() {
    serial++;
    connection = new ConnectionId(self + "/" + run + "/" + serial);
    silence = Duration.ZERO;
    open = false;
    String master = MasterNode.PID.value();
    network.link(self, master);
    network.send(self, master, new SchedulerTraffic.Open(connection, subscription.get()));
  }

  private void watch() {
    world
        .agenda()
        .in(
            LOOKS_EVERY,
            life,
            () -> {
              silence = silence.plus(LOOKS_EVERY);
              if (silence.compareTo(PATIENCE) > 0) {
                connect();
              }
              watch();
            });
  }

  /** Whether SUBSCRIBED has come. */
  boolean isOpen() {
    return open;
  }

  /** Whether this is the stream on which events count. */
  boolean isCurrent(ConnectionId other) {
    return connection.equals(other);
  }

  void heard() {
    open = true;
    silence = Duration.ZERO;
  }

  /** It broke, or was closed by the master. */
  void broken() {
    open = false;
    int before = serial;
    world
        .agenda()
        .in(
            Duration.ofSeconds(1),
            life,
            () -> {
              if (serial == before) {
                connect();
              }
            });
  }

  /** Closes it for no reason. */
  void close() {
    network.send(self, MasterNode.PID.value(), new SchedulerTraffic.Closed(connection));
    connection = new ConnectionId(self + "/closed/" + serial);
    broken();
  }

  void call(FrameworkId framework, RequestId request, SchedulerCall call) {
    network.send(
        self,
        MasterNode.PID.value(),
        new SchedulerTraffic.Request(request, framework, connection, call));
  }
}
