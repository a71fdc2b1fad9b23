package io.meseta.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.e2e.Patience;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tasks write into a persistent volume stays, whoever dies, until the volume is destroyed;
 * tasks of pods find it too.
 */
class VolumesTest {

  private static final String ROLE = "db";

  /** Offers come back at once. */
  private static final Filters NONE = Filters.newBuilder().setRefuseSeconds(0).build();

  @TempDir Path directory;
  private Place place;
  private int port;

  @BeforeEach
  void arrive() {
    place = new Place(directory);
    port = FreePort.find();
  }

  @AfterEach
  void leave() {
    place.close();
  }

  @Test
  void aVolumeOutlivesItsTasksAndTheAgentUntilItIsDestroyed() {
    Path volume = directory.resolve("agent/volumes/roles/" + ROLE + "/kept");
    try (RunningProgram master = daemon("master", "--port=" + port);
        RunningProgram first = agent();
        ScriptedScheduler scheduler = new ScriptedScheduler("127.0.0.1:" + port, "database")) {
      awaitAgent();
      scheduler.inRole(ROLE).subscribe();
      Offer offer = scheduler.awaitOffer();
      accept(
          scheduler,
          List.of(offer),
          reserve(),
          create(),
          launch(offer, "writer", "echo written > data/file"));
      scheduler.acknowledge(finished(scheduler.awaitOperation("reserve", 1)));
      finished(scheduler.awaitOperation("create", 1)); // nobody says that it was heard
      scheduler.awaitUpdate("writer", TaskState.TASK_FINISHED);
      assertThat(volume.resolve("file")).hasContent("written");

      first.signal("KILL");
      first.awaitExit();
      try (RunningProgram second = agent()) {
        scheduler.acknowledge(finished(scheduler.awaitOperation("create", 2)));
        assertThat(scheduler.operations("reserve")).hasSize(1);

        accept(
            scheduler,
            offersWithVolume(scheduler),
            launch(offer, "reader", "test \"$(cat data/file)\" = written"));
        scheduler.awaitUpdate("reader", TaskState.TASK_FINISHED);
        accept(
            scheduler,
            offersWithVolume(scheduler),
            pod(offer, scheduler.id(), "nested", "test \"$(cat data/file)\" = written"));
        scheduler.awaitUpdate("nested", TaskState.TASK_FINISHED);

        accept(scheduler, offersWithVolume(scheduler), destroy(), unreserve());
        scheduler.acknowledge(finished(scheduler.awaitOperation("destroy", 1)));
        scheduler.acknowledge(finished(scheduler.awaitOperation("unreserve", 1)));
        assertThat(volume).doesNotExist();
        awaitUnreserved();
        assertThat(second.isAlive()).isTrue();
        assertThat(master.isAlive()).isTrue();
      }
    }
  }

  private static OperationStatus finished(OperationStatus status) {
    assertThat(status.getState())
        .as(status.toString())
        .isEqualTo(OperationState.OPERATION_FINISHED);
    return status;
  }

  /** Offers that hold the volume, and enough beside it. */
  private static List<Offer> offersWithVolume(ScriptedScheduler scheduler) {
    List<Offer> offers = new ArrayList<>();
    do {
      offers.add(scheduler.awaitOffer());
    } while (!holds(offers, r -> r.getDisk().hasPersistence())
        || !holds(offers, r -> r.getName().equals("disk") && r.getReservationsCount() == 0));
    return offers;
  }

  private static boolean holds(List<Offer> offers, Predicate<Resource> wanted) {
    return offers.stream().flatMap(o -> o.getResourcesList().stream()).anyMatch(wanted);
  }

  private static void accept(
      ScriptedScheduler scheduler, List<Offer> offers, Operation.Builder... operations) {
    Call.Accept.Builder accept = Call.Accept.newBuilder().setFilters(NONE);
    offers.forEach(offer -> accept.addOfferIds(offer.getId()));
    for (Operation.Builder operation : operations) {
      accept.addOperations(operation);
    }
    scheduler.call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
  }

  private static Operation.Builder operation(Operation.Type type, String id) {
    return Operation.newBuilder().setType(type).setId(OperationID.newBuilder().setValue(id));
  }

  private static Operation.Builder reserve() {
    return operation(Operation.Type.RESERVE, "reserve")
        .setReserve(Operation.Reserve.newBuilder().addResources(reserved()));
  }

  private static Operation.Builder create() {
    return operation(Operation.Type.CREATE, "create")
        .setCreate(Operation.Create.newBuilder().addVolumes(volume()));
  }

  private static Operation.Builder destroy() {
    return operation(Operation.Type.DESTROY, "destroy")
        .setDestroy(Operation.Destroy.newBuilder().addVolumes(volume()));
  }

  private static Operation.Builder unreserve() {
    return operation(Operation.Type.UNRESERVE, "unreserve")
        .setUnreserve(Operation.Unreserve.newBuilder().addResources(reserved()));
  }

  private static Operation.Builder launch(Offer offer, String id, String command) {
    TaskInfo.Builder task = ScriptedScheduler.task(offer, id, id, command).toBuilder();
    return Operation.newBuilder()
        .setType(Operation.Type.LAUNCH)
        .setLaunch(Operation.Launch.newBuilder().addTaskInfos(task.addResources(volume())));
  }

  private static Operation.Builder pod(Offer offer, String framework, String id, String command) {
    TaskInfo.Builder task = ScriptedScheduler.task(offer, id, id, command).toBuilder();
    Operation.Builder launch = Operation.newBuilder().setType(Operation.Type.LAUNCH_GROUP);
    launch
        .getLaunchGroupBuilder()
        .setTaskGroup(TaskGroupInfo.newBuilder().addTasks(task.addResources(volume())))
        .getExecutorBuilder()
        .setType(ExecutorInfo.Type.DEFAULT)
        .setExecutorId(ExecutorID.newBuilder().setValue("pod"))
        .setFrameworkId(FrameworkID.newBuilder().setValue(framework))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .addResources(scalar("disk", 32));
    return launch;
  }

  private static Resource.Builder scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value));
  }

  private static Resource.Builder reserved() {
    return scalar("disk", 64)
        .setAllocationInfo(AllocationInfo.newBuilder().setRole(ROLE))
        .addReservations(
            ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(ROLE));
  }

  private static Resource.Builder volume() {
    return reserved()
        .setDisk(
            DiskInfo.newBuilder()
                .setPersistence(DiskInfo.Persistence.newBuilder().setId("kept"))
                .setVolume(Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW)));
  }

  private Json awaitAgent() {
    return new Endpoints("127.0.0.1:" + port)
        .awaitState(state -> state.at("activated_slaves").number() == 1);
  }

  private void awaitUnreserved() {
    Patience.await("nothing to be reserved")
        .until(
            () -> new Endpoints("127.0.0.1:" + port).get("/slaves").toString(),
            slaves -> !slaves.contains("kept") && !slaves.contains("DYNAMIC"));
  }

  private RunningProgram agent() {
    return daemon(
        "agent",
        "--port=0",
        "--master=127.0.0.1:" + port,
        "--resources=cpus:2;mem:512;disk:1024",
        "--runtime_dir=" + directory.resolve("run"));
  }

  private RunningProgram daemon(String name, String... flags) {
    List<String> command =
        Archive.meseta(
            name,
            "--ip=127.0.0.1",
            "--hostname=localhost",
            "--work_dir=" + directory.resolve(name));
    command.addAll(List.of(flags));
    return RunningProgram.start(place, command);
  }
}
