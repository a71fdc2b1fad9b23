package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.allocator.Reason.OfferedElsewhere.Holder;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.resource.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.RevocableInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;
import org.junit.jupiter.api.Test;

/** Every reason for which somebody is not offered something is told. */
class ExplanationTest extends AllocatorFixture {

  private Reason explain(String framework, String role, String agent) {
    return allocator.explain(framework(framework), role, agent(agent), NOW).reason();
  }

  @Test
  void tellsWhatTheNextRoundOffers() {
    join("f1", "*");
    add("S1", "cpus:2;mem:100");
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.WouldBeOffered(of("cpus:2;mem:100")));
    assertThat(allocator.hasWork()).as("nothing has changed").isTrue();
    assertThat(round()).containsExactly("f1 S1 cpus:2; mem:100");
    assertThat(explain("f1", "*", "S1"))
        .isEqualTo(new Reason.AlreadyOffered(of("cpus:2;mem:100"), NOW));
  }

  @Test
  void tellsWhoComesFirst() {
    join("f1", "eng/web");
    join("f2", "ops");
    add("S0", "cpus:10");
    use("f1", "eng/web", "S0", "cpus:8");
    use("f2", "ops", "S0", "cpus:2");
    add("S1", "cpus:10");
    assertThat(explain("f1", "eng/web", "S1"))
        .isEqualTo(new Reason.OtherComesFirst(framework("f2"), "ops", 0.1, 0.4));
    assertThat(round()).containsExactly("f2 S1 cpus:10");
  }

  @Test
  void tellsWhoHoldsWhatIsOffered() {
    join("f1", "*");
    add("S1", "cpus:2;mem:100");
    round();
    join("f2", "*");
    assertThat(explain("f2", "*", "S1"))
        .isEqualTo(new Reason.OfferedElsewhere(List.of(new Holder(framework("f1"), "*", NOW))));
  }

  @Test
  void tellsThatTasksUseEverything() {
    join("f1", "*");
    add("S1", "cpus:2");
    use("f1", "*", "S1", "cpus:2");
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.InUse());
  }

  @Test
  void tellsHowTheFrameworkStands() {
    join("f1", "*");
    add("S1", "cpus:2");
    assertThat(explain("f1", "other", "S1")).isEqualTo(new Reason.NotSubscribed());
    allocator.setClientState(framework("f1"), "*", ClientState.SUPPRESSED);
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.Suppressed());
    allocator.setClientState(framework("f1"), "*", ClientState.DISCONNECTED);
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.NotConnected());
    allocator.setClientState(framework("f1"), "*", ClientState.UNSUBSCRIBED);
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.NotSubscribed());
  }

  @Test
  void tellsHowTheAgentStands() {
    join("f1", "*");
    add("S1", "cpus:2");
    for (AgentState state : AgentState.values()) {
      allocator.setAgentState(agent("S1"), state);
      assertThat(explain("f1", "*", "S1"))
          .isEqualTo(
              state == AgentState.ACTIVE
                  ? new Reason.WouldBeOffered(of("cpus:2"))
                  : new Reason.AgentUnavailable(state));
    }
    allocator.setAgentState(agent("S1"), AgentState.ACTIVE);
    allocator.setSite(agent("S1"), site("host1"));
    allocator.setWhitelist(Optional.of(Set.of("host2")));
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.NotWhitelisted("host1"));
    assertThat(round()).isEmpty();
    allocator.setWhitelist(Optional.of(Set.of("host1")));
    assertThat(round()).hasSize(1);
  }

  private static Site site(String hostname) {
    return new Site(
        AgentInfo.newBuilder().setHostname(hostname).addAttributes(attribute()).build(), false);
  }

  private static Attribute attribute() {
    return Attribute.newBuilder()
        .setName("rack")
        .setType(Value.Type.TEXT)
        .setText(Value.Text.newBuilder().setValue("r1"))
        .build();
  }

  @Test
  void tellsThatAgentsAreAwaited() {
    join("f1", "*");
    add("S1", "cpus:2");
    allocator.hold(3);
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.AgentsAwaited(1, 3));
  }

  @Test
  void tellsOfConstraints() {
    AttributeConstraint.Builder elsewhere = AttributeConstraint.newBuilder();
    elsewhere.getSelectorBuilder().setAttributeName("rack");
    elsewhere.getPredicateBuilder().getTextEqualsBuilder().setValue("r2");
    OfferConstraints constraints =
        OfferConstraints.of(
            org.apache.mesos.v1.scheduler.Protos.OfferConstraints.newBuilder()
                .putRoleConstraints(
                    "*",
                    RoleConstraints.newBuilder()
                        .addGroups(
                            RoleConstraints.Group.newBuilder().addAttributeConstraints(elsewhere))
                        .build())
                .build(),
            regex -> text -> text.matches(regex));
    allocator.putClient(framework("f1"), "*", Traits.of(info(), "*", constraints));
    allocator.setClientActive(framework("f1"), "*", true);
    add("S1", "cpus:2");
    allocator.setSite(agent("S1"), site("host1"));
    assertThat(explain("f1", "*", "S1")).isEqualTo(new Reason.ExcludedByConstraints());
  }

  @Test
  void tellsWhichCapabilitiesAreMissing() {
    join("f1", "web");
    add("S1", "cpus:2;gpus:1");
    assertThat(explain("f1", "web", "S1")).isEqualTo(missing(Capability.Type.GPU_RESOURCES));
    add("S2", "cpus:2");
    allocator.setSite(agent("S2"), new Site(AgentInfo.getDefaultInstance(), true));
    assertThat(explain("f1", "web", "S2")).isEqualTo(missing(Capability.Type.REGION_AWARE));
    allocator.addAgent(agent("S3"), revocable(2).plus(SharedVolumes.of("web", "v", 10)));
    assertThat(explain("f1", "web", "S3"))
        .isEqualTo(missing(Capability.Type.REVOCABLE_RESOURCES, Capability.Type.SHARED_RESOURCES));
    assertThat(round()).isEmpty();
    join("f2", "web", Capability.Type.REVOCABLE_RESOURCES, Capability.Type.SHARED_RESOURCES);
    assertThat(explain("f2", "web", "S3")).isInstanceOf(Reason.WouldBeOffered.class);
  }

  @Test
  void tellsWhoHoldsWhatCouldBeHadEvenIfWhatIsLeftIsOutOfReach() {
    join("f1", "web", Capability.Type.REVOCABLE_RESOURCES);
    join("f2", "web");
    allocator.addAgent(agent("S1"), of("cpus:2").plus(SharedVolumes.of("web", "v", 10)));
    assertThat(round()).containsExactly("f1 S1 cpus:2");
    assertThat(explain("f2", "web", "S1"))
        .isEqualTo(new Reason.OfferedElsewhere(List.of(new Holder(framework("f1"), "web", NOW))));
  }

  @Test
  void doesNotNameThoseWhoHoldWhatIsReservedForThem() {
    join("f1", "db");
    join("f2", "web");
    add("S1", "cpus(db):1;cpus(ops):1");
    assertThat(round()).containsExactly("f1 S1 cpus(reservations: [(STATIC,db)]):1");
    assertThat(explain("f2", "web", "S1")).isEqualTo(new Reason.ReservedForOthers(Set.of("ops")));
  }

  private static Reason missing(Capability.Type... types) {
    return new Reason.CapabilitiesMissing(Set.of(types));
  }

  private static Resources revocable(double cpus) {
    return Resources.of(
        Resource.newBuilder()
            .setName("cpus")
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(cpus))
            .setRevocable(RevocableInfo.getDefaultInstance())
            .build());
  }

  @Test
  void tellsThatResourcesAreReserved() {
    join("f1", "web");
    add("S1", "cpus(db):1;mem(ops):100");
    assertThat(explain("f1", "web", "S1"))
        .isEqualTo(new Reason.ReservedForOthers(Set.of("db", "ops")));
  }

  @Test
  void tellsThatTooLittleIsFree() {
    join("f1", "web");
    add("S1", "cpus:0.005;mem:31");
    assertThat(explain("f1", "web", "S1"))
        .isEqualTo(new Reason.BelowMinimum(of("cpus:0.005;mem:31"), Traits.DEFAULT_MINIMUM));
  }

  @Test
  void tellsThatALimitIsReached() {
    join("f1", "web/blog");
    add("S0", "cpus:2");
    use("f1", "web/blog", "S0", "cpus:2");
    quota("web", "", "cpus:2");
    add("S1", "cpus:1");
    assertThat(explain("f1", "web/blog", "S1"))
        .isEqualTo(new Reason.AtLimit("web", Map.of("cpus", 2_000L), Map.of("cpus", 2_000L)));
    assertThat(round()).isEmpty();
  }

  @Test
  void tellsThatResourcesAreKeptForGuarantees() {
    join("f1", "web");
    quota("db", "cpus:2", "");
    add("S1", "cpus:1");
    assertThat(explain("f1", "web", "S1"))
        .isEqualTo(new Reason.KeptForGuarantees(Map.of("cpus", 2_000L), Map.of("cpus", 1_000L)));
  }

  @Test
  void tellsUntilWhenResourcesAreRefused() {
    join("f1", "web");
    add("S1", "cpus:1");
    allocator.filters().add(framework("f1"), "web", agent("S1"), of("cpus:2"), NOW.plusSeconds(5));
    assertThat(explain("f1", "web", "S1"))
        .isEqualTo(new Reason.Refused(of("cpus:2"), NOW.plusSeconds(5)));
  }

  @Test
  void sumsUpAllAgents() {
    join("f1", "web");
    add("S1", "cpus:1");
    add("S2", "cpus:1");
    add("S3", "cpus:1");
    allocator.filters().add(framework("f1"), "web", agent("S1"), of("cpus:2"), NOW.plusSeconds(5));
    use("f1", "web", "S2", "cpus:1");
    use("f1", "web", "S3", "cpus:1");
    List<Explanation> all = allocator.explain(framework("f1"), "web", NOW);
    assertThat(all)
        .extracting(Explanation::agent)
        .containsExactly(agent("S1"), agent("S2"), agent("S3"));
    assertThat(all)
        .extracting(Explanation::reason)
        .containsExactly(
            new Reason.Refused(of("cpus:2"), NOW.plusSeconds(5)),
            new Reason.InUse(),
            new Reason.InUse());
  }
}
