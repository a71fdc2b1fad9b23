package io.meseta.core.master.message;

import io.meseta.core.master.state.Agent;
import io.meseta.core.master.state.Framework;
import io.meseta.core.master.state.InverseOffer;
import io.meseta.core.master.state.MasterState;
import io.meseta.core.master.state.OutstandingOffer;
import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.Resources;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;

/** Offers as the framework they are for understands them (Mesos reference §8.4, §9.2). */
public final class OfferMessages {

  private OfferMessages() {}

  /** The offer as a message. */
  public static Offer toProtobuf(OutstandingOffer offer, MasterState state) {
    Framework framework = state.framework(offer.framework()).orElseThrow();
    Agent agent = state.agent(offer.agent()).orElseThrow();
    Offer.Builder builder =
        Offer.newBuilder()
            .setId(Ids.toProtobuf(offer.id()))
            .setFrameworkId(Ids.toProtobuf(offer.framework()))
            .setAgentId(Ids.toProtobuf(offer.agent()))
            .setHostname(agent.info().getHostname())
            .setUrl(agent.url())
            .addAllResources(resources(offer.resources(), framework))
            .addAllAttributes(agent.info().getAttributesList());
    if (framework.has(Capability.Type.MULTI_ROLE)) {
      builder.setAllocationInfo(AllocationInfo.newBuilder().setRole(offer.role()));
    }
    if (agent.info().hasDomain()) {
      builder.setDomain(agent.info().getDomain());
    }
    state.maintenance().unavailability(offer.agent()).ifPresent(builder::setUnavailability);
    agent.executors().keySet().stream()
        .filter(key -> key.framework().equals(framework.id()))
        .forEach(key -> builder.addExecutorIds(Ids.toProtobuf(key.executor())));
    return builder.build();
  }

  /** The inverse offer as a message. */
  public static org.apache.mesos.v1.Protos.InverseOffer toProtobuf(
      InverseOffer offer, Agent agent) {
    return org.apache.mesos.v1.Protos.InverseOffer.newBuilder()
        .setId(Ids.toProtobuf(offer.id()))
        .setUrl(agent.url())
        .setFrameworkId(Ids.toProtobuf(offer.framework()))
        .setAgentId(Ids.toProtobuf(offer.agent()))
        .setUnavailability(offer.unavailability())
        .build();
  }

  private static List<Resource> resources(Resources allocated, Framework framework) {
    Resources shown =
        framework.has(Capability.Type.MULTI_ROLE) ? allocated : allocated.unallocated();
    return framework.has(Capability.Type.RESERVATION_REFINEMENT)
        ? shown.toProtobuf()
        : shown.toProtobuf().stream()
            .flatMap(resource -> ReservationFormat.coarsen(resource).stream())
            .toList();
  }
}
