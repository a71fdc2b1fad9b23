package io.meseta.e2e.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.TextFormat;
import io.meseta.e2e.libprocess.LibprocessPeer.Received;
import io.meseta.protocol.internal.Messages;
import io.meseta.protocol.internal.Messages.FrameworkRegisteredMessage;
import io.meseta.protocol.internal.Messages.ResourceOffersMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.Comparator;
import org.apache.mesos.scheduler.Protos;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Messages by their names, and what of them is the same in every run. */
final class WireMessages {

  /** Long enough to be a refusal, short enough for a test. */
  private static final double REFUSE_SECONDS = 0.2;

  private WireMessages() {}

  static Message parse(String name, byte[] body) throws InvalidProtocolBufferException {
    if (name.equals("mesos.scheduler.Call")) {
      return Protos.Call.parseFrom(body);
    }
    String type = name.substring(name.lastIndexOf('.') + 1);
    try {
      Class<?> kind = Class.forName(Messages.class.getName() + "$" + type);
      Message prototype = (Message) kind.getMethod("getDefaultInstance").invoke(null);
      Parser<? extends Message> parser = prototype.getParserForType();
      return parser.parseFrom(body);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no message " + name, e);
    }
  }

  /** The same, but that the scheduler wants offers again sooner. */
  static Message hurried(Message message) {
    if (!(message instanceof Protos.Call call) || !call.hasDecline()) {
      return message;
    }
    Protos.Call.Builder hurried = call.toBuilder();
    hurried.getDeclineBuilder().getFiltersBuilder().setRefuseSeconds(REFUSE_SECONDS);
    return hurried.build();
  }

  /** As text, without what belongs to a build or a moment. */
  static String shown(Received message) {
    try {
      return shown(parse(message.name(), message.body()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(message.name() + " cannot be read", e);
    }
  }

  static String shown(Message message) {
    return TextFormat.printer().printToString(lasting(message));
  }

  private static Message lasting(Message message) {
    return switch (message) {
      case FrameworkRegisteredMessage m ->
          m.toBuilder().setMasterInfo(lasting(m.getMasterInfo())).build();
      case Messages.FrameworkReregisteredMessage m ->
          m.toBuilder().setMasterInfo(lasting(m.getMasterInfo())).build();
      case RunTaskMessage m -> m.toBuilder().clearResourceVersionUuids().build();
      case StatusUpdateMessage m -> lasting(m);
      case ResourceOffersMessage m -> lasting(m);
      default -> message;
    };
  }

  private static MasterInfo lasting(MasterInfo info) {
    MasterInfo.Builder lasting = info.toBuilder().clearVersion().clearCapabilities().setPort(0);
    lasting.getAddressBuilder().setPort(0);
    return lasting.build();
  }

  /** The time of what an agent says is the agent's, and known; that of the master is not. */
  private static StatusUpdateMessage lasting(StatusUpdateMessage message) {
    StatusUpdate update = message.getUpdate();
    if (update.getStatus().getSource() != TaskStatus.Source.SOURCE_MASTER) {
      return message;
    }
    return message.toBuilder()
        .setUpdate(
            update.toBuilder()
                .setTimestamp(0)
                .setStatus(update.getStatus().toBuilder().setTimestamp(0)))
        .build();
  }

  private static ResourceOffersMessage lasting(ResourceOffersMessage message) {
    ResourceOffersMessage.Builder sorted = message.toBuilder();
    sorted
        .getOffersBuilderList()
        .forEach(offer -> {
          var resources =
              offer.getResourcesList().stream()
                  .sorted(Comparator.comparing(Resource::getName))
                  .toList();
          offer.clearResources().addAllResources(resources);
        });
    return sorted.build();
  }

  /** Offers that say what is offered, and not how much of it. */
  static ResourceOffersMessage withoutAmounts(ResourceOffersMessage message) {
    ResourceOffersMessage.Builder vague = message.toBuilder();
    for (Offer.Builder offer : vague.getOffersBuilderList()) {
      offer.getResourcesBuilderList().forEach(resource -> resource.clearScalar().clearRanges());
    }
    return vague.build();
  }

  /** The recorded offers of an agent at another port. */
  static ResourceOffersMessage atPort(ResourceOffersMessage message, int port) {
    ResourceOffersMessage.Builder moved = message.toBuilder();
    for (Offer.Builder offer : moved.getOffersBuilderList()) {
      offer.getUrlBuilder().getAddressBuilder().setPort(port);
    }
    return moved.build();
  }
}
