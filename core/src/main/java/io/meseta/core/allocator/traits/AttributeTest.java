package io.meseta.core.allocator.traits;

import io.meseta.core.allocator.traits.OfferConstraints.InvalidConstraintException;
import io.meseta.core.allocator.traits.OfferConstraints.RegexCompiler;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;

/** One constraint on one attribute, or on what counts as one: host name, region, zone. */
final class AttributeTest {

  /** What the test looks at; the text is empty if the attribute is there but is not a text. */
  private record Subject(Optional<String> text) {

    static Subject of(String text) {
      return new Subject(Optional.of(text));
    }
  }

  /**
   * What must hold.
   *
   * @param absent the verdict if there is no such attribute
   * @param text the verdict on a text; an attribute of another type passes every comparison
   */
  private record Rule(boolean absent, Predicate<String> text, boolean otherType) {

    static Rule comparing(Predicate<String> text) {
      return new Rule(false, text, true);
    }

    static Rule excluding(Predicate<String> text) {
      return new Rule(true, text.negate(), true);
    }
  }

  private final Function<AgentInfo, Optional<Subject>> selector;
  private final Rule rule;

  private AttributeTest(Function<AgentInfo, Optional<Subject>> selector, Rule rule) {
    this.selector = selector;
    this.rule = rule;
  }

  static AttributeTest of(AttributeConstraint constraint, RegexCompiler regexes) {
    return new AttributeTest(
        selector(constraint.getSelector()), rule(constraint.getPredicate(), regexes));
  }

  boolean holdsFor(AgentInfo agent) {
    return selector
        .apply(agent)
        .map(subject -> subject.text().map(rule.text()::test).orElse(rule.otherType()))
        .orElse(rule.absent());
  }

  private static Function<AgentInfo, Optional<Subject>> selector(Selector selector) {
    return switch (selector.getSelectorCase()) {
      case ATTRIBUTE_NAME -> agent -> attribute(agent, selector.getAttributeName());
      case PSEUDOATTRIBUTE_TYPE ->
          switch (selector.getPseudoattributeType()) {
            case HOSTNAME -> agent -> Optional.of(Subject.of(agent.getHostname()));
            case REGION -> agent -> domain(agent).map(d -> Subject.of(d.getRegion().getName()));
            case ZONE -> agent -> domain(agent).map(d -> Subject.of(d.getZone().getName()));
            case UNKNOWN -> throw new InvalidConstraintException("Unknown pseudoattribute type");
          };
      case SELECTOR_NOT_SET ->
          throw new InvalidConstraintException(
              "Exactly one of 'AttributeConstraint::Selector::name' or"
                  + " 'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    };
  }

  /** As Mesos: the first attribute of the name counts. */
  private static Optional<Subject> attribute(AgentInfo agent, String name) {
    for (Attribute attribute : agent.getAttributesList()) {
      if (attribute.getName().equals(name)) {
        return Optional.of(
            attribute.getType() == Value.Type.TEXT
                ? Subject.of(attribute.getText().getValue())
                : new Subject(Optional.empty()));
      }
    }
    return Optional.empty();
  }

  private static Optional<FaultDomain> domain(AgentInfo agent) {
    return agent.getDomain().hasFaultDomain()
        ? Optional.of(agent.getDomain().getFaultDomain())
        : Optional.empty();
  }

  private static Rule rule(AttributeConstraint.Predicate predicate, RegexCompiler regexes) {
    return switch (predicate.getPredicateCase()) {
      case EXISTS -> new Rule(false, _ -> true, true);
      case NOT_EXISTS -> new Rule(true, _ -> false, false);
      case TEXT_EQUALS -> Rule.comparing(predicate.getTextEquals().getValue()::equals);
      case TEXT_NOT_EQUALS -> Rule.excluding(predicate.getTextNotEquals().getValue()::equals);
      case TEXT_MATCHES -> Rule.comparing(regexes.compile(predicate.getTextMatches().getRegex()));
      case TEXT_NOT_MATCHES ->
          Rule.excluding(regexes.compile(predicate.getTextNotMatches().getRegex()));
      case PREDICATE_NOT_SET -> throw new InvalidConstraintException("Unknown predicate type");
    };
  }
}
