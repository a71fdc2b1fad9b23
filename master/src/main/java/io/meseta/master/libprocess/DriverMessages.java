package io.meseta.master.libprocess;

import com.google.protobuf.Message;
import io.meseta.core.FrameworkId;
import io.meseta.core.master.MasterEffect.SendToFramework;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.FrameworkErrorMessage;
import io.meseta.protocol.internal.Messages.FrameworkRegisteredMessage;
import io.meseta.protocol.internal.Messages.InverseOffersMessage;
import io.meseta.protocol.internal.Messages.LostSlaveMessage;
import io.meseta.protocol.internal.Messages.RescindInverseOfferMessage;
import io.meseta.protocol.internal.Messages.RescindResourceOfferMessage;
import io.meseta.protocol.internal.Messages.ResourceOffersMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.URL;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** The events of a framework as the messages of v0 that its driver understands (reference §5.3). */
final class DriverMessages {

  private DriverMessages() {}

  /** The message for the driver; empty if drivers know nothing of the kind. */
  static Optional<Message> of(SendToFramework told) {
    return told.inFull().isPresent() ? told.inFull() : translate(told.framework(), told.event());
  }

  private static Optional<Message> translate(FrameworkId framework, Event event) {
    return switch (event.getType()) {
      case SUBSCRIBED -> Optional.of(registered(event.getSubscribed()));
      case OFFERS -> Optional.of(offers(event.getOffers()));
      case INVERSE_OFFERS -> Optional.of(inverseOffers(event.getInverseOffers()));
      case RESCIND ->
          Optional.of(
              RescindResourceOfferMessage.newBuilder()
                  .setOfferId(event.getRescind().getOfferId())
                  .build());
      case RESCIND_INVERSE_OFFER ->
          Optional.of(
              RescindInverseOfferMessage.newBuilder()
                  .setInverseOfferId(event.getRescindInverseOffer().getInverseOfferId())
                  .build());
      case UPDATE -> Optional.of(update(framework, event.getUpdate().getStatus()));
      case MESSAGE -> Optional.of(message(framework, event.getMessage()));
      case FAILURE -> Optional.of(failure(framework, event.getFailure()));
      case ERROR -> Optional.of(error(event.getError().getMessage()));
      case UPDATE_OPERATION_STATUS, HEARTBEAT, UNKNOWN -> Optional.empty();
    };
  }

  /** The driver is told, and aborts. */
  static FrameworkErrorMessage error(String text) {
    return FrameworkErrorMessage.newBuilder().setMessage(text).build();
  }

  private static FrameworkRegisteredMessage registered(Event.Subscribed subscribed) {
    return FrameworkRegisteredMessage.newBuilder()
        .setFrameworkId(subscribed.getFrameworkId())
        .setMasterInfo(subscribed.getMasterInfo())
        .build();
  }

  private static ResourceOffersMessage offers(Event.Offers event) {
    ResourceOffersMessage.Builder message =
        ResourceOffersMessage.newBuilder().addAllOffers(event.getOffersList());
    event.getOffersList().forEach(offer -> message.addPids(pid(offer.getUrl())));
    return message.build();
  }

  private static InverseOffersMessage inverseOffers(Event.InverseOffers event) {
    InverseOffersMessage.Builder message =
        InverseOffersMessage.newBuilder().addAllInverseOffers(event.getInverseOffersList());
    event.getInverseOffersList().forEach(offer -> message.addPids(pid(offer.getUrl())));
    return message.build();
  }

  /** The agent's process: its URL was made of it, and drivers send it messages for executors. */
  private static String pid(URL url) {
    String id = url.getPath().startsWith("/") ? url.getPath().substring(1) : url.getPath();
    return id + "@" + url.getAddress().getIp() + ":" + url.getAddress().getPort();
  }

  /** An update of the master's own: it has no pid, and so is not acknowledged. */
  private static StatusUpdateMessage update(FrameworkId framework, TaskStatus status) {
    StatusUpdate.Builder update =
        StatusUpdate.newBuilder()
            .setFrameworkId(id(framework))
            .setStatus(status.toBuilder().clearExecutorId())
            .setTimestamp(status.getTimestamp());
    if (status.hasExecutorId()) {
      update.setExecutorId(status.getExecutorId());
    }
    if (status.hasAgentId()) {
      update.setSlaveId(status.getAgentId());
    }
    return StatusUpdateMessage.newBuilder().setUpdate(update).build();
  }

  private static ExecutorToFrameworkMessage message(FrameworkId framework, Event.Message event) {
    return ExecutorToFrameworkMessage.newBuilder()
        .setSlaveId(event.getAgentId())
        .setFrameworkId(id(framework))
        .setExecutorId(event.getExecutorId())
        .setData(event.getData())
        .build();
  }

  private static Message failure(FrameworkId framework, Event.Failure event) {
    if (!event.hasExecutorId()) {
      return LostSlaveMessage.newBuilder().setSlaveId(event.getAgentId()).build();
    }
    return ExitedExecutorMessage.newBuilder()
        .setSlaveId(event.getAgentId())
        .setFrameworkId(id(framework))
        .setExecutorId(event.getExecutorId())
        .setStatus(event.getStatus())
        .build();
  }

  private static FrameworkID id(FrameworkId framework) {
    return FrameworkID.newBuilder().setValue(framework.value()).build();
  }
}
