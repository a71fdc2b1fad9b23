package org.apache.mesos.v1.scheduler;

import io.meseta.driver.CallbackThread;
import io.meseta.driver.wire.MessageWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.mesos.MesosSchedulerDriver;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.FrameworkID;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.MasterInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.SchedulerDriver;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Callbacks of the v0 driver as events of the v1 API. The driver is subscribed from the start;
 * events wait until the scheduler sends SUBSCRIBE. All state belongs to one thread, the one that
 * calls the scheduler.
 */
final class V0Adapter implements org.apache.mesos.Scheduler {
  private static final long HEARTBEAT_MILLIS = 15_000;

  private final Mesos mesos;
  private final Scheduler scheduler;
  private final CallbackThread thread = new CallbackThread("meseta-v0", this::abort, () -> {});
  private final Queue<Event> pending = new ArrayDeque<>();
  private volatile SchedulerDriver driver;
  private FrameworkID frameworkId;
  private boolean subscribed;
  private Timer heartbeats;

  V0Adapter(Mesos mesos, Scheduler scheduler) {
    this.mesos = mesos;
    this.scheduler = scheduler;
  }

  void start(org.apache.mesos.v1.Protos.FrameworkInfo framework, String master, Credential secret) {
    try {
      FrameworkInfo info = FrameworkInfo.parseFrom(framework.toByteArray());
      driver =
          secret == null
              ? new MesosSchedulerDriver(this, info, master, false)
              : new MesosSchedulerDriver(
                  this,
                  info,
                  master,
                  false,
                  org.apache.mesos.Protos.Credential.parseFrom(secret.toByteArray()));
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a FrameworkInfo or Credential", e);
    }
    thread.start();
    driver.start();
  }

  /** A callback has thrown. */
  private void abort() {
    thread.close();
    driver.abort();
  }

  void send(Call call) {
    thread.post(() -> {
      if (call.getType() == Call.Type.SUBSCRIBE) {
        subscribe();
        return;
      }
      try {
        V0Calls.make(driver, call);
      } catch (IOException e) {
        throw new IllegalArgumentException("Malformed call", e);
      }
      if (call.getType() == Call.Type.TEARDOWN) {
        stopHeartbeats();
        thread.close();
      }
    });
  }

  private void stopHeartbeats() {
    if (heartbeats != null) {
      heartbeats.cancel();
    }
  }

  private void subscribe() {
    subscribed = true;
    heartbeats = new Timer("meseta-v0-heartbeats", true);
    Event heartbeat = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
    TimerTask beat =
        new TimerTask() {
          @Override
          public void run() {
            thread.post(() -> receive(heartbeat));
          }
        };
    heartbeats.schedule(beat, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS);
    deliver();
  }

  private void receive(Event event) {
    pending.add(event);
    if (subscribed) {
      deliver();
    }
  }

  private void deliver() {
    while (!pending.isEmpty()) {
      scheduler.received(mesos, pending.remove());
    }
  }

  private void event(Event.Type type, MessageWriter content) {
    byte[] encoded =
        new MessageWriter()
            .number(1, type.getNumber())
            .message(type.getNumber() + 1, content)
            .toByteArray();
    Event event;
    try {
      event = Event.parseFrom(encoded);
    } catch (IOException e) {
      throw new IllegalStateException("The driver gave a malformed message", e);
    }
    thread.offerEvent(() -> receive(event));
  }

  @Override
  public void registered(SchedulerDriver source, FrameworkID id, MasterInfo master) {
    frameworkId = id;
    thread.offerEvent(() -> scheduler.connected(mesos));
    event(
        Event.Type.SUBSCRIBED,
        new MessageWriter()
            .bytes(1, id.toByteArray())
            .real(2, HEARTBEAT_MILLIS / 1000.0)
            .bytes(3, master.toByteArray()));
    thread.offerEvent(() -> receive(Event.newBuilder().setType(Event.Type.HEARTBEAT).build()));
  }

  @Override
  public void reregistered(SchedulerDriver source, MasterInfo master) {
    registered(source, frameworkId, master);
  }

  @Override
  public void disconnected(SchedulerDriver source) {
    thread.offerEvent(() -> {
      pending.clear();
      subscribed = false;
      stopHeartbeats();
      scheduler.disconnected(mesos);
    });
  }

  @Override
  public void resourceOffers(SchedulerDriver source, List<Offer> offers) {
    MessageWriter content = new MessageWriter();
    offers.forEach(offer -> content.bytes(1, offer.toByteArray()));
    event(Event.Type.OFFERS, content);
  }

  @Override
  public void offerRescinded(SchedulerDriver source, OfferID offer) {
    event(Event.Type.RESCIND, new MessageWriter().bytes(1, offer.toByteArray()));
  }

  @Override
  public void statusUpdate(SchedulerDriver source, TaskStatus status) {
    event(Event.Type.UPDATE, new MessageWriter().bytes(1, status.toByteArray()));
  }

  @Override
  public void frameworkMessage(
      SchedulerDriver source, ExecutorID executor, SlaveID agent, byte[] data) {
    event(
        Event.Type.MESSAGE,
        new MessageWriter()
            .bytes(1, agent.toByteArray())
            .bytes(2, executor.toByteArray())
            .bytes(3, data));
  }

  @Override
  public void slaveLost(SchedulerDriver source, SlaveID agent) {
    event(Event.Type.FAILURE, new MessageWriter().bytes(1, agent.toByteArray()));
  }

  @Override
  public void executorLost(SchedulerDriver source, ExecutorID executor, SlaveID agent, int status) {
    event(
        Event.Type.FAILURE,
        new MessageWriter()
            .bytes(1, agent.toByteArray())
            .bytes(2, executor.toByteArray())
            .number(3, status));
  }

  /** As Mesos: a scheduler that was never connected is, so that it can hear of the error. */
  @Override
  public void error(SchedulerDriver source, String message) {
    thread.post(() -> {
      if (!subscribed) {
        scheduler.connected(mesos);
      }
    });
    Event error =
        Event.newBuilder()
            .setType(Event.Type.ERROR)
            .setError(Event.Error.newBuilder().setMessage(message))
            .build();
    thread.post(() -> receive(error));
  }
}
