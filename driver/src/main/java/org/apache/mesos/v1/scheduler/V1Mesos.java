package org.apache.mesos.v1.scheduler;

import io.meseta.driver.v1.V1Callbacks;
import io.meseta.driver.v1.V1Driver;
import java.io.IOException;
import java.util.Objects;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * A link to the master over the v1 scheduler API. The scheduler subscribes by itself whenever it is
 * connected. Masters are given as to {@link org.apache.mesos.MesosSchedulerDriver}. If a callback
 * throws, nothing is called any more.
 */
@SuppressWarnings("this-escape") // initialize is a hook of Mesos' API
public class V1Mesos implements Mesos {
  private final Scheduler scheduler;
  private final String master;
  private final Credential credential;
  private V1Driver driver;

  /** A link that begins to look for the master at once. */
  public V1Mesos(Scheduler scheduler, String master) {
    this(scheduler, master, null);
  }

  /** As above, for a master that asks for a credential; null for none. */
  public V1Mesos(Scheduler scheduler, String master, Credential credential) {
    this.scheduler = Objects.requireNonNull(scheduler, "Not expecting a null scheduler");
    this.master = Objects.requireNonNull(master, "Not expecting a null master");
    this.credential = credential;
    initialize();
  }

  @Override
  public void send(Call call) {
    driver.send(call.toByteArray());
  }

  @Override
  public void reconnect() {
    driver.reconnect();
  }

  /** Called by the constructors. */
  protected void initialize() {
    Callbacks callbacks = new Callbacks();
    driver = new V1Driver(callbacks, master, credential == null ? null : credential.toByteArray());
    callbacks.begin();
  }

  /** Bytes into events; callbacks wait until the scheduler can send. */
  private final class Callbacks implements V1Callbacks {
    private final java.util.concurrent.CountDownLatch ready =
        new java.util.concurrent.CountDownLatch(1);

    private void begin() {
      ready.countDown();
    }

    @Override
    public void connected() {
      awaitDriver();
      scheduler.connected(V1Mesos.this);
    }

    private void awaitDriver() {
      try {
        ready.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void disconnected() {
      scheduler.disconnected(V1Mesos.this);
    }

    @Override
    public void received(byte[] encoded) {
      Event event;
      try {
        event = Event.parseFrom(encoded);
      } catch (IOException e) {
        error("Failed to de-serialize event: " + e.getMessage());
        return;
      }
      scheduler.received(V1Mesos.this, event);
    }

    @Override
    public void error(String message) {
      awaitDriver();
      scheduler.received(
          V1Mesos.this,
          Event.newBuilder()
              .setType(Event.Type.ERROR)
              .setError(Event.Error.newBuilder().setMessage(message))
              .build());
    }
  }
}
