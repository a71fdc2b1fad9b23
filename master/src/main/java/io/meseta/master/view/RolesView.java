package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.resource.ResourceLimits;
import io.meseta.core.resource.ResourceQuantities;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Thousandths;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;
import java.util.Map;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** {@code /roles} (Mesos reference §4.1): amounts are those of the role and all below it. */
public record RolesView(MasterSnapshot master) implements JsonView {

  private static final QuotaConfig NONE = QuotaConfig.newBuilder().setRole("").build();

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    RoleSums sums = new RoleSums(master);
    JsonView.objects(out, "roles", master.roles(), (fields, role) -> role(fields, role, sums));
  }

  private void role(JsonGenerator out, RoleSnapshot role, RoleSums sums) throws IOException {
    String name = role.name();
    Resources allocated = sums.allocated(name);
    Resources offered = sums.offered(name);
    out.writeStringField("name", name);
    JsonView.number(out, "weight", role.weight());
    JsonView.object(out, "quota", fields -> quota(fields, name, sums.consumed(name)));
    ResourceJson.quantities(out, "resources", allocated.plus(offered));
    ResourceJson.quantities(out, "allocated", allocated);
    ResourceJson.quantities(out, "offered", offered);
    ResourceJson.quantities(out, "reserved", sums.reserved(name));
    JsonView.strings(
        out, "frameworks", role.frameworks().stream().map(FrameworkId::value).toList());
  }

  private void quota(JsonGenerator out, String role, Resources consumed) throws IOException {
    out.writeStringField("role", role);
    QuotaConfig quota = master.roleRules().quota(role).orElse(NONE);
    amounts(out, "guarantee", ResourceQuantities.of(quota.getGuaranteesMap()).thousandths());
    amounts(out, "limit", ResourceLimits.of(quota.getLimitsMap()).thousandths());
    ResourceJson.quantities(out, "consumed", consumed);
  }

  private static void amounts(JsonGenerator out, String name, Map<String, Long> thousandths)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> amount : thousandths.entrySet()) {
      JsonView.number(out, amount.getKey(), Thousandths.toDouble(amount.getValue()));
    }
    out.writeEndObject();
  }
}
