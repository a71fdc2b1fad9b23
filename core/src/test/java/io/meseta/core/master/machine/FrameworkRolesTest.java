package io.meseta.core.master.machine;

import static io.meseta.core.master.machine.MasterFixture.frameworkInfo;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.state.Deadline;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;

/** However many roles a framework walks through, nothing is kept of those that it left. */
class FrameworkRolesTest {

  private static final int ROLES = 200;
  private static final double LONG = 1_000_000;

  private final MasterFixture master = new MasterFixture();
  private final AgentId agent = master.registerAgent(1, "cpus:4;mem:1024");
  private final FrameworkId framework = master.subscribe(inRole("first"));

  private static FrameworkInfo.Builder inRole(String role) {
    return frameworkInfo("walker", Capability.Type.MULTI_ROLE).addRoles(role);
  }

  private void moveTo(String role) {
    FrameworkInfo info = inRole(role).setId(Text.frameworkId(framework)).build();
    master.call(
        framework,
        new SchedulerCall.UpdateFramework(
            Call.UpdateFramework.newBuilder().setFrameworkInfo(info).build(),
            OfferConstraints.NONE));
    master.settle();
  }

  private Set<String> knownRoles() {
    return master.core.state().allocator().roles(framework);
  }

  private boolean isRefused(String role) {
    return master
        .core
        .state()
        .deadlines()
        .at(new Deadline.ExpireRefusal(framework, role, agent))
        .isPresent();
  }

  @Test
  void forgetsRolesThatAreLeftWithWhatWasRefusedInThem() {
    for (int i = 0; i < ROLES; i++) {
      moveTo("role-" + i);
      master.decline(framework, master.offerOn(framework, agent), LONG);
      assertThat(isRefused("role-" + i)).isTrue();
    }

    assertThat(knownRoles()).containsExactly("role-" + (ROLES - 1));
    assertThat(isRefused("role-" + (ROLES - 2))).isFalse();
  }

  @Test
  void forgetsThemAlsoWhenTheFrameworkSubscribesAnew() {
    for (int i = 0; i < ROLES; i++) {
      master.subscribe(inRole("role-" + i).setId(Text.frameworkId(framework)));
    }

    assertThat(knownRoles()).containsExactly("role-" + (ROLES - 1));
  }

  @Test
  void remembersARoleForAsLongAsATaskRunsInIt() {
    TaskInfo task = master.launch(framework, agent, "t", "cpus:1");
    moveTo("second");
    moveTo("third");
    assertThat(knownRoles()).containsExactlyInAnyOrder("first", "third");

    master.update(1, framework, task, TaskState.TASK_FINISHED);

    assertThat(knownRoles()).containsExactly("third");
  }

  @Test
  void forgetsWhatFrameworksRefusedThatAreNoMore() {
    master.settle();
    master.decline(framework, master.offerOn(framework, agent), LONG);
    assertThat(isRefused("first")).isTrue();

    master.call(framework, new SchedulerCall.Teardown());

    assertThat(isRefused("first")).isFalse();
    assertThat(knownRoles()).isEmpty();
  }
}
