package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.OfferConstraints.RegexCompiler;
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

  private final RegexCompiler regexes;
  private final Consumer<Call> received;

  /**
   * A reader of calls.
   *
   * @param regexes for offer constraints
   * @param received told of every valid call
   */
  public DriverCalls(RegexCompiler regexes, Consumer<Call> received) {
    this.regexes = regexes;
    this.received = received;
  }

  /** For offer constraints. */
  RegexCompiler regexes() {
    return regexes;
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

  private static DriverRequest request(Call call, boolean force) {
    return switch (call.getType()) {
      case SUBSCRIBE -> new DriverRequest.Subscribe(call.getSubscribe(), force);
      case ACKNOWLEDGE_OPERATION_STATUS, RECONCILE_OPERATIONS ->
          new DriverRequest.Drop("'" + call.getType() + "' is not supported by the v0 API");
      default ->
          SchedulerCalls.of(call)
              .<DriverRequest>map(body ->
                  new DriverRequest.Carry(new FrameworkId(call.getFrameworkId().getValue()), body))
              .orElseGet(() -> new DriverRequest.Drop(call.getType() + " is not served yet"));
    };
  }
}
