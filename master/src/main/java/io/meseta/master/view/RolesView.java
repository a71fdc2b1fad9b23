package io.meseta.master.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;

/** {@code /roles} (Mesos reference §4.1). Quota is not supported yet, so nothing is guaranteed. */
public record RolesView(MasterSnapshot master) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.objects(out, "roles", master.roles(), RolesView::role);
  }

  private static void role(JsonGenerator out, RoleSnapshot role) throws IOException {
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

  private static void quota(JsonGenerator out, RoleSnapshot role) throws IOException {
    out.writeStringField("role", role.name());
    JsonView.object(out, "guarantee", _ -> {});
    JsonView.object(out, "limit", _ -> {});
    ResourceJson.quantities(out, "consumed", consumed(role));
  }
}
