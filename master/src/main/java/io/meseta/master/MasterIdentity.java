package io.meseta.master;

import io.meseta.master.flags.MasterFlags;
import io.meseta.runtime.address.DaemonAddress;
import io.meseta.runtime.view.BuildFacts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.MasterInfo.Capability;

/** Who a master is: a new one with every start, as in Mesos (reference §0.1, "Ids"). */
final class MasterIdentity {

  /** What agents and operators may count on, in Mesos' order. */
  static final List<Capability> CAPABILITIES =
      Stream.of(
              Capability.Type.AGENT_UPDATE,
              Capability.Type.AGENT_DRAINING,
              Capability.Type.QUOTA_V2)
          .map(type -> Capability.newBuilder().setType(type).build())
          .toList();

  private MasterIdentity() {}

  static DaemonAddress address(MasterFlags flags) throws IOException {
    return DaemonAddress.resolve(
        new DaemonAddress.Wish(
            flags.ip(),
            flags.advertiseIp(),
            flags.advertisePort(),
            flags.hostname(),
            flags.hostnameLookup()));
  }

  static MasterInfo info(DaemonAddress address, int port, Optional<DomainInfo> domain)
      throws IOException {
    int advertised = address.advertised(port);
    MasterInfo.Builder info =
        MasterInfo.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setIp(address.ipAsInteger())
            .setPort(advertised)
            .setPid("master@" + address.ip() + ":" + advertised)
            .setHostname(address.hostname())
            .setVersion(BuildFacts.CURRENT.version())
            .setAddress(
                Address.newBuilder()
                    .setHostname(address.hostname())
                    .setIp(address.ip())
                    .setPort(advertised))
            .addAllCapabilities(CAPABILITIES);
    domain.ifPresent(info::setDomain);
    return info.build();
  }
}
