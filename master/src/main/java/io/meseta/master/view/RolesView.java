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

/** {@code /roles} (Mesos reference §4.1). */
public record RolesView(MasterSnapshot master) implements JsonView {

  private static final QuotaConfig NONE = QuotaConfig.newBuilder().setRole("").build();

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.objects(out, "roles", master.roles(), this::role);
  }

  private void role(JsonGenerator out, RoleSnapshot role) throws IOException {
    out.writeStringField("name", role.name());
    JsonView.number(out, "weight", role.weight());
    JsonView.object(out, "quota", fields -> quota(fields, role));
    ResourceJson.quantities(out, "resources", role.used().plus(role.offered()));
    ResourceJson.quantities(out, "allocated", role.used());
    ResourceJson.quantities(out, "offered", role.offered());
    ResourceJson.quantities(out, "reserved", role.reserved());
    JsonView.strings(
        out, "frameworks", role.frameworks().stream().map(FrameworkId::value).toList());
  }

  /** What counts against a quota: reservations, whether or not in use, and what else is in use. */
  private static Resources consumed(RoleSnapshot role) {
    return role.reserved().plus(role.used().unreserved().nonRevocable().unallocated());
  }

  private void quota(JsonGenerator out, RoleSnapshot role) throws IOException {
    out.writeStringField("role", role.name());
    QuotaConfig quota = master.roleRules().quota(role.name()).orElse(NONE);
    amounts(out, "guarantee", ResourceQuantities.of(quota.getGuaranteesMap()).thousandths());
    amounts(out, "limit", ResourceLimits.of(quota.getLimitsMap()).thousandths());
    ResourceJson.quantities(out, "consumed", consumed(role));
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
