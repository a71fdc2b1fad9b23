package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.traits.OfferConstraints;
import io.meseta.master.api.scheduler.CallValidation;
import io.meseta.master.api.scheduler.SchedulerCalls;
import io.meseta.protocol.v0.V0SchedulerCall;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What {@code mesos.scheduler.Call} asks for: the calls of v1 in the numbers of v0 (§0.1). */
public final class DriverCalls {

  /** The full protobuf name, by which it goes over the wire. */
  static final String NAME = "mesos.scheduler.Call";

  private final SchedulerCalls calls;
  private final Consumer<Call> received;

  /**
   * A reader of calls.
   *
   * @param calls makes of a message what the core carries out
   * @param received told of every valid call
   */
  public DriverCalls(SchedulerCalls calls, Consumer<Call> received) {
    this.calls = calls;
    this.received = received;
  }

  /** Compiles offer constraints; what is wrong with them, they say themselves. */
  OfferConstraints constraints(org.apache.mesos.v1.scheduler.Protos.OfferConstraints message) {
    return calls.constraints(message);
  }

  /**
   * What the call asks for.
   *
   * @throws InvalidProtocolBufferException if it cannot be read
   */
  DriverRequest read(byte[] body) throws InvalidProtocolBufferException {
    Call call;
    boolean force;
    try {
      call = Call.parseFrom(V0SchedulerCall.toV1(body));
      force = V0SchedulerCall.force(body);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    Optional<String> error = CallValidation.error(call);
    if (error.isPresent()) {
      return new DriverRequest.Drop(error.get());
    }
    received.accept(call);
    return request(call, force);
  }

  private DriverRequest request(Call call, boolean force) {
    return switch (call.getType()) {
      case SUBSCRIBE -> new DriverRequest.Subscribe(call.getSubscribe(), force);
      case ACKNOWLEDGE_OPERATION_STATUS, RECONCILE_OPERATIONS ->
          new DriverRequest.Drop("'" + call.getType() + "' is not supported by the v0 API");
      default ->
          calls
              .of(call)
              .<DriverRequest>map(body ->
                  new DriverRequest.Carry(new FrameworkId(call.getFrameworkId().getValue()), body))
              .orElseGet(() -> new DriverRequest.Drop(call.getType() + " is not a call"));
    };
  }
}
