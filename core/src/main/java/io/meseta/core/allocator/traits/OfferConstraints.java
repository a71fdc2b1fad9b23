package io.meseta.core.allocator.traits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;

/**
 * Which agents a framework wants to be offered, role by role, by their attributes and their place
 * (Mesos reference §9.5): for each role, one of several groups must hold, and a group holds if all
 * of its constraints do. A role without constraints may have every agent.
 *
 * <p>Compiled once, at the edge; two are equal if they were asked for in the same words.
 */
public final class OfferConstraints {

  /** Makes a predicate of a regular expression, which must match a text as a whole. */
  @FunctionalInterface
  public interface RegexCompiler {

    /**
     * The compiled expression; it must be pure, and take time linear in the text.
     *
     * @throws InvalidConstraintException if the expression is not valid, or too large; the message
     *     goes to the framework
     */
    Predicate<String> compile(String regex);
  }

  /** Something is wrong with a constraint; the message says what, in the words of Mesos. */
  public static final class InvalidConstraintException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A constraint that cannot be taken, and why. */
    public InvalidConstraintException(String message) {
      super(message);
    }
  }

  /** No constraints: every agent is welcome. */
  public static final OfferConstraints NONE =
      new OfferConstraints(
          org.apache.mesos.v1.scheduler.Protos.OfferConstraints.getDefaultInstance(),
          Map.of(),
          Optional.empty());

  private final org.apache.mesos.v1.scheduler.Protos.OfferConstraints message;
  private final Map<String, List<List<AttributeTest>>> groups;
  private final Optional<String> error;

  private OfferConstraints(
      org.apache.mesos.v1.scheduler.Protos.OfferConstraints message,
      Map<String, List<List<AttributeTest>>> groups,
      Optional<String> error) {
    this.message = message;
    this.groups = groups;
    this.error = error;
  }

  /** Compiles what a framework sent; if it is not valid, {@link #error} says so. */
  public static OfferConstraints of(
      org.apache.mesos.v1.scheduler.Protos.OfferConstraints message, RegexCompiler regexes) {
    if (message.getRoleConstraintsCount() == 0) {
      return NONE;
    }
    Map<String, List<List<AttributeTest>>> groups = new HashMap<>();
    try {
      message
          .getRoleConstraintsMap()
          .forEach((role, constraints) -> groups.put(role, groups(role, constraints, regexes)));
      return new OfferConstraints(message, groups, Optional.empty());
    } catch (InvalidConstraintException e) {
      return new OfferConstraints(message, Map.of(), Optional.ofNullable(e.getMessage()));
    }
  }

  private static List<List<AttributeTest>> groups(
      String role, RoleConstraints constraints, RegexCompiler regexes) {
    if (constraints.getGroupsCount() == 0) {
      throw new InvalidConstraintException(
          "'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role "
              + role);
    }
    List<List<AttributeTest>> groups = new ArrayList<>();
    for (RoleConstraints.Group group : constraints.getGroupsList()) {
      if (group.getAttributeConstraintsCount() == 0) { // as Mesos: no space before "contains"
        throw new InvalidConstraintException(
            "'OfferConstraints::RoleConstraints::groups' for role "
                + role
                + "contains an empty RoleConstraints::Group");
      }
      groups.add(tests(role, group, regexes));
    }
    return groups;
  }

  private static List<AttributeTest> tests(
      String role, RoleConstraints.Group group, RegexCompiler regexes) {
    try {
      return group.getAttributeConstraintsList().stream()
          .map(constraint -> AttributeTest.of(constraint, regexes))
          .toList();
    } catch (InvalidConstraintException e) {
      throw new InvalidConstraintException(
          "A role " + role + " has an invalid 'AttributeConstraint': " + e.getMessage());
    }
  }

  /** As the framework wrote them. */
  public org.apache.mesos.v1.scheduler.Protos.OfferConstraints message() {
    return message;
  }

  /** What is wrong with them, or empty. Constraints with an error must be refused. */
  public Optional<String> error() {
    return error;
  }

  /** Whether resources of the agent may be offered in the role. */
  public boolean allows(String role, AgentInfo agent) {
    List<List<AttributeTest>> alternatives = groups.get(role);
    if (alternatives == null) {
      return true;
    }
    return alternatives.stream()
        .anyMatch(group -> group.stream().allMatch(test -> test.holdsFor(agent)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OfferConstraints that && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return message.hashCode();
  }
}
