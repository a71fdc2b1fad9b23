package io.meseta.master.libprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.Pid;
import io.meseta.core.master.MasterEffect.SendToFramework;
import io.meseta.core.master.SchedulerCall;
import io.meseta.protocol.internal.Messages.ExecutorToFrameworkMessage;
import io.meseta.protocol.internal.Messages.ExitedExecutorMessage;
import io.meseta.protocol.internal.Messages.InverseOffersMessage;
import io.meseta.protocol.internal.Messages.KillTaskMessage;
import io.meseta.protocol.internal.Messages.LaunchTasksMessage;
import io.meseta.protocol.internal.Messages.LostSlaveMessage;
import io.meseta.protocol.internal.Messages.RescindInverseOfferMessage;
import io.meseta.protocol.internal.Messages.ResourceRequestMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateAcknowledgementMessage;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.libprocess.ReceivedMessage;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.URL;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** What no recording holds of the dialect of drivers, both ways. */
class DriverMessagesTest {

  private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f").build();
  private static final AgentID AGENT = AgentID.newBuilder().setValue("M-S0").build();
  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("e").build();
  private static final TaskID TASK = TaskID.newBuilder().setValue("t").build();

  @Test
  void anAgentThatIsLost() {
    assertThat(told(failure())).contains(LostSlaveMessage.newBuilder().setSlaveId(AGENT).build());
  }

  @Test
  void anExecutorThatIsLost() {
    assertThat(told(failure().setExecutorId(EXECUTOR).setStatus(9)))
        .contains(
            ExitedExecutorMessage.newBuilder()
                .setSlaveId(AGENT)
                .setFrameworkId(FRAMEWORK)
                .setExecutorId(EXECUTOR)
                .setStatus(9)
                .build());
  }

  @Test
  void bytesOfAnExecutorThatCameByTheMaster() {
    ByteString bytes = ByteString.copyFromUtf8("hello");
    Event event =
        Event.newBuilder()
            .setType(Event.Type.MESSAGE)
            .setMessage(
                Event.Message.newBuilder().setAgentId(AGENT).setExecutorId(EXECUTOR).setData(bytes))
            .build();
    assertThat(told(event))
        .contains(
            ExecutorToFrameworkMessage.newBuilder()
                .setSlaveId(AGENT)
                .setFrameworkId(FRAMEWORK)
                .setExecutorId(EXECUTOR)
                .setData(bytes)
                .build());
  }

  @Test
  void anUpdateOfTheMasterHasNobodyToAcknowledgeItTo() {
    Event event =
        Event.newBuilder()
            .setType(Event.Type.UPDATE)
            .setUpdate(
                Event.Update.newBuilder()
                    .setStatus(
                        TaskStatus.newBuilder()
                            .setTaskId(TASK)
                            .setAgentId(AGENT)
                            .setExecutorId(EXECUTOR)
                            .setState(TaskState.TASK_LOST)
                            .setTimestamp(7)))
            .build();
    StatusUpdateMessage message = (StatusUpdateMessage) told(event).orElseThrow();
    assertThat(message.hasPid()).isFalse();
    assertThat(message.getUpdate().hasUuid()).isFalse();
    assertThat(message.getUpdate().getExecutorId()).isEqualTo(EXECUTOR);
    assertThat(message.getUpdate().getSlaveId()).isEqualTo(AGENT);
    assertThat(message.getUpdate().getTimestamp()).isEqualTo(7);
    assertThat(message.getUpdate().getStatus().hasExecutorId()).isFalse();
  }

  @Test
  void whatTheCoreSaysInFullGoesAsItIs() {
    Message inFull = LostSlaveMessage.newBuilder().setSlaveId(AGENT).build();
    SendToFramework told =
        new SendToFramework(
            new FrameworkId("f"),
            ConnectionId.of(new Pid("d@127.0.0.1:1")),
            Event.getDefaultInstance(),
            Optional.of(inFull));
    assertThat(DriverMessages.of(told)).containsSame(inFull);
  }

  @Test
  void inverseOffersHaveTheProcessesOfTheirAgents() {
    OfferID id = OfferID.newBuilder().setValue("M-O1").build();
    InverseOffer offer =
        InverseOffer.newBuilder()
            .setId(id)
            .setFrameworkId(FRAMEWORK)
            .setUrl(
                URL.newBuilder()
                    .setScheme("http")
                    .setAddress(Address.newBuilder().setIp("10.0.0.7").setPort(5051))
                    .setPath("/slave(1)"))
            .setUnavailability(
                Unavailability.getDefaultInstance().toBuilder()
                    .setStart(org.apache.mesos.v1.Protos.TimeInfo.newBuilder().setNanoseconds(1)))
            .build();
    Event event =
        Event.newBuilder()
            .setType(Event.Type.INVERSE_OFFERS)
            .setInverseOffers(Event.InverseOffers.newBuilder().addInverseOffers(offer))
            .build();
    assertThat(((InverseOffersMessage) told(event).orElseThrow()).getPidsList())
        .containsExactly("slave(1)@10.0.0.7:5051");
    Event rescind =
        Event.newBuilder()
            .setType(Event.Type.RESCIND_INVERSE_OFFER)
            .setRescindInverseOffer(Event.RescindInverseOffer.newBuilder().setInverseOfferId(id))
            .build();
    assertThat(told(rescind))
        .contains(RescindInverseOfferMessage.newBuilder().setInverseOfferId(id).build());
  }

  @Test
  void driversKnowNothingOfHeartbeatsAndOperations() {
    assertThat(told(Event.newBuilder().setType(Event.Type.HEARTBEAT).build())).isEmpty();
    assertThat(told(Event.newBuilder().setType(Event.Type.UPDATE_OPERATION_STATUS).build()))
        .isEmpty();
  }

  @Test
  void launchingNothingIsDeclining() throws Exception {
    LaunchTasksMessage message =
        LaunchTasksMessage.newBuilder()
            .setFrameworkId(FRAMEWORK)
            .addOfferIds(OfferID.newBuilder().setValue("M-O1"))
            .setFilters(Filters.newBuilder().setRefuseSeconds(3))
            .build();
    SchedulerCall.Decline decline = (SchedulerCall.Decline) carried(message).call();
    assertThat(decline.body().getFilters().getRefuseSeconds()).isEqualTo(3);
    assertThat(decline.body().getOfferIds(0).getValue()).isEqualTo("M-O1");
  }

  @Test
  void killPoliciesAreForCalls() throws Exception {
    KillTaskMessage message =
        KillTaskMessage.newBuilder()
            .setFrameworkId(FRAMEWORK)
            .setTaskId(TASK)
            .setKillPolicy(KillPolicy.getDefaultInstance())
            .build();
    SchedulerCall.Kill kill = (SchedulerCall.Kill) carried(message).call();
    assertThat(kill.body().hasKillPolicy()).isFalse();
    assertThat(kill.body().getTaskId()).isEqualTo(TASK);
  }

  @Test
  void requestsAreTaken() throws Exception {
    ResourceRequestMessage message =
        ResourceRequestMessage.newBuilder().setFrameworkId(FRAMEWORK).build();
    assertThat(carried(message).call()).isInstanceOf(SchedulerCall.Request.class);
  }

  @Test
  void acknowledgementsNeedAUuid() throws Exception {
    StatusUpdateAcknowledgementMessage message =
        StatusUpdateAcknowledgementMessage.newBuilder()
            .setFrameworkId(FRAMEWORK)
            .setSlaveId(AGENT)
            .setTaskId(TASK)
            .setUuid(ByteString.copyFromUtf8("short"))
            .build();
    assertThat(read(message))
        .isEqualTo(new DriverRequest.Drop("a uuid has 16 bytes, and this one has 5"));
  }

  private static Event.Failure.Builder failure() {
    return Event.Failure.newBuilder().setAgentId(AGENT);
  }

  private static Optional<Message> told(Event.Failure.Builder failure) {
    return told(Event.newBuilder().setType(Event.Type.FAILURE).setFailure(failure).build());
  }

  private static Optional<Message> told(Event event) {
    return DriverMessages.of(
        new SendToFramework(
            new FrameworkId("f"), ConnectionId.of(new Pid("d@127.0.0.1:1")), event));
  }

  private static DriverRequest.Carry carried(Message message) throws Exception {
    return (DriverRequest.Carry) read(message);
  }

  private static DriverRequest read(Message message) throws Exception {
    return DriverRequests.routes()
        .read(
            new ReceivedMessage(
                Upid.of("d", "127.0.0.1", 1),
                "master",
                message.getDescriptorForType().getFullName(),
                message.toByteArray()));
  }
}
