package io.meseta.master.libprocess;

import io.meseta.core.FrameworkId;
import io.meseta.core.master.SchedulerCall;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What a message of a scheduler driver asks for, whichever of the dialects it came in. */
sealed interface DriverRequest {

  /**
   * Register, or come back.
   *
   * @param force whether to take over from another driver (Mesos reference §5.5)
   */
  record Subscribe(Call.Subscribe body, boolean force) implements DriverRequest {}

  /** Carry out a call. */
  record Carry(FrameworkId framework, SchedulerCall call) implements DriverRequest {}

  /** No more offers: the driver has given up. */
  record Deactivate(FrameworkId framework) implements DriverRequest {}

  /** Nothing, because it is wrong; the driver is told, and aborts. */
  record Refuse(String error) implements DriverRequest {}

  /** Nothing, because it is wrong or not for drivers; nobody is told, as with Mesos. */
  record Drop(String why) implements DriverRequest {}

  /** Run a scheduler in the master's name: always declined. */
  record SubmitScheduler() implements DriverRequest {}
}
