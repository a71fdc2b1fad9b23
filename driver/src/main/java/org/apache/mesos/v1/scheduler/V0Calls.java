package org.apache.mesos.v1.scheduler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.Protos.ExecutorID;
import org.apache.mesos.Protos.Filters;
import org.apache.mesos.Protos.Offer;
import org.apache.mesos.Protos.OfferID;
import org.apache.mesos.Protos.Request;
import org.apache.mesos.Protos.SlaveID;
import org.apache.mesos.Protos.TaskID;
import org.apache.mesos.Protos.TaskState;
import org.apache.mesos.Protos.TaskStatus;
import org.apache.mesos.SchedulerDriver;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Calls of the v1 API made on the driver of the v0 API; their messages are the same bytes. */
final class V0Calls {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");

  private V0Calls() {}

  /** Makes a call, other than SUBSCRIBE. */
  static void make(SchedulerDriver driver, Call call) throws IOException {
    switch (call.getType()) {
      case TEARDOWN:
        driver.stop(false);
        break;
      case ACCEPT:
        accept(driver, call.getAccept());
        break;
      case DECLINE:
        Filters filters = Filters.parseFrom(call.getDecline().getFilters().toByteArray());
        for (var offer : call.getDecline().getOfferIdsList()) {
          driver.declineOffer(OfferID.parseFrom(offer.toByteArray()), filters);
        }
        break;
      case REVIVE:
        driver.reviveOffers();
        break;
      case SUPPRESS:
        driver.suppressOffers();
        break;
      case KILL:
        driver.killTask(TaskID.parseFrom(call.getKill().getTaskId().toByteArray()));
        break;
      case ACKNOWLEDGE:
        driver.acknowledgeStatusUpdate(acknowledged(call.getAcknowledge()));
        break;
      case RECONCILE:
        reconcile(driver, call.getReconcile());
        break;
      case MESSAGE:
        message(driver, call.getMessage());
        break;
      case REQUEST:
        request(driver, call.getRequest());
        break;
      default:
        LOG.log(System.Logger.Level.ERROR, "Received an unexpected " + call.getType() + " call");
    }
  }

  private static void accept(SchedulerDriver driver, Call.Accept accept) throws IOException {
    List<OfferID> offers = new ArrayList<>();
    for (var offer : accept.getOfferIdsList()) {
      offers.add(OfferID.parseFrom(offer.toByteArray()));
    }
    List<Offer.Operation> operations = new ArrayList<>();
    for (var operation : accept.getOperationsList()) {
      operations.add(Offer.Operation.parseFrom(operation.toByteArray()));
    }
    driver.acceptOffers(offers, operations, Filters.parseFrom(accept.getFilters().toByteArray()));
  }

  /** An update as the driver wants it: it reads nothing but task, agent and uuid. */
  private static TaskStatus acknowledged(Call.Acknowledge acknowledge) throws IOException {
    // Field numbers instead of setUuid: that would name a class of protobuf.
    var uuid = new io.meseta.driver.wire.MessageWriter();
    uuid.bytes(1, acknowledge.getTaskId().toByteArray());
    uuid.number(2, TaskState.TASK_RUNNING_VALUE);
    uuid.bytes(5, acknowledge.getAgentId().toByteArray());
    var fields = io.meseta.driver.wire.Message.parse(acknowledge.toByteArray());
    uuid.bytes(11, fields.bytes(3).orElse(new byte[0]));
    return TaskStatus.parseFrom(uuid.toByteArray());
  }

  private static void reconcile(SchedulerDriver driver, Call.Reconcile reconcile)
      throws IOException {
    List<TaskStatus> statuses = new ArrayList<>();
    for (Call.Reconcile.Task task : reconcile.getTasksList()) {
      TaskStatus.Builder status =
          TaskStatus.newBuilder()
              .setTaskId(TaskID.parseFrom(task.getTaskId().toByteArray()))
              .setState(TaskState.TASK_STAGING);
      if (task.hasAgentId()) {
        status.setSlaveId(SlaveID.parseFrom(task.getAgentId().toByteArray()));
      }
      statuses.add(status.build());
    }
    driver.reconcileTasks(statuses);
  }

  private static void message(SchedulerDriver driver, Call.Message message) throws IOException {
    var fields = io.meseta.driver.wire.Message.parse(message.toByteArray());
    driver.sendFrameworkMessage(
        ExecutorID.parseFrom(message.getExecutorId().toByteArray()),
        SlaveID.parseFrom(message.getAgentId().toByteArray()),
        fields.bytes(3).orElse(new byte[0]));
  }

  private static void request(SchedulerDriver driver, Call.Request request) throws IOException {
    List<Request> requests = new ArrayList<>();
    for (var each : request.getRequestsList()) {
      requests.add(Request.parseFrom(each.toByteArray()));
    }
    driver.requestResources(requests);
  }
}
