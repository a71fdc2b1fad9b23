package io.meseta.core.master.machine;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.util.Arrays;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;

/** Messages from short texts. */
final class Text {

  static final List<Capability> AGENT_CAPABILITIES =
      Arrays.stream(Capability.Type.values())
          .filter(type -> type != Capability.Type.UNKNOWN)
          .map(type -> Capability.newBuilder().setType(type).build())
          .toList();

  private Text() {}

  static List<Resource> resources(String text) {
    return ResourceSyntax.parse(text, "*");
  }

  static List<Resource> allocated(String text, String role) {
    return Resources.of(resources(text)).allocatedTo(role).toProtobuf();
  }

  static List<Resource> revocable(String text) {
    return resources(text).stream()
        .map(r -> r.toBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance()).build())
        .toList();
  }

  static AgentID agentId(AgentId id) {
    return AgentID.newBuilder().setValue(id.value()).build();
  }

  static FrameworkID frameworkId(FrameworkId id) {
    return FrameworkID.newBuilder().setValue(id.value()).build();
  }

  static OfferID offerId(OfferId id) {
    return OfferID.newBuilder().setValue(id.value()).build();
  }
}
