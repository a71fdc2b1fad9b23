package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Predicate;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;
import org.junit.jupiter.api.Test;

class OfferConstraintsTest {

  private static final FrameworkId FRAMEWORK = new FrameworkId("f");
  private static final FrameworkInfo PLAIN =
      FrameworkInfo.newBuilder().setUser("u").setName("n").build();

  /** In rack r1 and region north, zone n1, with five slots. */
  private static final AgentInfo AGENT =
      AgentInfo.newBuilder()
          .setHostname("host7.example")
          .setDomain(domain("north", "n1"))
          .addAttributes(text("rack", "r1"))
          .addAttributes(text("rack", "r2"))
          .addAttributes(
              Attribute.newBuilder()
                  .setName("slots")
                  .setType(Value.Type.SCALAR)
                  .setScalar(Value.Scalar.newBuilder().setValue(5)))
          .build();

  private static final AgentInfo BARE = AgentInfo.newBuilder().setHostname("bare").build();

  private static DomainInfo domain(String region, String zone) {
    return DomainInfo.newBuilder()
        .setFaultDomain(
            FaultDomain.newBuilder()
                .setRegion(FaultDomain.RegionInfo.newBuilder().setName(region))
                .setZone(FaultDomain.ZoneInfo.newBuilder().setName(zone)))
        .build();
  }

  private static Attribute.Builder text(String name, String value) {
    return Attribute.newBuilder()
        .setName(name)
        .setType(Value.Type.TEXT)
        .setText(Value.Text.newBuilder().setValue(value));
  }

  private static Selector.Builder attribute(String name) {
    return Selector.newBuilder().setAttributeName(name);
  }

  private static Selector.Builder pseudo(Selector.PseudoattributeType type) {
    return Selector.newBuilder().setPseudoattributeType(type);
  }

  private static Predicate exists() {
    return Predicate.newBuilder().setExists(Predicate.Exists.getDefaultInstance()).build();
  }

  private static Predicate notExists() {
    return Predicate.newBuilder().setNotExists(Predicate.NotExists.getDefaultInstance()).build();
  }

  private static Predicate is(String value) {
    return Predicate.newBuilder()
        .setTextEquals(Predicate.TextEquals.newBuilder().setValue(value))
        .build();
  }

  private static Predicate isNot(String value) {
    return Predicate.newBuilder()
        .setTextNotEquals(Predicate.TextNotEquals.newBuilder().setValue(value))
        .build();
  }

  private static Predicate matches(String regex) {
    return Predicate.newBuilder()
        .setTextMatches(Predicate.TextMatches.newBuilder().setRegex(regex))
        .build();
  }

  private static Predicate matchesNot(String regex) {
    return Predicate.newBuilder()
        .setTextNotMatches(Predicate.TextNotMatches.newBuilder().setRegex(regex))
        .build();
  }

  private static AttributeConstraint constraint(Selector.Builder selector, Predicate predicate) {
    return AttributeConstraint.newBuilder().setSelector(selector).setPredicate(predicate).build();
  }

  private static RoleConstraints.Group group(AttributeConstraint... constraints) {
    return RoleConstraints.Group.newBuilder()
        .addAllAttributeConstraints(List.of(constraints))
        .build();
  }

  private static OfferConstraints forRole(String role, RoleConstraints.Group... groups) {
    return OfferConstraints.of(
        org.apache.mesos.v1.scheduler.Protos.OfferConstraints.newBuilder()
            .putRoleConstraints(
                role, RoleConstraints.newBuilder().addAllGroups(List.of(groups)).build())
            .build(),
        regex -> Pattern.compile(regex).asMatchPredicate());
  }

  private static boolean holds(Selector.Builder selector, Predicate predicate, AgentInfo agent) {
    return forRole("web", group(constraint(selector, predicate))).allows("web", agent);
  }

  @Test
  void judgesTexts() {
    assertThat(holds(attribute("rack"), exists(), AGENT)).isTrue();
    assertThat(holds(attribute("rack"), notExists(), AGENT)).isFalse();
    assertThat(holds(attribute("rack"), is("r1"), AGENT)).isTrue();
    assertThat(holds(attribute("rack"), is("r2"), AGENT)).as("the first counts").isFalse();
    assertThat(holds(attribute("rack"), isNot("r1"), AGENT)).isFalse();
    assertThat(holds(attribute("rack"), isNot("r9"), AGENT)).isTrue();
    assertThat(holds(attribute("rack"), matches("r[0-9]"), AGENT)).isTrue();
    assertThat(holds(attribute("rack"), matches("r"), AGENT)).as("whole text only").isFalse();
    assertThat(holds(attribute("rack"), matchesNot("r[0-9]"), AGENT)).isFalse();
  }

  @Test
  void judgesWhatIsNotThere() {
    assertThat(holds(attribute("rack"), exists(), BARE)).isFalse();
    assertThat(holds(attribute("rack"), notExists(), BARE)).isTrue();
    assertThat(holds(attribute("rack"), is("r1"), BARE)).isFalse();
    assertThat(holds(attribute("rack"), isNot("r1"), BARE)).isTrue();
    assertThat(holds(attribute("rack"), matches(".*"), BARE)).isFalse();
    assertThat(holds(attribute("rack"), matchesNot(".*"), BARE)).isTrue();
    assertThat(holds(pseudo(Selector.PseudoattributeType.REGION), exists(), BARE)).isFalse();
    assertThat(holds(pseudo(Selector.PseudoattributeType.ZONE), exists(), BARE)).isFalse();
  }

  @Test
  void passesComparisonsOfOtherTypes() {
    for (Predicate predicate : List.of(is("x"), isNot("5"), matches("x"), matchesNot(".*"))) {
      assertThat(holds(attribute("slots"), predicate, AGENT)).isTrue();
    }
    assertThat(holds(attribute("slots"), exists(), AGENT)).isTrue();
    assertThat(holds(attribute("slots"), notExists(), AGENT)).isFalse();
  }

  @Test
  void judgesHostRegionAndZone() {
    var host = Selector.PseudoattributeType.HOSTNAME;
    assertThat(holds(pseudo(host), matches("host[0-9]\\.example"), AGENT)).isTrue();
    assertThat(holds(pseudo(host), is("bare"), AGENT)).isFalse();
    var region = Selector.PseudoattributeType.REGION;
    assertThat(holds(pseudo(region), is("north"), AGENT)).isTrue();
    assertThat(holds(pseudo(region), isNot("north"), AGENT)).isFalse();
    assertThat(holds(pseudo(Selector.PseudoattributeType.ZONE), is("n1"), AGENT)).isTrue();
  }

  @Test
  void needsOneGroupAndAllOfIt() {
    AttributeConstraint good = constraint(attribute("rack"), is("r1"));
    AttributeConstraint bad = constraint(attribute("rack"), is("r9"));
    assertThat(forRole("web", group(good, bad)).allows("web", AGENT)).isFalse();
    assertThat(forRole("web", group(good, bad), group(good)).allows("web", AGENT)).isTrue();
    assertThat(forRole("web", group(bad)).allows("db", AGENT)).as("of another role").isTrue();
    assertThat(OfferConstraints.NONE.allows("web", AGENT)).isTrue();
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(forRole("web").error())
        .contains(
            "'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role"
                + " web");
    assertThat(forRole("web", group()).error())
        .contains(
            "'OfferConstraints::RoleConstraints::groups' for role webcontains an empty"
                + " RoleConstraints::Group");
    assertThat(
            forRole(
                    "web",
                    group(constraint(pseudo(Selector.PseudoattributeType.UNKNOWN), exists())))
                .error())
        .contains("A role web has an invalid 'AttributeConstraint': Unknown pseudoattribute type");
  }

  private static List<AgentId> offered(Allocator allocator) {
    return Rounds.run(allocator, Instant.EPOCH).stream().map(Placement::agent).toList();
  }

  @Test
  void offersOnlyAgentsThatAreWanted() {
    Allocator allocator = new Allocator(AllocatorSettings.DEFAULT);
    OfferConstraints inRack1 = forRole("*", group(constraint(attribute("rack"), is("r1"))));
    allocator.putClient(FRAMEWORK, "*", Traits.of(PLAIN, "*", inRack1));
    allocator.setClientActive(FRAMEWORK, "*", true);
    AgentId wanted = new AgentId("S1");
    AgentId unwanted = new AgentId("S2");
    for (AgentId agent : List.of(wanted, unwanted)) {
      allocator.addAgent(agent, Resources.of(ResourceSyntax.parse("cpus:1", "*")));
    }
    allocator.setSite(wanted, new Site(AGENT, false));
    allocator.setSite(unwanted, new Site(BARE, false));
    assertThat(offered(allocator)).containsExactly(wanted);

    allocator.putClient(FRAMEWORK, "*", Traits.of(PLAIN, "*"));
    assertThat(allocator.hasWork()).as("other constraints are new work").isTrue();
    assertThat(offered(allocator)).containsExactly(unwanted);
  }

  @Test
  void offersRemoteAgentsToTheRegionAwareOnly() {
    Allocator allocator = new Allocator(AllocatorSettings.DEFAULT);
    allocator.putClient(FRAMEWORK, "*", Traits.of(PLAIN, "*"));
    allocator.setClientActive(FRAMEWORK, "*", true);
    AgentId agent = new AgentId("S1");
    allocator.addAgent(agent, Resources.of(ResourceSyntax.parse("cpus:1", "*")));
    allocator.setSite(agent, new Site(AGENT, true));
    assertThat(offered(allocator)).isEmpty();

    FrameworkInfo aware =
        PLAIN.toBuilder()
            .addCapabilities(
                FrameworkInfo.Capability.newBuilder()
                    .setType(FrameworkInfo.Capability.Type.REGION_AWARE))
            .build();
    allocator.putClient(FRAMEWORK, "*", Traits.of(aware, "*"));
    assertThat(offered(allocator)).containsExactly(agent);
  }
}
