package io.meseta.core.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.allocator.Explanation;
import io.meseta.core.allocator.Reason;
import io.meseta.core.master.AllocationCommand.ExplainOffers;
import io.meseta.core.master.AllocationCommand.UpdateWhitelist;
import io.meseta.core.master.Answer;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.AllocationHeld;
import io.meseta.core.master.OfferEvent.AllocationResumed;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.OfferRemoved;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.RoleEvent.QuotasUpdated;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.junit.jupiter.api.Test;

/** What the master makes of the rules of the allocator. */
class AllocationRulesTest {

  private static final Duration TIMEOUT = MasterFixture.CONFIG.allocation().recovery().timeout();

  private MasterFixture master = new MasterFixture();

  private Answer ask(FrameworkId framework, Optional<AgentId> agent) {
    return master
        .step(new ExplainOffers(new RequestId(1), framework, Optional.empty(), agent))
        .effects()
        .stream()
        .filter(MasterEffect.Respond.class::isInstance)
        .map(effect -> ((MasterEffect.Respond) effect).answer())
        .findFirst()
        .orElseThrow();
  }

  private <T extends MasterEvent> List<T> events(Class<T> type) {
    return master.events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void explainsOffersAndChangesNothing() {
    FrameworkId framework = master.subscribe(MasterFixture.frameworkInfo("f"));
    AgentId agent = master.registerAgent(1, "cpus:4;mem:1024");
    master.forgetEffects();
    assertThat(reason(framework, agent)).isInstanceOf(Reason.WouldBeOffered.class);
    assertThat(master.events).isEmpty();
    master.settle();
    assertThat(reason(framework, agent)).isInstanceOf(Reason.AlreadyOffered.class);
    assertThat(ask(new FrameworkId("nobody"), Optional.empty()))
        .isEqualTo(new Answer.FrameworkUnknown(new FrameworkId("nobody")));
    assertThat(ask(framework, Optional.of(new AgentId("nowhere"))))
        .isEqualTo(new Answer.AgentUnknown(new AgentId("nowhere")));
  }

  private Reason reason(FrameworkId framework, AgentId agent) {
    Answer.Explained one = (Answer.Explained) ask(framework, Optional.of(agent));
    Answer.Explained all = (Answer.Explained) ask(framework, Optional.empty());
    assertThat(all.explanations()).isEqualTo(one.explanations());
    assertThat(one.explanations()).extracting(Explanation::agent).containsExactly(agent);
    return one.explanations().getFirst().reason();
  }

  @Test
  void offersOnlyHostsOfTheWhitelist() {
    master.subscribe(MasterFixture.frameworkInfo("f"));
    master.step(new UpdateWhitelist(Optional.of(Set.of("agent2"))));
    master.registerAgent(1, "cpus:4");
    AgentId welcome = master.registerAgent(2, "cpus:4");
    master.settle();
    assertThat(events(OfferMade.class)).extracting(OfferMade::agent).containsExactly(welcome);
    master.step(new UpdateWhitelist(Optional.empty()));
    master.settle();
    assertThat(events(OfferMade.class)).hasSize(2);
  }

  @Test
  void rescindsOffersThatAreNotAnswered() {
    MasterConfig.Allocation usual = MasterConfig.Allocation.DEFAULT;
    master =
        new MasterFixture(
            MasterFixture.CONFIG.with(
                new MasterConfig.Allocation(
                    usual.interval(),
                    usual.batch(),
                    Optional.of(Duration.ofSeconds(20)),
                    usual.allocator(),
                    usual.recovery())));
    master.answeringPings();
    master.subscribe(MasterFixture.frameworkInfo("hoarder"));
    master.registerAgent(1, "cpus:4");
    master.settle();
    FrameworkId other = master.subscribe(MasterFixture.frameworkInfo("patient"));
    master.advance(Duration.ofSeconds(19));
    assertThat(events(OfferRemoved.class)).isEmpty();
    master.advance(Duration.ofSeconds(2));
    assertThat(events(OfferRemoved.class))
        .extracting(OfferRemoved::outcome)
        .containsExactly(Outcome.RESCINDED);
    assertThat(events(OfferMade.class)).last().extracting(OfferMade::framework).isEqualTo(other);
  }

  @Test
  void withQuotasMostAgentsAreAwaitedAfterAnElection() {
    MasterCore core = recovered(5, true);
    assertThat(lead(core)).contains(new AllocationHeld(4, MasterFixture.START.plus(TIMEOUT)));
    assertThat(core.state().allocator().isHeld()).isTrue();
    List<MasterEvent> later =
        core.step(new MasterCommand.AdvanceTime(), MasterFixture.START.plus(TIMEOUT)).events();
    assertThat(later).contains(new AllocationResumed(MasterFixture.START.plus(TIMEOUT)));
    assertThat(core.state().allocator().isHeld()).isFalse();
  }

  @Test
  void whenTheLastQuotaIsTakenAwayNoAgentIsAwaitedAnyMore() {
    MasterCore core = recovered(5, true);
    lead(core);
    core.apply(new QuotasUpdated(List.of(QuotaConfig.newBuilder().setRole("web").build())));
    assertThat(core.state().allocator().isHeld()).isFalse();
  }

  @Test
  void withoutQuotasNoAgentIsAwaited() {
    MasterCore core = recovered(5, false);
    assertThat(lead(core)).noneMatch(AllocationHeld.class::isInstance);
    assertThat(core.state().allocator().isHeld()).isFalse();
  }

  private static List<MasterEvent> lead(MasterCore core) {
    return core.step(new MasterCommand.TakeLeadership(), MasterFixture.START).events();
  }

  /** A master that has read a registry with so many agents. */
  private static MasterCore recovered(int agents, boolean quotas) {
    MasterCore core = new MasterCore(MasterFixture.CONFIG);
    for (int i = 0; i < agents; i++) {
      AgentInfo info = MasterFixture.agentInfo(i, "cpus:1");
      core.apply(new DurableMasterEvent.AgentAdmitted(new AgentId("S" + i), info));
    }
    if (quotas) {
      core.apply(
          new QuotasUpdated(
              List.of(
                  QuotaConfig.newBuilder()
                      .setRole("web")
                      .putGuarantees("cpus", Value.Scalar.newBuilder().setValue(1).build())
                      .build())));
    }
    return core;
  }
}
