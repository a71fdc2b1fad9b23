package io.meseta.core.allocator.oracle;

import io.meseta.core.allocator.Site;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/** Where an agent is. */
public record Place(String host, String rack, boolean remote) {

  /** As the engine wants to know it. */
  public Site toSite() {
    AgentInfo info =
        AgentInfo.newBuilder()
            .setHostname(host)
            .addAttributes(
                Attribute.newBuilder()
                    .setName("rack")
                    .setType(Value.Type.TEXT)
                    .setText(Value.Text.newBuilder().setValue(rack)))
            .build();
    return new Site(info, remote);
  }
}
