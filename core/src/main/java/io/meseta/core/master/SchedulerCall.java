package io.meseta.core.master;

import io.meseta.core.allocator.traits.OfferConstraints;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The scheduler calls the master carries out, each with its own body (Mesos reference §1.1). */
public sealed interface SchedulerCall {

  /** Apply operations to offers; without operations the same as declining them. */
  record Accept(Call.Accept body) implements SchedulerCall {}

  /** Give offers back, and say for how long they are not wanted. */
  record Decline(Call.Decline body) implements SchedulerCall {}

  /** Forget refusals and offer again, for the given roles or for all. */
  record Revive(Call.Revive body) implements SchedulerCall {}

  /** No more offers, for the given roles or for all. */
  record Suppress(Call.Suppress body) implements SchedulerCall {}

  /** Kill a task. */
  record Kill(Call.Kill body) implements SchedulerCall {}

  /** A status update has been received. */
  record Acknowledge(Call.Acknowledge body) implements SchedulerCall {}

  /** Say the present state of the given tasks, or of all. */
  record Reconcile(Call.Reconcile body) implements SchedulerCall {}

  /** A status of an operation has been received. */
  record AcknowledgeOperationStatus(Call.AcknowledgeOperationStatus body)
      implements SchedulerCall {}

  /** End an executor, and its tasks with it. */
  record Shutdown(Call.Shutdown body) implements SchedulerCall {}

  /**
   * Ask for resources. As with Mesos this is taken, and changes nothing about who is offered what.
   */
  record Request(Call.Request body) implements SchedulerCall {}

  /**
   * Describe oneself anew, without another stream.
   *
   * @param constraints the offer constraints of the body, compiled; perhaps with an error
   */
  record UpdateFramework(Call.UpdateFramework body, OfferConstraints constraints)
      implements SchedulerCall {}

  /** Agree to give resources back before a maintenance. */
  record AcceptInverseOffers(Call.AcceptInverseOffers body) implements SchedulerCall {}

  /** Not agree to give resources back before a maintenance. */
  record DeclineInverseOffers(Call.DeclineInverseOffers body) implements SchedulerCall {}

  /** Say the present state of the given operations, or of all. */
  record ReconcileOperations(Call.ReconcileOperations body) implements SchedulerCall {}

  /** Bytes for an executor. */
  record Message(Call.Message body) implements SchedulerCall {}

  /** Shut the framework down for good. */
  record Teardown() implements SchedulerCall {}
}
