package io.meseta.bench.swarm;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * What every task of a run looks like.
 *
 * @param command what it runs
 * @param cpus of one task
 * @param memoryMegabytes of one task
 */
public record TaskShape(CommandInfo command, double cpus, double memoryMegabytes) {

  /** A task of this shape on the offer's agent. */
  public TaskInfo task(String id, Offer offer) {
    return TaskInfo.newBuilder()
        .setName("swarm")
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setAgentId(offer.getAgentId())
        .addResources(scalar("cpus", cpus))
        .addResources(scalar("mem", memoryMegabytes))
        .setCommand(command)
        .build();
  }

  /** A task on the offer's agent that takes all of the offer, whatever this shape says. */
  public TaskInfo taskOfAll(String id, Offer offer) {
    return task(id, offer).toBuilder()
        .clearResources()
        .addAllResources(offer.getResourcesList())
        .build();
  }

  /** How many tasks of this shape the offer has room for. */
  public int fitInto(Offer offer) {
    double byCpus = (amount(offer, "cpus") + 1e-6) / cpus;
    double byMemory = (amount(offer, "mem") + 1e-6) / memoryMegabytes;
    return (int) Math.min(byCpus, byMemory);
  }

  private static double amount(Offer offer, String name) {
    return offer.getResourcesList().stream()
        .filter(resource -> resource.getName().equals(name))
        .mapToDouble(resource -> resource.getScalar().getValue())
        .sum();
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
