package io.meseta.core.master.machine;

import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What an operator with a seed might want of roles; good and bad. */
final class OperatorChaos {

  private static final List<String> ROLES = List.of("*", "a", "b", "web");
  private static final RequestId NOBODY = new RequestId(-3);

  private OperatorChaos() {}

  static MasterCommand next(RandomGenerator random) {
    String role = ROLES.get(random.nextInt(ROLES.size()));
    return random.nextInt(3) == 0 ? weight(role, random) : quota(role, random);
  }

  private static MasterCommand weight(String role, RandomGenerator random) {
    double weight = random.nextInt(4) - 0.5;
    return new OperatorCommand.UpdateWeights(
        NOBODY, List.of(WeightInfo.newBuilder().setRole(role).setWeight(weight).build()));
  }

  private static MasterCommand quota(String role, RandomGenerator random) {
    QuotaConfig.Builder quota = QuotaConfig.newBuilder().setRole(role);
    int guarantee = random.nextInt(4);
    if (guarantee > 0) {
      quota.putGuarantees("cpus", Value.Scalar.newBuilder().setValue(guarantee).build());
    }
    if (random.nextBoolean()) {
      quota.putLimits("cpus", Value.Scalar.newBuilder().setValue(2 + random.nextInt(6)).build());
    }
    return new OperatorCommand.UpdateQuota(NOBODY, List.of(quota.build()), random.nextBoolean());
  }
}
