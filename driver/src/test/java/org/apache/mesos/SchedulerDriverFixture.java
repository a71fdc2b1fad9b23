package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.driver.scheduler.SchedulerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.Protos.CommandInfo;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A driver, a master that obeys the test, and a scheduler that notes what it is told. */
@Timeout(180)
abstract class SchedulerDriverFixture {
  static final FrameworkInfo HELLO =
      FrameworkInfo.newBuilder().setUser("").setName("hello-world").build();
  static final String REGISTERED = "registered framework-1 at master.example";

  final FakeMaster master = new FakeMaster();
  final RecordingScheduler scheduler = new RecordingScheduler();
  final MesosSchedulerDriver driver = driver(options(HELLO, master.address()));
  private final List<MesosSchedulerDriver> drivers = new CopyOnWriteArrayList<>(List.of(driver));

  static SchedulerOptions options(FrameworkInfo framework, String address) {
    return new SchedulerOptions(
        framework.toByteArray(), address, Map.of("MESOS_REGISTRATION_BACKOFF_FACTOR", "20ms"));
  }

  final MesosSchedulerDriver driver(SchedulerOptions options) {
    MesosSchedulerDriver created = new MesosSchedulerDriver(scheduler, options);
    if (drivers != null) {
      drivers.add(created);
    }
    return created;
  }

  @AfterEach
  void close() {
    drivers.forEach(each -> each.stop(true));
    master.close();
  }

  final FakePeer.Stream registered(MesosSchedulerDriver started) throws Exception {
    started.start();
    FakePeer.Stream stream = master.register("master-1");
    assertThat(scheduler.await()).isEqualTo(REGISTERED);
    return stream;
  }

  static TaskInfo task(String id) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(taskId(id))
        .setSlaveId(SlaveID.newBuilder().setValue("agent-1"))
        .setCommand(CommandInfo.newBuilder().setValue("echo hello"))
        .build();
  }

  static TaskID taskId(String id) {
    return TaskID.newBuilder().setValue(id).build();
  }

  static OfferID offer(String id) {
    return OfferID.newBuilder().setValue(id).build();
  }
}
