package io.meseta.core.master;

import java.util.List;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** What operators say of roles; part of the registry (Mesos reference §6.2, §9.1, §9.3). */
public sealed interface RoleEvent extends DurableMasterEvent {

  /**
   * Each role has this quota from now on; a quota without guarantees and limits is none.
   *
   * @param quotas if a role is in it more than once the last one counts
   */
  record QuotasUpdated(List<QuotaConfig> quotas) implements RoleEvent {
    public QuotasUpdated {
      quotas = List.copyOf(quotas);
    }
  }

  /** Each role has this weight from now on. */
  record WeightsUpdated(List<WeightInfo> weights) implements RoleEvent {
    public WeightsUpdated {
      weights = List.copyOf(weights);
    }
  }
}
