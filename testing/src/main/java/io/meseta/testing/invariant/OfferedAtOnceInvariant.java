package io.meseta.testing.invariant;

import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.testing.invariant.AllocationRound.Client;
import io.meseta.testing.observe.Observation;

/**
 * Nothing is forgotten: if some framework could have what is free, and neither a refusal nor a
 * quota forbids it, then it has been offered, or a round of offers is on its way. Guarantees are
 * met so, whenever they can be.
 */
public final class OfferedAtOnceInvariant implements Invariant {

  /** As {@code --min_allocatable_resources} has it. */
  private static final long LEAST_CPUS = 10;

  private static final long LEAST_MEM = 32_000;

  private final AllocationWatch watch = AllocationWatch.ofRest();

  @Override
  public void observe(Observation observation) {
    watch.observe(observation).filter(round -> !mayBeHeldBack(round)).ifPresent(this::check);
  }

  /** After an election with quotas nothing is offered before most agents are back. */
  private static boolean mayBeHeldBack(AllocationRound round) {
    return !round.after().roleRules().quotas().isEmpty()
        && !round.after().recoveredAgents().isEmpty();
  }

  private void check(AllocationRound round) {
    for (AgentSnapshot agent : round.agents().toList()) {
      Resources free = AllocationRound.chargeable(AllocationRound.free(agent));
      if (!free.isEmpty()) {
        round
            .clients()
            .filter(client -> !round.isRefused(client, agent))
            .forEach(client -> check(round, client, agent, free));
      }
    }
  }

  private void check(AllocationRound round, Client client, AgentSnapshot agent, Resources free) {
    long cpus = possible(round, client, "cpus", free);
    long mem = possible(round, client, "mem", free);
    require(
        cpus < LEAST_CPUS && mem < LEAST_MEM,
        "%s has %s free; %s in %s could have %d/1000 cpus and %d/1000 mem and is offered nothing",
        agent.id(),
        free,
        client.framework().id(),
        client.role(),
        cpus,
        mem);
  }

  /** What the quotas of this role and of others leave of what is free. */
  private static long possible(
      AllocationRound round, Client client, String name, Resources freeHere) {
    long here = freeHere.scalarThousandths(name);
    long guaranteed = Math.min(here, round.unmet(client.role(), name));
    boolean lacking = round.unmet("cpus") > 0 || round.unmet("mem") > 0;
    long surplus = lacking ? Math.max(0, round.free(name) - round.unmet(name)) : Long.MAX_VALUE;
    long room = round.room(client.role(), name);
    long beyond = Math.min(here - guaranteed, Math.min(surplus, room - guaranteed));
    return guaranteed + Math.max(0, beyond);
  }
}
