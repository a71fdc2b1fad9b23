package io.meseta.master.api.scheduler;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Call.Type;

/**
 * What a scheduler call must hold before it may become a command; the texts are those of Mesos
 * (reference §1.3, row 7). Whether the framework exists, or may call, is the core's to say.
 */
public final class CallValidation {

  /**
   * The message that a call of a type must carry: its name on the wire, and whether it is there.
   */
  private record Body(String name, Predicate<Call> present) {}

  private static final Map<Type, Body> BODIES =
      Map.ofEntries(
          Map.entry(Type.ACCEPT, new Body("accept", Call::hasAccept)),
          Map.entry(Type.DECLINE, new Body("decline", Call::hasDecline)),
          Map.entry(
              Type.ACCEPT_INVERSE_OFFERS,
              new Body("accept_inverse_offers", Call::hasAcceptInverseOffers)),
          Map.entry(
              Type.DECLINE_INVERSE_OFFERS,
              new Body("decline_inverse_offers", Call::hasDeclineInverseOffers)),
          Map.entry(Type.KILL, new Body("kill", Call::hasKill)),
          Map.entry(Type.SHUTDOWN, new Body("shutdown", Call::hasShutdown)),
          Map.entry(Type.ACKNOWLEDGE, new Body("acknowledge", Call::hasAcknowledge)),
          Map.entry(
              Type.ACKNOWLEDGE_OPERATION_STATUS,
              new Body("acknowledge_operation_status", Call::hasAcknowledgeOperationStatus)),
          Map.entry(Type.RECONCILE, new Body("reconcile", Call::hasReconcile)),
          Map.entry(
              Type.RECONCILE_OPERATIONS,
              new Body("reconcile_operations", Call::hasReconcileOperations)),
          Map.entry(Type.MESSAGE, new Body("message", Call::hasMessage)),
          Map.entry(Type.REQUEST, new Body("request", Call::hasRequest)),
          Map.entry(Type.UPDATE_FRAMEWORK, new Body("update_framework", Call::hasUpdateFramework)));

  private static final int UUID_BYTES = 16;
  private static final ByteString NIL_UUID = ByteString.copyFrom(new byte[UUID_BYTES]);

  private CallValidation() {}

  /** The reason why this call cannot be taken, or empty. */
  public static Optional<String> error(Call call) {
    if (!call.hasType()) {
      return missing("type");
    }
    if (call.getType() == Type.SUBSCRIBE) {
      return subscribeError(call);
    }
    if (!call.hasFrameworkId()) {
      return missing("framework_id");
    }
    Body body = BODIES.get(call.getType());
    if (body != null && !body.present().test(call)) {
      return missing(body.name());
    }
    return switch (call.getType()) {
      case ACKNOWLEDGE -> uuidError(call.getAcknowledge().getUuid());
      case ACKNOWLEDGE_OPERATION_STATUS -> operationAcknowledgementError(call);
      case UPDATE_FRAMEWORK ->
          idsDiffer(call, call.getUpdateFramework().getFrameworkInfo().getId(), "update_framework");
      default -> Optional.empty();
    };
  }

  private static Optional<String> subscribeError(Call call) {
    return call.hasSubscribe()
        ? idsDiffer(call, call.getSubscribe().getFrameworkInfo().getId(), "subscribe")
        : missing("subscribe");
  }

  private static Optional<String> idsDiffer(
      Call call, org.apache.mesos.v1.Protos.FrameworkID id, String body) {
    return call.getFrameworkId().getValue().equals(id.getValue())
        ? Optional.empty()
        : Optional.of("'framework_id' differs from '" + body + ".framework_info.id'");
  }

  private static Optional<String> operationAcknowledgementError(Call call) {
    var acknowledgement = call.getAcknowledgeOperationStatus();
    Optional<String> uuid = uuidError(acknowledgement.getUuid());
    return uuid.isPresent() || acknowledgement.hasAgentId() ? uuid : missing("agent_id");
  }

  private static Optional<String> uuidError(ByteString uuid) {
    return uuid.size() == UUID_BYTES && !uuid.equals(NIL_UUID)
        ? Optional.empty()
        : Optional.of("Not a valid UUID");
  }

  private static Optional<String> missing(String field) {
    return Optional.of("Expecting '" + field + "' to be present");
  }
}
