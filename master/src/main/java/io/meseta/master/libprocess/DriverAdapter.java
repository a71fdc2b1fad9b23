package io.meseta.master.libprocess;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.ConnectionId;
import io.meseta.core.Pid;
import io.meseta.core.master.Answer;
import io.meseta.core.master.Caller;
import io.meseta.core.master.MasterCommand;
import io.meseta.master.api.MasterMailbox;
import io.meseta.master.api.scheduler.SchedulerAnswers;
import io.meseta.protocol.internal.Messages.SubmitSchedulerResponse;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.libprocess.MessageRoutes;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes commands of what scheduler drivers send (Mesos reference §5.3). A driver is known by its
 * process: nobody else may speak for its framework, and what is wrong is dropped with a line in the
 * log, for there is no answer to a message but another message.
 */
public final class DriverAdapter {

  private static final Logger log = LoggerFactory.getLogger(DriverAdapter.class);

  private final MasterMailbox mailbox;
  private final DriverLink drivers;
  private final AuthenticationRules rules;
  private final DriverCalls calls;
  private final MessageRoutes<DriverRequest> older = DriverRequests.routes();

  /**
   * An adapter in front of the mailbox of the core.
   *
   * @param rules who may register
   * @param calls reads calls
   */
  public DriverAdapter(
      MasterMailbox mailbox, DriverLink drivers, AuthenticationRules rules, DriverCalls calls) {
    this.mailbox = mailbox;
    this.drivers = drivers;
    this.rules = rules;
    this.calls = calls;
  }

  /** Whether messages of this name are for it. */
  boolean serves(String name) {
    return name.equals(DriverCalls.NAME) || older.has(name);
  }

  /**
   * Takes a message.
   *
   * @throws InvalidProtocolBufferException if it cannot be read
   */
  void receive(ReceivedMessage message) throws InvalidProtocolBufferException {
    DriverRequest request =
        message.name().equals(DriverCalls.NAME) ? calls.read(message.body()) : older.read(message);
    Pid from = new Pid(message.from().toString());
    switch (request) {
      case DriverRequest.Subscribe subscribe ->
          rules.authenticator().whenSettled(from, () -> subscribe(from, subscribe));
      case DriverRequest.Carry carry -> carry(from, carry);
      case DriverRequest.Deactivate(var framework) ->
          mailbox.tellOrDrop(
              new MasterCommand.DeactivateFramework(ConnectionId.of(from), framework));
      case DriverRequest.Refuse(var error) -> refuse(from, error);
      case DriverRequest.Drop(var why) -> log.warn("Dropped {}: {}", message, why);
      case DriverRequest.SubmitScheduler() ->
          drivers.send(from, SubmitSchedulerResponse.newBuilder().setOkay(false).build());
    }
  }

  private void subscribe(Pid from, DriverRequest.Subscribe request) {
    FrameworkInfo info = request.body().getFrameworkInfo();
    Optional<String> error = rules.frameworkError(from, info);
    if (error.isPresent()) {
      refuse(from, error.get());
      return;
    }
    mailbox.tellOrDrop(
        new MasterCommand.Subscribe(
            ConnectionId.of(from),
            request.body().toBuilder().setFrameworkInfo(rules.withPrincipal(from, info)).build(),
            calls.constraints(request.body().getOfferConstraints()),
            request.force()));
  }

  private void carry(Pid from, DriverRequest.Carry request) {
    Caller caller = Caller.of(ConnectionId.of(from));
    try {
      mailbox
          .ask(id ->
              new MasterCommand.FrameworkCall(id, request.framework(), caller, request.call()))
          .thenAccept(answer -> heed(from, request, answer));
    } catch (HttpRejection e) {
      log.warn("Dropped a call of {}: the master is busy or ending", from);
    }
  }

  /** Most answers are for those who wait for one; a driver that must know is told. */
  private void heed(Pid from, DriverRequest.Carry request, Answer answer) {
    switch (answer) {
      case Answer.Accepted(), Answer.Done() -> {}
      case Answer.NotSubscribed _ -> refuse(from, "Framework disconnected");
      case Answer.Invalid(var why) -> refuse(from, why); // as Mesos: of UPDATE_FRAMEWORK
      case Answer.StreamIdMismatch _ ->
          log.warn(
              "Dropped a call of {}: it is not from the driver of framework {}",
              from,
              request.framework());
      default ->
          log.warn("Dropped a call of {}: {}", from, SchedulerAnswers.response(answer).bodyText());
    }
  }

  private void refuse(Pid driver, String error) {
    log.info("Refused a request of {}: {}", driver, error);
    drivers.send(driver, DriverMessages.error(error));
  }
}
