package io.meseta.core.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.allocator.traits.Traits;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;
import org.junit.jupiter.api.Test;

/** Work follows what changed and not the size of the cluster: counted, never timed. */
class AllocatorCostTest extends AllocatorFixture {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String TOTAL = "cpus:24;mem:4096;disk:4096;ports:[31000-32000]";
  private static final String USED = "cpus:16;mem:2014;disk:1024;ports:[31000-31400,31500-31900]";

  /** How many times a framework was asked whether it wants an agent. */
  private int asked;

  private Traits countedTraits() {
    Selector hostname =
        Selector.newBuilder().setPseudoattributeType(Selector.PseudoattributeType.HOSTNAME).build();
    AttributeConstraint.Predicate any =
        AttributeConstraint.Predicate.newBuilder()
            .setTextMatches(AttributeConstraint.Predicate.TextMatches.newBuilder().setRegex(".*"))
            .build();
    RoleConstraints constraints =
        RoleConstraints.newBuilder()
            .addGroups(
                RoleConstraints.Group.newBuilder()
                    .addAttributeConstraints(
                        AttributeConstraint.newBuilder().setSelector(hostname).setPredicate(any)))
            .build();
    return Traits.of(
        info(),
        "*",
        OfferConstraints.of(
            org.apache.mesos.v1.scheduler.Protos.OfferConstraints.newBuilder()
                .putRoleConstraints("*", constraints)
                .build(),
            _ -> text -> ++asked > 0));
  }

  /** On each agent somebody uses something, and the rest is offered. */
  private List<Placement> fill(int agents, int frameworks) {
    allocator = new Allocator(AllocatorSettings.DEFAULT);
    Traits traits = countedTraits();
    for (int i = 0; i < frameworks; i++) {
      allocator.putClient(framework("f" + i), "*", traits);
      allocator.setClientActive(framework("f" + i), "*", true);
    }
    AgentInfo info = AgentInfo.newBuilder().setHostname("host").build();
    for (int i = 0; i < agents; i++) {
      add("S" + i, TOTAL);
      allocator.setSite(agent("S" + i), new Site(info, false));
      use("f" + i % frameworks, "*", "S" + i, USED);
    }
    return Rounds.run(allocator, NOW);
  }

  private int askedWhenOneComesFree(int agents, int frameworks) {
    Placement some = fill(agents, frameworks).getFirst();
    asked = 0;
    withdraw(some);
    assertThat(Rounds.run(allocator, NOW)).hasSize(1);
    return asked;
  }

  @Test
  void asksAsManyFrameworksInLargeClustersAsInSmallOnes() {
    assertThat(askedWhenOneComesFree(20, 2)).isEqualTo(1);
    assertThat(askedWhenOneComesFree(2000, 500)).isEqualTo(1);
  }

  @Test
  void asksOncePerOfferWhenEverybodyWantsEverything() {
    fill(1000, 100);
    assertThat(asked).isEqualTo(1000);
  }

  @Test
  void asksNobodyAboutAgentsThatSomebodyElseRevivesFor() {
    List<Placement> offers = fill(200, 20);
    asked = 0;
    allocator.revive(offers.getFirst().framework(), "*");
    assertThat(Rounds.run(allocator, NOW)).isEmpty();
    assertThat(asked).as("nothing is free, so nobody is asked").isZero();
  }

  /** The least of some runs: the first ones load classes. */
  private static long leastBytes(Runnable action) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      action.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private long bytesWhenOneComesFree(int agents, int frameworks) {
    List<Placement> offers = fill(agents, frameworks);
    return leastBytes(() -> {
      withdraw(offers.removeFirst());
      offers.addAll(Rounds.run(allocator, NOW));
    });
  }

  /** A list of all agents alone would be 16,000 bytes. */
  @Test
  void allocatesNoMoreForOneAgentOfManyThanForOneOfFew() {
    assertThat(bytesWhenOneComesFree(50, 5)).isLessThan(8_000);
    assertThat(bytesWhenOneComesFree(4000, 400)).isLessThan(8_000);
  }

  /** Sums and differences of resources would be some thousands of bytes for each offer. */
  @Test
  void allocatesLittlePerOffer() {
    List<Placement> offers = fill(1000, 100);
    long bytes =
        leastBytes(() -> {
          offers.forEach(this::withdraw);
          offers.clear();
          offers.addAll(Rounds.run(allocator, NOW));
        });
    assertThat(bytes / 1000).isLessThan(2_000);
  }
}
