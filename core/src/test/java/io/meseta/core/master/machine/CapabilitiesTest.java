package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.agentInfo;
import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static io.meseta.core.master.machine.MasterFixture.pid;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.master.SchedulerCall;
import io.meseta.protocol.internal.Messages;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/**
 * What a framework sees and may say because of its capabilities (Mesos reference §1.5). Scenarios
 * tell more of PARTITION_AWARE ({@code partition.txt}, {@code bad-offers.txt}), of
 * REVOCABLE_RESOURCES ({@code oversubscription.txt}) and, with the agent, of TASK_KILLING_STATE
 * ({@code agent/command-task-is-killed.txt}).
 */
@SuppressWarnings("deprecation") // the older formats are what some of these are about
class CapabilitiesTest {

  private final MasterFixture master = new MasterFixture();

  private List<Offer> offersTo(FrameworkInfo.Builder info) {
    return offersTo(master, info);
  }

  private static List<Offer> offersTo(MasterFixture master, FrameworkInfo.Builder info) {
    FrameworkId framework = master.subscribe(info);
    master.settle();
    List<Offer> offers = offersOf(master, framework);
    master.call(framework, new SchedulerCall.Teardown());
    return offers;
  }

  private static List<Offer> offersOf(MasterFixture master, FrameworkId framework) {
    return master.eventsFor(framework).stream()
        .filter(Event::hasOffers)
        .flatMap(event -> event.getOffers().getOffersList().stream())
        .toList();
  }

  private static FrameworkInfo.Builder inRole(String role, Capability.Type... capabilities) {
    FrameworkInfo.Builder info = frameworkInfo("f", capabilities);
    return info.getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == Capability.Type.MULTI_ROLE)
        ? info.addRoles(role)
        : info.setRole(role);
  }

  /** An agent that has, beside what it was started with, what operators reserved later. */
  private AgentId registerAgent(String resources, Resource... checkpointed) {
    master.step(
        new MasterCommand.RegisterAgent(
            pid(1),
            Messages.RegisterSlaveMessage.newBuilder()
                .setSlave(agentInfo(1, resources))
                .setVersion("1.11.0")
                .addAllAgentCapabilities(Text.AGENT_CAPABILITIES)
                .addAllCheckpointedResources(List.of(checkpointed))
                .build()));
    return new AgentId("M-S0");
  }

  private static Resource reserved(String resource, String... roles) {
    Resource.Builder reserved = Text.resources(resource).getFirst().toBuilder();
    for (String role : roles) {
      reserved.addReservations(
          ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole(role));
    }
    return reserved.build();
  }

  @Test
  void agentsWithGpusAreForThoseThatKnowGpus() {
    master.registerAgent(1, "cpus:4;gpus:1");

    assertThat(offersTo(frameworkInfo("plain"))).isEmpty();
    assertThat(offersTo(frameworkInfo("gpus", Capability.Type.GPU_RESOURCES)))
        .singleElement()
        .satisfies(offer ->
            assertThat(offer.getResourcesList()).extracting(Resource::getName).contains("gpus"));
  }

  @Test
  void sharedVolumesAreForThoseThatKnowSharing() {
    Resource volume = OperationScript.volume(new Words("v 5 for web shared"));
    registerAgent("cpus:1;disk:10", volume);

    assertThat(offersTo(inRole("web")))
        .singleElement()
        .satisfies(offer -> assertThat(offer.getResourcesList()).noneMatch(Resource::hasShared));
    assertThat(offersTo(inRole("web", Capability.Type.SHARED_RESOURCES)))
        .singleElement()
        .satisfies(offer -> assertThat(offer.getResourcesList()).anyMatch(Resource::hasShared));
  }

  @Test
  void whoKnowsNoRefinementHearsTheOlderFormatAndNothingOfRefinedReservations() {
    registerAgent(
        "cpus(web):1;mem:512;cpus:3",
        reserved("cpus:2", "web", "web/a"),
        reserved("mem:64", "web"));

    List<Resource> seen = offersTo(inRole("web/a")).getFirst().getResourcesList();

    assertThat(seen).allMatch(Resource::hasRole).allMatch(r -> r.getReservationsCount() == 0);
    assertThat(seen)
        .extracting(r -> r.getName() + " " + r.getRole() + " " + r.hasReservation())
        .containsExactlyInAnyOrder("cpus web false", "cpus * false", "mem * false", "mem web true");
    assertThat(seen).extracting(r -> r.getScalar().getValue()).doesNotContain(2.0);
  }

  @Test
  void whoKnowsRefinementHearsStacksOfReservations() {
    registerAgent("cpus(web):1;cpus:3", reserved("cpus:2", "web", "web/a"));

    List<Resource> seen =
        offersTo(inRole("web/a", Capability.Type.RESERVATION_REFINEMENT))
            .getFirst()
            .getResourcesList();

    assertThat(seen).noneMatch(Resource::hasRole).noneMatch(Resource::hasReservation);
    assertThat(seen)
        .extracting(
            r -> r.getReservationsList().stream().map(ReservationInfo::getRole).toList().toString())
        .containsExactlyInAnyOrder("[web]", "[]", "[web, web/a]");
  }

  @Test
  void whatIsSaidInTheOlderFormatReachesTheAgentInTheNewOne() {
    AgentId agent = registerAgent("cpus(web):1;mem:512");
    FrameworkId framework = master.subscribe(inRole("web"));
    master.settle();
    Resource offered =
        offersOf(master, framework).getFirst().getResourcesList().stream()
            .filter(resource -> resource.getName().equals("cpus"))
            .findFirst()
            .orElseThrow();
    assertThat(offered.getRole()).isEqualTo("web");
    TaskInfo task =
        MasterFixture.task("t", agent, "mem:32").toBuilder().addResources(offered).build();

    master.accept(framework, new OfferId("M-O0"), 0, task);

    assertThat(master.lastMessage(Messages.RunTaskMessage.class).orElseThrow().getTask())
        .satisfies(sent -> {
          assertThat(sent.getResourcesList()).noneMatch(Resource::hasRole);
          assertThat(sent.getResourcesList())
              .anyMatch(r ->
                  r.getReservationsList().stream().anyMatch(one -> one.getRole().equals("web")));
          assertThat(sent.getResourcesList())
              .allSatisfy(r -> assertThat(r.getAllocationInfo().getRole()).isEqualTo("web"));
        });
  }

  @Test
  void whoHasOneRoleIsNotToldOfAllocations() {
    master.registerAgent(1, "cpus:4");

    Offer offer = offersTo(inRole("web")).getFirst();

    assertThat(offer.hasAllocationInfo()).isFalse();
    assertThat(offer.getResourcesList()).noneMatch(Resource::hasAllocationInfo);
  }

  @Test
  void whoMayHaveManyRolesIsToldForWhichEachResourceIs() {
    master.registerAgent(1, "cpus:4");

    Offer offer = offersTo(inRole("web", Capability.Type.MULTI_ROLE)).getFirst();

    assertThat(offer.getAllocationInfo().getRole()).isEqualTo("web");
    assertThat(offer.getResourcesList())
        .allSatisfy(r -> assertThat(r.getAllocationInfo().getRole()).isEqualTo("web"));
  }

  // ---- regions (Mesos reference §8.8) ---------------------------------------------------------

  private static MasterFixture masterIn(String region, String zone, boolean required) {
    var info = MasterFixture.CONFIG.info().toBuilder().setDomain(domain(region, zone)).build();
    return new MasterFixture(
        MasterConfig.defaults(info).with(new MasterConfig.Admission(true, List.of(), required)));
  }

  private static DomainInfo domain(String region, String zone) {
    return DomainInfo.newBuilder()
        .setFaultDomain(
            FaultDomain.newBuilder()
                .setRegion(FaultDomain.RegionInfo.newBuilder().setName(region))
                .setZone(FaultDomain.ZoneInfo.newBuilder().setName(zone)))
        .build();
  }

  private static void register(MasterFixture master, AgentInfo info) {
    master.step(
        new MasterCommand.RegisterAgent(
            pid(1),
            Messages.RegisterSlaveMessage.newBuilder()
                .setSlave(info)
                .setVersion("1.11.0")
                .build()));
  }

  private static void reregister(MasterFixture master, AgentInfo info) {
    master.step(
        new MasterCommand.ReregisterAgent(
            pid(1),
            Messages.ReregisterSlaveMessage.newBuilder()
                .setSlave(info.toBuilder().setId(Text.agentId(new AgentId("old-S0"))))
                .setVersion("1.11.0")
                .build()));
  }

  private static AgentInfo agentIn(String region, String zone) {
    return agentInfo(1, "cpus:4").toBuilder().setDomain(domain(region, zone)).build();
  }

  @Test
  void agentsOfAnotherRegionAreForThoseThatKnowRegions() {
    MasterFixture north = masterIn("north", "n1", false);
    register(north, agentIn("south", "s1"));

    assertThat(offersTo(north, frameworkInfo("plain"))).isEmpty();
    assertThat(offersTo(north, frameworkInfo("aware", Capability.Type.REGION_AWARE)))
        .extracting(Offer::getDomain)
        .containsExactly(domain("south", "s1"));
  }

  @Test
  void agentsOfAnotherZoneAreForEverybodyAndSoAreThoseThatDoNotSay() {
    MasterFixture north = masterIn("north", "n1", false);
    register(north, agentIn("north", "n2"));
    assertThat(offersTo(north, frameworkInfo("plain")))
        .extracting(Offer::getDomain)
        .containsExactly(domain("north", "n2"));

    MasterFixture other = masterIn("north", "n1", false);
    register(other, agentInfo(1, "cpus:4"));
    assertThat(offersTo(other, frameworkInfo("plain")))
        .singleElement()
        .satisfies(offer -> assertThat(offer.hasDomain()).isFalse());
  }

  @Test
  void aMasterThatDoesNotSayWhereItIsIgnoresAgentsThatDo() {
    register(master, agentIn("north", "n1"));
    reregister(master, agentIn("north", "n1"));

    assertThat(master.messagesTo(pid(1))).isEmpty();
    assertThat(master.core.snapshot(master.now()).agents()).isEmpty();
  }

  @Test
  void aMasterMayInsistThatAgentsSayWhereTheyAre() {
    MasterFixture strict = masterIn("north", "n1", true);

    register(strict, agentInfo(1, "cpus:4"));
    reregister(strict, agentInfo(1, "cpus:4"));
    assertThat(strict.messagesTo(pid(1))).isEmpty();

    register(strict, agentIn("south", "s1"));
    assertThat(strict.core.snapshot(strict.now()).agents()).hasSize(1);
  }
}
