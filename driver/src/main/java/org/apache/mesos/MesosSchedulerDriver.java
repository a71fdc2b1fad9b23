package org.apache.mesos;

import io.meseta.driver.scheduler.FrameworkLink;
import io.meseta.driver.scheduler.SchedulerOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.mesos.Protos.Credential;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.FrameworkInfo;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.Request;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.Status;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskInfo;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.scheduler.Protos.OfferConstraints;

/**
 * Links a {@link Scheduler} to a master, Meseta's or Apache Mesos', over the v1 HTTP API: it only
 * opens connections, so it works from behind NAT and in containers. This class only turns messages
 * into bytes, and names no class of protobuf, so that it runs with any version of it.
 *
 * <p>Masters are given as {@code host:port}, {@code master@host:port}, {@code http://host:port},
 * {@code file:///path} of a file that holds one of these, or several with commas between them.
 */
@SuppressWarnings("this-escape") // callbacks get the driver, and come only after start()
public class MesosSchedulerDriver implements SchedulerDriver {
  private final FrameworkLink link;

  /** A driver that acknowledges updates by itself. */
  public MesosSchedulerDriver(Scheduler scheduler, FrameworkInfo framework, String master) {
    this(scheduler, options(framework, master));
  }

  /** As above, for a master that asks for a credential. */
  public MesosSchedulerDriver(
      Scheduler scheduler, FrameworkInfo framework, String master, Credential credential) {
    this(scheduler, options(framework, master).credential(encoded(credential)));
  }

  /**
   * A driver for a scheduler that may acknowledge updates itself.
   *
   * @param implicitAcknowledgements false if it does
   */
  public MesosSchedulerDriver(
      Scheduler scheduler,
      FrameworkInfo framework,
      String master,
      boolean implicitAcknowledgements) {
    this(scheduler, options(framework, master).implicitAcknowledgements(implicitAcknowledgements));
  }

  /** As above, for a master that asks for a credential. */
  public MesosSchedulerDriver(
      Scheduler scheduler,
      FrameworkInfo framework,
      String master,
      boolean implicitAcknowledgements,
      Credential credential) {
    this(
        scheduler,
        options(framework, master)
            .implicitAcknowledgements(implicitAcknowledgements)
            .credential(encoded(credential)));
  }

  /**
   * A driver for a framework that wants no offers for some of its roles.
   *
   * @param suppressedRoles these roles; they get offers once they are revived
   */
  public MesosSchedulerDriver(
      Scheduler scheduler,
      FrameworkInfo framework,
      Collection<String> suppressedRoles,
      String master,
      boolean implicitAcknowledgements) {
    this(
        scheduler,
        options(framework, master)
            .suppressedRoles(suppressedRoles)
            .implicitAcknowledgements(implicitAcknowledgements));
  }

  /** As above, for a master that asks for a credential. */
  public MesosSchedulerDriver(
      Scheduler scheduler,
      FrameworkInfo framework,
      Collection<String> suppressedRoles,
      String master,
      boolean implicitAcknowledgements,
      Credential credential) {
    this(
        scheduler,
        options(framework, master)
            .suppressedRoles(suppressedRoles)
            .implicitAcknowledgements(implicitAcknowledgements)
            .credential(encoded(credential)));
  }

  MesosSchedulerDriver(Scheduler scheduler, SchedulerOptions options) {
    Objects.requireNonNull(scheduler, "Not expecting a null Scheduler");
    this.link = new FrameworkLink(this, scheduler, options);
    initialize();
  }

  private static SchedulerOptions options(FrameworkInfo framework, String master) {
    Objects.requireNonNull(framework, "Not expecting a null FrameworkInfo");
    Objects.requireNonNull(master, "Not expecting a null master");
    return new SchedulerOptions(framework.toByteArray(), master, System.getenv());
  }

  private static byte[] encoded(Credential credential) {
    return Objects.requireNonNull(credential, "Not expecting a null credential").toByteArray();
  }

  /** Does nothing; here because it was in the native driver. */
  protected void initialize() {}

  @Override
  public Status start() {
    return link.start();
  }

  @Override
  public Status stop(boolean failover) {
    return link.stop(failover);
  }

  @Override
  public Status stop() {
    return stop(false);
  }

  @Override
  public Status abort() {
    return link.abort();
  }

  @Override
  public Status join() {
    return link.join();
  }

  @Override
  public Status run() {
    Status status = start();
    return status == Status.DRIVER_RUNNING ? join() : status;
  }

  @Override
  public Status requestResources(Collection<Request> requests) {
    return link.request(encoded(requests, request -> request.toByteArray()));
  }

  @Override
  public Status launchTasks(
      Collection<OfferID> offerIds, Collection<TaskInfo> tasks, Filters filters) {
    return link.launch(
        encoded(offerIds, offer -> offer.toByteArray()),
        encoded(tasks, task -> task.toByteArray()),
        filters.toByteArray());
  }

  @Override
  public Status launchTasks(Collection<OfferID> offerIds, Collection<TaskInfo> tasks) {
    return launchTasks(offerIds, tasks, Filters.newBuilder().build());
  }

  @Override
  public Status launchTasks(OfferID offerId, Collection<TaskInfo> tasks, Filters filters) {
    return launchTasks(List.of(offerId), tasks, filters);
  }

  @Override
  public Status launchTasks(OfferID offerId, Collection<TaskInfo> tasks) {
    return launchTasks(List.of(offerId), tasks);
  }

  @Override
  public Status killTask(TaskID taskId) {
    return link.kill(taskId.toByteArray());
  }

  @Override
  public Status acceptOffers(
      Collection<OfferID> offerIds, Collection<Offer.Operation> operations, Filters filters) {
    return link.accept(
        encoded(offerIds, offer -> offer.toByteArray()),
        encoded(operations, operation -> operation.toByteArray()),
        filters.toByteArray());
  }

  @Override
  public Status declineOffer(OfferID offerId, Filters filters) {
    return link.decline(offerId.toByteArray(), filters.toByteArray());
  }

  @Override
  public Status declineOffer(OfferID offerId) {
    return declineOffer(offerId, Filters.newBuilder().build());
  }

  @Override
  public Status reviveOffers() {
    return link.revive(List.of());
  }

  @Override
  public Status reviveOffers(Collection<String> roles) {
    return roles.isEmpty() ? link.status() : link.revive(roles);
  }

  @Override
  public Status suppressOffers() {
    return link.suppress(List.of());
  }

  @Override
  public Status suppressOffers(Collection<String> roles) {
    return roles.isEmpty() ? link.status() : link.suppress(roles);
  }

  @Override
  public Status acknowledgeStatusUpdate(TaskStatus status) {
    return link.acknowledge(status.toByteArray());
  }

  @Override
  public Status sendFrameworkMessage(ExecutorID executorId, SlaveID slaveId, byte[] data) {
    return link.message(executorId.toByteArray(), slaveId.toByteArray(), data);
  }

  @Override
  public Status reconcileTasks(Collection<TaskStatus> statuses) {
    return link.reconcile(encoded(statuses, status -> status.toByteArray()));
  }

  @Override
  public Status updateFramework(
      FrameworkInfo frameworkInfo,
      Collection<String> suppressedRoles,
      OfferConstraints constraints) {
    return link.updateFramework(
        frameworkInfo.toByteArray(), suppressedRoles, constraints.toByteArray());
  }

  @Override
  public Status updateFramework(FrameworkInfo frameworkInfo, Collection<String> suppressedRoles) {
    return link.updateFramework(frameworkInfo.toByteArray(), suppressedRoles, null);
  }

  // Lambdas and no method references: those would name the class of protobuf that declares
  // toByteArray, and this class must run with all of them.
  private static <T> List<byte[]> encoded(Collection<T> messages, Function<T, byte[]> encoding) {
    List<byte[]> encoded = new ArrayList<>(messages.size());
    for (T message : messages) {
      encoded.add(encoding.apply(message));
    }
    return encoded;
  }
}
