package io.meseta.agent;

import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/** Frameworks and tasks as the tests of the agent want them. */
final class Scenario {

  private Scenario() {}

  static FrameworkInfo framework(String id) {
    return FrameworkInfo.newBuilder()
        .setUser(System.getProperty("user.name"))
        .setName("test")
        .setId(FrameworkID.newBuilder().setValue(id))
        .setCheckpoint(true)
        .addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE))
        .addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
        .addRoles("r1")
        .build();
  }

  static TaskInfo commandTask(String id, String command) {
    return task(id).setCommand(CommandInfo.newBuilder().setShell(true).setValue(command)).build();
  }

  static TaskInfo.Builder task(String id) {
    return TaskInfo.newBuilder()
        .setName("task " + id)
        .setTaskId(taskId(id))
        .setAgentId(FakeMaster.AGENT)
        .addAllResources(resources(0.1, 32));
  }

  static TaskID taskId(String id) {
    return TaskID.newBuilder().setValue(id).build();
  }

  static List<Resource> resources(double cpus, double mem) {
    return List.of(scalar("cpus", cpus), scalar("mem", mem));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
