package io.meseta.agent.resource;

import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Roles;
import io.meseta.core.resource.SyntaxException;
import io.meseta.protocol.internal.Messages.CheckpointResourcesMessage;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * What an agent offers: what the operator says, and for what he does not mention as much of the
 * machine as Mesos would take (Mesos reference §8.2).
 */
public final class AgentResources {

  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1 << 30;

  private AgentResources() {}

  /**
   * The resources to offer.
   *
   * @param flag {@code --resources}: {@code cpus:4;mem:1024}, or a JSON array of resources
   * @throws SyntaxException if it cannot be understood; the message names the part
   */
  public static List<Resource> of(Optional<String> flag, Machine machine) {
    List<Resource> resources = new ArrayList<>(flag.map(AgentResources::parse).orElse(List.of()));
    addMissing(resources, scalar("cpus", machine.processors()));
    addMissing(resources, scalar("mem", memoryMegabytes(machine.memoryBytes())));
    addMissing(resources, scalar("disk", diskMegabytes(machine.diskBytes())));
    addMissing(resources, ports());
    return resources;
  }

  private static List<Resource> parse(String text) {
    return text.strip().startsWith("[")
        ? parseJson(text)
        : ResourceSyntax.parse(text, Roles.DEFAULT);
  }

  private static List<Resource> parseJson(String array) {
    CheckpointResourcesMessage.Builder holder = CheckpointResourcesMessage.newBuilder();
    String object = "{\"resources\":" + array + "}";
    try {
      MesosJson.read(object.getBytes(StandardCharsets.UTF_8), holder);
    } catch (MesosJsonException e) {
      throw new IllegalArgumentException(
          "--resources is no JSON array of resources: " + e.getMessage(), e);
    }
    return holder.getResourcesList().stream().map(ReservationFormat::refine).toList();
  }

  private static void addMissing(List<Resource> resources, Resource found) {
    if (resources.stream().noneMatch(given -> given.getName().equals(found.getName()))) {
      resources.add(found);
    }
  }

  /** Leaves a gigabyte to the system, or half of a small machine. */
  private static long memoryMegabytes(long bytes) {
    return (bytes > 2 * GIGABYTE ? bytes - GIGABYTE : bytes / 2) / MEGABYTE;
  }

  /** Leaves five gigabytes to others, or half of a small disk. */
  private static long diskMegabytes(long bytes) {
    return (bytes > 10 * GIGABYTE ? bytes - 5 * GIGABYTE : bytes / 2) / MEGABYTE;
  }

  private static Resource scalar(String name, long value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  private static Resource ports() {
    return ResourceSyntax.parse("ports:[31000-32000]", Roles.DEFAULT).getFirst();
  }
}
