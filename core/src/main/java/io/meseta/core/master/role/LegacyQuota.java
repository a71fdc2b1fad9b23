package io.meseta.core.master.role;

import io.meseta.core.resource.ReservationFormat;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Roles;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** The quota of old, a list of resources that are guarantee and limit alike (§9.3). */
final class LegacyQuota {

  private LegacyQuota() {}

  /** What is wrong with the request, in Mesos' words, or empty. */
  static Optional<String> error(QuotaRequest request) {
    return ResourceValidation.validate(request.getGuaranteeList())
        .map(error -> "QuotaInfo with invalid resource: " + error)
        .or(() -> Roles.validate(request.getRole()).map(e -> "QuotaInfo with invalid role: " + e))
        .or(() -> guaranteeError(request.getGuaranteeList()));
  }

  private static Optional<String> guaranteeError(List<Resource> guarantee) {
    if (guarantee.isEmpty()) {
      return Optional.of("QuotaInfo with empty 'guarantee'");
    }
    Set<String> names = new HashSet<>();
    return guarantee.stream()
        .map(ReservationFormat::refine)
        .flatMap(resource -> resourceError(resource, names).stream())
        .findFirst();
  }

  private static Optional<String> resourceError(Resource resource, Set<String> names) {
    if (resource.getReservationsCount() > 0) {
      return Optional.of("QuotaInfo must not contain any ReservationInfo");
    }
    if (resource.hasDisk()) {
      return Optional.of("QuotaInfo must not contain DiskInfo");
    }
    if (resource.hasRevocable()) {
      return Optional.of("QuotaInfo must not contain RevocableInfo");
    }
    if (resource.getType() != Value.Type.SCALAR) {
      return Optional.of("QuotaInfo must not include non-scalar resources");
    }
    return names.add(resource.getName())
        ? Optional.empty()
        : Optional.of("QuotaInfo contains duplicate resource name '" + resource.getName() + "'");
  }

  /** The same in today's form. */
  static QuotaConfig toConfig(QuotaRequest request) {
    QuotaConfig.Builder quota = QuotaConfig.newBuilder().setRole(request.getRole());
    for (Resource resource : request.getGuaranteeList()) {
      quota.putGuarantees(resource.getName(), resource.getScalar());
      quota.putLimits(resource.getName(), resource.getScalar());
    }
    return quota.build();
  }
}
