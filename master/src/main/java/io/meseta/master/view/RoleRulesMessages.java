package io.meseta.master.view;

import io.meseta.core.master.snapshot.RoleRulesSnapshot;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Thousandths;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaInfo;
import org.apache.mesos.v1.quota.Protos.QuotaStatus;

/** Quotas and weights as messages, for both API versions (Mesos reference §3.1, §4.1). */
public final class RoleRulesMessages {

  private RoleRulesMessages() {}

  /** All quotas, also in the form of old that knows guarantees only. */
  public static QuotaStatus quotas(RoleRulesSnapshot rules) {
    QuotaStatus.Builder status = QuotaStatus.newBuilder();
    for (QuotaConfig quota : rules.quotas().values()) {
      status.addInfos(legacy(quota)).addConfigs(quota);
    }
    return status.build();
  }

  private static QuotaInfo legacy(QuotaConfig quota) {
    QuotaInfo.Builder info = QuotaInfo.newBuilder().setRole(quota.getRole());
    ResourceQuantities.of(quota.getGuaranteesMap())
        .thousandths()
        .forEach((name, amount) -> info.addGuarantee(scalar(name, amount)));
    return info.build();
  }

  private static Resource scalar(String name, long thousandths) {
    double amount = Thousandths.toDouble(thousandths);
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(amount))
        .build();
  }

  /** All weights that were ever set. */
  public static List<WeightInfo> weights(RoleRulesSnapshot rules) {
    return rules.weights().entrySet().stream()
        .map(entry ->
            WeightInfo.newBuilder().setRole(entry.getKey()).setWeight(entry.getValue()).build())
        .toList();
  }
}
