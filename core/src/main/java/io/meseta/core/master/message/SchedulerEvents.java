package io.meseta.core.master.message;

import com.google.protobuf.ByteString;
import io.meseta.core.AgentId;
import io.meseta.core.ExecutorId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.master.MasterConfig;
import io.meseta.protocol.internal.Messages.FrameworkReregisteredMessage;
import java.util.List;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** The events of a scheduler's stream (Mesos reference §1.2). */
public final class SchedulerEvents {

  /** A sign of life. */
  public static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

  private SchedulerEvents() {}

  /** The first event of a stream. */
  public static Event subscribed(FrameworkId framework, MasterConfig config) {
    return Event.newBuilder()
        .setType(Event.Type.SUBSCRIBED)
        .setSubscribed(
            Event.Subscribed.newBuilder()
                .setFrameworkId(Ids.toProtobuf(framework))
                .setHeartbeatIntervalSeconds(config.timing().heartbeat().toMillis() / 1000.0)
                .setMasterInfo(config.info()))
        .build();
  }

  /**
   * What a driver is told instead of {@link #subscribed} when it is back (Mesos reference §5.5).
   */
  public static FrameworkReregisteredMessage reregistered(
      FrameworkId framework, MasterConfig config) {
    return FrameworkReregisteredMessage.newBuilder()
        .setFrameworkId(Ids.toProtobuf(framework))
        .setMasterInfo(config.info())
        .build();
  }

  /** The last event of a stream. */
  public static Event error(String message) {
    return Event.newBuilder()
        .setType(Event.Type.ERROR)
        .setError(Event.Error.newBuilder().setMessage(message))
        .build();
  }

  /** Resources to be had. */
  public static Event offers(List<Offer> offers) {
    return Event.newBuilder()
        .setType(Event.Type.OFFERS)
        .setOffers(Event.Offers.newBuilder().addAllOffers(offers))
        .build();
  }

  /** INVERSE_OFFERS. */
  public static Event inverseOffers(List<InverseOffer> offers) {
    return Event.newBuilder()
        .setType(Event.Type.INVERSE_OFFERS)
        .setInverseOffers(Event.InverseOffers.newBuilder().addAllInverseOffers(offers))
        .build();
  }

  /** RESCIND_INVERSE_OFFER. */
  public static Event rescindInverse(OfferId offer) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND_INVERSE_OFFER)
        .setRescindInverseOffer(
            Event.RescindInverseOffer.newBuilder().setInverseOfferId(Ids.toProtobuf(offer)))
        .build();
  }

  /** An offer that cannot be accepted any more. */
  public static Event rescind(OfferId offer) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND)
        .setRescind(Event.Rescind.newBuilder().setOfferId(Ids.toProtobuf(offer)))
        .build();
  }

  /** The status of a task. */
  public static Event update(TaskStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status))
        .build();
  }

  /** The status of an operation. */
  public static Event update(OperationStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.UPDATE_OPERATION_STATUS)
        .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
        .build();
  }

  /** Bytes from an executor. */
  public static Event message(AgentId agent, ExecutorId executor, ByteString bytes) {
    return Event.newBuilder()
        .setType(Event.Type.MESSAGE)
        .setMessage(
            Event.Message.newBuilder()
                .setAgentId(Ids.toProtobuf(agent))
                .setExecutorId(Ids.toProtobuf(executor))
                .setData(bytes))
        .build();
  }

  /** An agent is lost. */
  public static Event failure(AgentId agent) {
    return Event.newBuilder()
        .setType(Event.Type.FAILURE)
        .setFailure(Event.Failure.newBuilder().setAgentId(Ids.toProtobuf(agent)))
        .build();
  }

  /** An executor has exited, with this wait status. */
  public static Event failure(AgentId agent, ExecutorId executor, int status) {
    return Event.newBuilder()
        .setType(Event.Type.FAILURE)
        .setFailure(
            Event.Failure.newBuilder()
                .setAgentId(Ids.toProtobuf(agent))
                .setExecutorId(Ids.toProtobuf(executor))
                .setStatus(status))
        .build();
  }
}
