package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.RequestId;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/**
 * What operators want changed of resources and of the rules by which they are shared (Mesos
 * reference §3.1). Each is answered by one {@link MasterEffect.Respond}.
 */
public sealed interface OperatorCommand extends MasterCommand {

  /** Who waits for the answer. */
  RequestId request();

  /**
   * Give these roles these quotas, all or none.
   *
   * @param force whether limits may be below what is in use, and guarantees above what there is
   */
  record UpdateQuota(RequestId request, List<QuotaConfig> quotas, boolean force)
      implements OperatorCommand {
    public UpdateQuota {
      quotas = List.copyOf(quotas);
    }
  }

  /** The old way to give a role that has none a quota, guarantee and limit alike. */
  record SetQuota(RequestId request, QuotaRequest quota) implements OperatorCommand {}

  /** The old way to take a role's quota away. */
  record RemoveQuota(RequestId request, String role) implements OperatorCommand {}

  /** Give these roles these weights, all or none. */
  record UpdateWeights(RequestId request, List<WeightInfo> weights) implements OperatorCommand {
    public UpdateWeights {
      weights = List.copyOf(weights);
    }
  }

  /**
   * An operator wants resources of an agent changed (Mesos reference §3.1, §10).
   *
   * @param operation anything but a launch; its form is not checked yet
   * @param principal who the operator is, if operators have to say so
   */
  record ChangeResources(
      RequestId request, AgentId agent, Operation operation, Optional<String> principal)
      implements OperatorCommand {}
}
