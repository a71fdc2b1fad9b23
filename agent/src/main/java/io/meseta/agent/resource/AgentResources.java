package io.meseta.agent.resource;

import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.SyntaxException;
import io.meseta.protocol.internal.Messages.CheckpointResourcesMessage;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;

/**
 * What an agent offers: what the operator says, and for what he does not mention as much of the
 * machine as Mesos would take (Mesos reference §8.2).
 */
public final class AgentResources {

  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1 << 30;

  private AgentResources() {}

  /**
   * The resources to offer: summed up, and without those of which there is nothing.
   *
   * @param flag {@code --resources}: {@code cpus:4;mem:1024}, or a JSON array of resources
   * @param defaultRole {@code --default_role}: the role of what names none, found or given
   * @throws SyntaxException if it cannot be understood or offered; the message is that of Mesos
   */
  public static List<Resource> of(Optional<String> flag, String defaultRole, Machine machine) {
    List<Resource> given = flag.map(text -> parse(text, defaultRole)).orElse(List.of());
    List<Resource> resources = new ArrayList<>(given);
    found(machine)
        .forEach((name, amount) -> {
          if (given.stream().noneMatch(resource -> resource.getName().equals(name))) {
            resources.addAll(ResourceSyntax.parse(name + ":" + amount, defaultRole));
          }
        });
    Resources all = Resources.of(resources);
    if (all.scalarThousandths("gpus") % 1000 != 0) {
      throw new SyntaxException("The 'gpus' resource must be an non-negative integer");
    }
    ResourceSyntax.requireValid(all.toProtobuf()); // sums may be more than there can be
    return all.toProtobuf();
  }

  private static List<Resource> parse(String text, String defaultRole) {
    return text.strip().startsWith("[")
        ? parseJson(text, defaultRole)
        : ResourceSyntax.parse(text, defaultRole);
  }

  private static List<Resource> parseJson(String array, String defaultRole) {
    CheckpointResourcesMessage.Builder holder = CheckpointResourcesMessage.newBuilder();
    String object = "{\"resources\":" + array + "}";
    try {
      MesosJson.read(object.getBytes(StandardCharsets.UTF_8), holder);
    } catch (MesosJsonException e) {
      throw new SyntaxException(
          "Some JSON resources were not formatted properly: " + e.getMessage());
    }
    List<Resource> resources =
        holder.getResourcesList().stream()
            .map(resource -> withRole(resource, defaultRole))
            .toList();
    ResourceSyntax.requireValid(resources);
    return resources.stream().map(ReservationFormat::refine).toList();
  }

  @SuppressWarnings("deprecation") // the older format is what operators write
  private static Resource withRole(Resource resource, String defaultRole) {
    return resource.hasRole() || resource.getReservationsCount() > 0
        ? resource
        : resource.toBuilder().setRole(defaultRole).build();
  }

  /** What is offered of a machine by name, in the text syntax, in the order of Mesos. */
  private static Map<String, String> found(Machine machine) {
    Map<String, String> found = new LinkedHashMap<>();
    found.put("cpus", String.valueOf(machine.processors()));
    found.put("mem", String.valueOf(memoryMegabytes(machine.memoryBytes())));
    found.put("disk", String.valueOf(diskMegabytes(machine.diskBytes())));
    found.put("ports", "[31000-32000]");
    return found;
  }

  /** Leaves a gigabyte to the system, or half of a small machine. */
  private static long memoryMegabytes(long bytes) {
    return (bytes >= 2 * GIGABYTE ? bytes - GIGABYTE : bytes / 2) / MEGABYTE;
  }

  /** Leaves five gigabytes to others, or half of a small disk. */
  private static long diskMegabytes(long bytes) {
    return (bytes >= 10 * GIGABYTE ? bytes - 5 * GIGABYTE : bytes / 2) / MEGABYTE;
  }
}
