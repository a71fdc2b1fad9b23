package io.meseta.agent.resource;

import io.meseta.core.resource.Resources;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Which changes of an agent are accepted when it comes back with tasks and reservations of before
 * ({@code --reconfiguration_policy}): none, or only those that add something.
 */
public enum Reconfiguration {
  /** It must describe itself exactly as before. */
  EQUAL {
    @Override
    public Optional<String> objection(AgentInfo before, AgentInfo now) {
      if (!Resources.of(before.getResourcesList()).equals(Resources.of(now.getResourcesList()))) {
        return differs("resources", text(before.getResourcesList()), text(now.getResourcesList()));
      }
      if (!new HashSet<>(before.getAttributesList())
          .equals(new HashSet<>(now.getAttributesList()))) {
        return differs("attributes", attributes(before), attributes(now));
      }
      return differs("hostname", before.getHostname(), now.getHostname())
          .or(() -> differs("port", before.getPort(), now.getPort()))
          .or(() -> differs("domain", before.getDomain(), now.getDomain()));
    }
  },

  /** It may have more resources and attributes than before, and a domain if it had none. */
  ADDITIVE {
    @Override
    public Optional<String> objection(AgentInfo before, AgentInfo now) {
      Optional<String> moved =
          differs("hostname", before.getHostname(), now.getHostname())
              .or(() -> differs("port", before.getPort(), now.getPort()));
      if (moved.isPresent()) {
        return moved;
      }
      if (before.hasDomain() && !before.getDomain().equals(now.getDomain())) {
        return differs("domain", before.getDomain(), now.getDomain());
      }
      Resources resources = Resources.of(now.getResourcesList());
      Optional<String> less =
          Resources.of(before.getResourcesList())
              .separate()
              .filter(Predicate.not(resources::contains))
              .findFirst()
              .map(lost -> "there is less than " + lost + " of before in " + resources);
      return less.or(() ->
          before.getAttributesList().stream()
              .filter(attribute -> now.getAttributesList().stream().noneMatch(keeps(attribute)))
              .findFirst()
              .map(lost -> "the attribute " + attribute(lost) + " is missing or has changed"));
    }
  };

  /** What of the change is not acceptable, or empty. */
  public abstract Optional<String> objection(AgentInfo before, AgentInfo now);

  private static Optional<String> differs(String what, Object before, Object now) {
    return before.equals(now)
        ? Optional.empty()
        : Optional.of("the %s changed from '%s' to '%s'".formatted(what, before, now));
  }

  private static String text(List<Resource> resources) {
    return Resources.of(resources).toString();
  }

  private static String attributes(AgentInfo info) {
    return String.join(
        ";", info.getAttributesList().stream().map(Reconfiguration::attribute).toList());
  }

  private static String attribute(Attribute attribute) {
    String value =
        switch (attribute.getType()) {
          case SCALAR -> String.valueOf(attribute.getScalar().getValue());
          case RANGES ->
              attribute.getRanges().getRangeList().stream()
                  .map(range -> range.getBegin() + "-" + range.getEnd())
                  .toList()
                  .toString();
          default -> attribute.getText().getValue();
        };
    return attribute.getName() + ":" + value;
  }

  /** Ranges may have grown. */
  private static Predicate<Attribute> keeps(Attribute before) {
    return now ->
        now.equals(before)
            || (now.getName().equals(before.getName())
                && now.getType() == Value.Type.RANGES
                && before.getType() == Value.Type.RANGES
                && asResources(now).contains(asResources(before)));
  }

  private static Resources asResources(Attribute attribute) {
    return Resources.of(
        Resource.newBuilder()
            .setName(attribute.getName())
            .setType(Value.Type.RANGES)
            .setRanges(attribute.getRanges())
            .build());
  }
}
