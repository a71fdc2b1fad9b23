package io.meseta.core.master.machine;

import io.meseta.core.ExecutorId;
import io.meseta.core.OfferId;
import io.meseta.core.TaskId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.core.master.SchedulerCall;
import io.meseta.core.master.message.Ids;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.Request;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints.RoleConstraints;

/** What schedulers of scenarios say, as calls; see {@code transcripts/README.md}. */
final class SchedulerWords {

  private SchedulerWords() {}

  /** What a framework says of itself and what it wants; later words add to what it said before. */
  static final class Description {

    final FrameworkInfo.Builder info;
    final Call.Subscribe.Builder body = Call.Subscribe.newBuilder();

    Description(FrameworkInfo.Builder info) {
      this.info = info;
    }

    Call.Subscribe subscribe() {
      return body.setFrameworkInfo(info).build();
    }

    Call.UpdateFramework update() {
      return Call.UpdateFramework.newBuilder()
          .setFrameworkInfo(info)
          .addAllSuppressedRoles(body.getSuppressedRolesList())
          .setOfferConstraints(body.getOfferConstraints())
          .build();
    }

    OfferConstraints constraints() {
      return OfferConstraints.of(
          body.getOfferConstraints(), regex -> Pattern.compile(regex).asMatchPredicate());
    }

    Description read(Words words) {
      while (words.hasNext()) {
        read(words.next(), words);
      }
      return this;
    }

    private void read(String word, Words words) {
      switch (word) {
        case "id" -> info.setId(FrameworkID.newBuilder().setValue(words.next()));
        case "named" -> info.setName(words.next());
        case "user" -> info.setUser(words.next());
        case "roles" -> info.clearRoles().addAllRoles(List.of(words.next().split(",")));
        case "failover" -> info.setFailoverTimeout(Double.parseDouble(words.next()));
        case "checkpointed" -> info.setCheckpoint(true);
        case "uncheckpointed" -> info.setCheckpoint(false);
        case "principal" -> info.setPrincipal(words.next());
        case "suppressed" -> body.addAllSuppressedRoles(List.of(words.next().split(",")));
        case "with" -> {
          for (String capability : words.next().split(",")) {
            info.addCapabilities(
                FrameworkInfo.Capability.newBuilder()
                    .setType(FrameworkInfo.Capability.Type.valueOf(capability)));
          }
        }
        case "only" -> constrain(words.next(), words.next().split("=", 2));
        default -> throw new IllegalArgumentException("not understood: " + words);
      }
    }

    private void constrain(String role, String[] equality) {
      AttributeConstraint constraint =
          AttributeConstraint.newBuilder()
              .setSelector(AttributeConstraint.Selector.newBuilder().setAttributeName(equality[0]))
              .setPredicate(
                  AttributeConstraint.Predicate.newBuilder()
                      .setTextEquals(
                          AttributeConstraint.Predicate.TextEquals.newBuilder()
                              .setValue(equality[1])))
              .build();
      body.getOfferConstraintsBuilder()
          .putRoleConstraints(
              role,
              RoleConstraints.newBuilder()
                  .addGroups(RoleConstraints.Group.newBuilder().addAttributeConstraints(constraint))
                  .build());
    }
  }

  /** The call that the words ask for, if they are about one of these. */
  static Optional<SchedulerCall> call(String verb, Words words) {
    return Optional.ofNullable(
        switch (verb) {
          case "declines" -> decline(words);
          case "kills" -> kill(words);
          case "revives" ->
              new SchedulerCall.Revive(Call.Revive.newBuilder().addAllRoles(words.rest()).build());
          case "suppresses" ->
              new SchedulerCall.Suppress(
                  Call.Suppress.newBuilder().addAllRoles(words.rest()).build());
          case "reconciles" -> reconcile(words);
          case "reconciles-operations" -> reconcileOperations(words);
          case "shuts-down" -> shutdown(words);
          case "requests" ->
              new SchedulerCall.Request(
                  Call.Request.newBuilder()
                      .addRequests(
                          Request.newBuilder().addAllResources(Text.resources(words.next())))
                      .build());
          case "accepts-inverse" ->
              new SchedulerCall.AcceptInverseOffers(
                  Call.AcceptInverseOffers.newBuilder()
                      .addInverseOfferIds(offerId(words.next()))
                      .setFilters(filters(words))
                      .build());
          case "declines-inverse" ->
              new SchedulerCall.DeclineInverseOffers(
                  Call.DeclineInverseOffers.newBuilder()
                      .addInverseOfferIds(offerId(words.next()))
                      .setFilters(filters(words))
                      .build());
          case "tears-down" -> new SchedulerCall.Teardown();
          default -> null;
        });
  }

  /** {@code O0,O1|nothing [refuse SECONDS]}. */
  private static SchedulerCall decline(Words words) {
    Call.Decline.Builder body = Call.Decline.newBuilder();
    if (!words.skip("nothing")) {
      for (String offer : words.next().split(",")) {
        body.addOfferIds(offerId(offer));
      }
    }
    return new SchedulerCall.Decline(body.setFilters(filters(words)).build());
  }

  static Filters filters(Words words) {
    return words.skip("refuse")
        ? Filters.newBuilder().setRefuseSeconds(Double.parseDouble(words.next())).build()
        : Filters.getDefaultInstance();
  }

  /** {@code t1 [on S0] [within SECONDS]}. */
  private static SchedulerCall kill(Words words) {
    Call.Kill.Builder body =
        Call.Kill.newBuilder().setTaskId(Ids.toProtobuf(new TaskId(words.next())));
    if (words.skip("on")) {
      body.setAgentId(agentId(words.next()));
    }
    if (words.skip("within")) {
      long nanoseconds = Long.parseLong(words.next()) * 1_000_000_000L;
      body.setKillPolicy(
          KillPolicy.newBuilder()
              .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(nanoseconds)));
    }
    return new SchedulerCall.Kill(body.build());
  }

  /** {@code [t1 [on S0]]…}: without tasks, all. */
  private static SchedulerCall reconcile(Words words) {
    Call.Reconcile.Builder body = Call.Reconcile.newBuilder();
    while (words.hasNext()) {
      Call.Reconcile.Task.Builder task =
          Call.Reconcile.Task.newBuilder().setTaskId(Ids.toProtobuf(new TaskId(words.next())));
      if (words.skip("on")) {
        task.setAgentId(agentId(words.next()));
      }
      body.addTasks(task);
    }
    return new SchedulerCall.Reconcile(body.build());
  }

  /** {@code [op1 [on S0] [provider p]]…}: without operations, all. */
  private static SchedulerCall reconcileOperations(Words words) {
    Call.ReconcileOperations.Builder body = Call.ReconcileOperations.newBuilder();
    while (words.hasNext()) {
      Call.ReconcileOperations.Operation.Builder operation =
          Call.ReconcileOperations.Operation.newBuilder()
              .setOperationId(OperationID.newBuilder().setValue(words.next()));
      if (words.skip("on")) {
        operation.setAgentId(agentId(words.next()));
      }
      if (words.skip("provider")) {
        operation.getResourceProviderIdBuilder().setValue(words.next());
      }
      body.addOperations(operation);
    }
    return new SchedulerCall.ReconcileOperations(body.build());
  }

  /** {@code e1 on S0}. */
  private static SchedulerCall shutdown(Words words) {
    ExecutorId executor = new ExecutorId(words.next());
    words.expect("on");
    return new SchedulerCall.Shutdown(
        Call.Shutdown.newBuilder()
            .setExecutorId(Ids.toProtobuf(executor))
            .setAgentId(agentId(words.next()))
            .build());
  }

  private static OfferID offerId(String shortName) {
    return Ids.toProtobuf(new OfferId("M-" + shortName));
  }

  static AgentID agentId(String shortName) {
    return AgentID.newBuilder().setValue("M-" + shortName).build();
  }
}
