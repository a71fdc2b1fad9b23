package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.allocator.Explanation;
import io.meseta.core.allocator.Reason;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Thousandths;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why a framework is offered resources, or is not: how many agents there are of each kind of
 * reason, and the reason for each agent with all that is known about it.
 *
 * @param explanations of one framework
 */
public record ExplanationsView(List<Explanation> explanations) implements JsonView {

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    explanations.forEach(it -> counts.merge(kind(it.reason()), 1, Integer::sum));
    out.writeStringField("summary", summary(counts));
    JsonView.object(
        out,
        "counts",
        fields -> {
          for (Map.Entry<String, Integer> count : counts.entrySet()) {
            fields.writeNumberField(count.getKey(), count.getValue());
          }
        });
    JsonView.objects(out, "explanations", explanations, ExplanationsView::explanation);
  }

  private String summary(Map<String, Integer> counts) {
    long agents = explanations.stream().map(Explanation::agent).distinct().count();
    long roles = explanations.stream().map(Explanation::role).distinct().count();
    return "of "
        + agents
        + (agents == 1 ? " agent" : " agents")
        + (roles > 1 ? ", in each of " + roles + " roles: " : ": ")
        + counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  private static void explanation(JsonGenerator out, Explanation it) throws IOException {
    out.writeStringField("framework_id", it.framework().value());
    out.writeStringField("role", it.role());
    out.writeStringField("agent_id", it.agent().value());
    out.writeStringField("reason", kind(it.reason()));
    details(out, it.reason());
  }

  /** The reason in a few words, always the same. */
  private static String kind(Reason reason) {
    return switch (reason) {
      case Reason.WouldBeOffered _ -> "would be offered";
      case Reason.AlreadyOffered _ -> "already offered";
      case Reason.NotSubscribed _ -> "not subscribed to the role";
      case Reason.NotConnected _ -> "framework not connected";
      case Reason.Suppressed _ -> "suppressed";
      case Reason.AgentsAwaited _ -> "agents awaited after an election";
      case Reason.AgentUnavailable(var state) ->
          switch (state) {
            case ACTIVE -> "active";
            case DISCONNECTED -> "agent disconnected";
            case DEACTIVATED -> "agent deactivated";
            case DRAINING -> "agent draining";
            case DRAINED -> "agent drained";
          };
      case Reason.NotWhitelisted _ -> "agent not on the whitelist";
      case Reason.ExcludedByConstraints _ -> "excluded by offer constraints";
      case Reason.CapabilitiesMissing _ -> "capability missing";
      case Reason.InUse _ -> "in use";
      case Reason.OfferedElsewhere _ -> "offered elsewhere";
      case Reason.ReservedForOthers _ -> "reserved for others";
      case Reason.BelowMinimum _ -> "below the minimum";
      case Reason.AtLimit _ -> "quota limit reached";
      case Reason.KeptForGuarantees _ -> "kept for guarantees";
      case Reason.Refused _ -> "refused";
      case Reason.OtherComesFirst _ -> "another comes first";
    };
  }

  private static void details(JsonGenerator out, Reason reason) throws IOException {
    switch (reason) {
      case Reason.WouldBeOffered(var resources) ->
          out.writeStringField("resources", resources.toString());
      case Reason.AlreadyOffered(var resources, var since) -> {
        out.writeStringField("resources", resources.toString());
        JsonView.time(out, "since", since);
      }
      case Reason.AgentsAwaited(int known, int awaited) -> {
        out.writeNumberField("known", known);
        out.writeNumberField("awaited", awaited);
      }
      case Reason.NotWhitelisted(var hostname) -> out.writeStringField("hostname", hostname);
      case Reason.CapabilitiesMissing(var types) ->
          JsonView.strings(out, "capabilities", types.stream().map(Enum::name).sorted().toList());
      case Reason.OfferedElsewhere(var holders) ->
          JsonView.objects(out, "holders", holders, ExplanationsView::holder);
      case Reason.ReservedForOthers(var roles) ->
          JsonView.strings(out, "roles", roles.stream().sorted().toList());
      case Reason.BelowMinimum(var free, var minimum) -> {
        out.writeStringField("free", free.toString());
        JsonView.objects(out, "minimum", minimum, ExplanationsView::minimum);
      }
      case Reason.AtLimit(var role, var limits, var consumed) -> {
        out.writeStringField("quota_role", role);
        amounts(out, "limits", limits);
        amounts(out, "consumed", consumed);
      }
      case Reason.KeptForGuarantees(var lacking, var free) -> {
        amounts(out, "lacking", lacking);
        amounts(out, "free", free);
      }
      case Reason.Refused(var resources, var until) -> {
        out.writeStringField("resources", resources.toString());
        JsonView.time(out, "until", until);
      }
      case Reason.OtherComesFirst(var framework, var role, double share, double ownShare) -> {
        out.writeStringField("other_framework_id", framework.value());
        out.writeStringField("other_role", role);
        JsonView.number(out, "other_share", share);
        JsonView.number(out, "share", ownShare);
      }
      case Reason.NotSubscribed _,
          Reason.NotConnected _,
          Reason.Suppressed _,
          Reason.AgentUnavailable _,
          Reason.ExcludedByConstraints _,
          Reason.InUse _ -> {}
    }
  }

  private static void holder(JsonGenerator out, Reason.OfferedElsewhere.Holder holder)
      throws IOException {
    out.writeStringField("framework_id", holder.framework().value());
    out.writeStringField("role", holder.role());
    JsonView.time(out, "since", holder.since());
  }

  private static void minimum(JsonGenerator out, Traits.Minimum minimum) throws IOException {
    write(out, minimum.thousandths());
  }

  private static void amounts(JsonGenerator out, String name, Map<String, Long> thousandths)
      throws IOException {
    JsonView.object(out, name, fields -> write(fields, thousandths));
  }

  private static void write(JsonGenerator out, Map<String, Long> thousandths) throws IOException {
    for (Map.Entry<String, Long> amount : new TreeMap<>(thousandths).entrySet()) {
      JsonView.number(out, amount.getKey(), Thousandths.toDouble(amount.getValue()));
    }
  }
}
