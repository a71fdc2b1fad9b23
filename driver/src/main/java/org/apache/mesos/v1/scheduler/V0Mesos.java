package org.apache.mesos.v1.scheduler;

import java.util.Objects;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * For schedulers of the v1 API that run on the driver of the v0 API: it subscribes by itself, and
 * events wait until the scheduler sends SUBSCRIBE (Mesos reference §7.7).
 */
@SuppressWarnings("this-escape") // initialize is a hook of Mesos' API
public class V0Mesos implements Mesos {
  private final Scheduler scheduler;
  private final FrameworkInfo framework;
  private final String master;
  private final Credential credential;
  private V0Adapter adapter;

  /** A link that begins to look for the master at once. */
  public V0Mesos(Scheduler scheduler, FrameworkInfo framework, String master) {
    this(scheduler, framework, master, null);
  }

  /** As above, for a master that asks for a credential; null for none. */
  public V0Mesos(
      Scheduler scheduler, FrameworkInfo framework, String master, Credential credential) {
    this.scheduler = Objects.requireNonNull(scheduler, "Not expecting a null scheduler");
    this.framework = Objects.requireNonNull(framework, "Not expecting a null framework");
    this.master = Objects.requireNonNull(master, "Not expecting a null master");
    this.credential = credential;
    initialize();
  }

  @Override
  public void send(Call call) {
    adapter.send(call);
  }

  /** Does nothing: the driver cannot be told to. */
  @Override
  public void reconnect() {}

  /** Called by the constructors. */
  protected void initialize() {
    adapter = new V0Adapter(this, scheduler);
    adapter.start(framework, master, credential);
  }
}
