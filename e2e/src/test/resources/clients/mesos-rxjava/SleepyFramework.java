import com.mesosphere.mesos.rx.java.AwaitableSubscription;
import com.mesosphere.mesos.rx.java.SinkOperation;
import com.mesosphere.mesos.rx.java.SinkOperations;
import com.mesosphere.mesos.rx.java.protobuf.ProtobufMesosClientBuilder;
import com.mesosphere.mesos.rx.java.protobuf.SchedulerCalls;
import com.mesosphere.mesos.rx.java.util.UserAgentEntries;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.Protos.*;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import rx.Observable;
import rx.subjects.PublishSubject;

/** A framework as the example of mesos-rxjava: sleeps on every offer until enough tasks have finished. */
public class SleepyFramework {
  private static final int TASKS = 3;

  private final AtomicReference<FrameworkID> id = new AtomicReference<>();
  private final Set<String> finished = new HashSet<>();
  private int launched;

  public static void main(String[] arguments) throws Throwable {
    new SleepyFramework().run(URI.create("http://" + arguments[0] + "/api/v1/scheduler"));
  }

  private void run(URI master) throws Throwable {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder().setUser(System.getProperty("user.name")).setName("sleepy").build();
    PublishSubject<Optional<SinkOperation<Call>>> done = PublishSubject.create();
    AwaitableSubscription subscription =
        ProtobufMesosClientBuilder.schedulerUsingProtos()
            .mesosUri(master)
            .applicationUserAgentEntry(UserAgentEntries.literal("sleepy", "1"))
            .subscribe(
                Call.newBuilder()
                    .setType(Call.Type.SUBSCRIBE)
                    .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
                    .build())
            .processStream(
                events -> events.concatMap(event -> Observable.from(answers(event))))
            .build()
            .openStream();
    subscription.await();
  }

  private List<Optional<SinkOperation<Call>>> answers(Event event) {
    System.out.println("event " + event.getType());
    switch (event.getType()) {
      case SUBSCRIBED:
        id.set(event.getSubscribed().getFrameworkId());
        return List.of();
      case OFFERS:
        return event.getOffers().getOffersList().stream().map(this::answer).toList();
      case UPDATE:
        return update(event.getUpdate().getStatus());
      default:
        return List.of();
    }
  }

  private Optional<SinkOperation<Call>> answer(Offer offer) {
    if (launched == TASKS) {
      return Optional.of(SinkOperations.create(SchedulerCalls.decline(id.get(), List.of(offer.getId()))));
    }
    TaskInfo task =
        TaskInfo.newBuilder()
            .setName("sleep")
            .setTaskId(TaskID.newBuilder().setValue("sleep-" + ++launched))
            .setAgentId(offer.getAgentId())
            .setCommand(CommandInfo.newBuilder().setValue("sleep 0.1"))
            .addResources(scalar("cpus", 0.1))
            .addResources(scalar("mem", 16))
            .build();
    Offer.Operation launch =
        Offer.Operation.newBuilder()
            .setType(Offer.Operation.Type.LAUNCH)
            .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task))
            .build();
    return Optional.of(
        SinkOperations.create(
            Call.newBuilder()
                .setFrameworkId(id.get())
                .setType(Call.Type.ACCEPT)
                .setAccept(
                    Call.Accept.newBuilder()
                        .addOfferIds(offer.getId())
                        .addOperations(launch)
                        .setFilters(Filters.newBuilder().setRefuseSeconds(0)))
                .build()));
  }

  private static Resource.Builder scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setRole("*")
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value));
  }

  private List<Optional<SinkOperation<Call>>> update(TaskStatus status) {
    String task = status.getTaskId().getValue();
    System.out.println(task + " is " + status.getState());
    Optional<SinkOperation<Call>> acknowledge =
        Optional.of(
            SinkOperations.create(
                SchedulerCalls.ackUpdate(
                    id.get(), status.getUuid(), status.getAgentId(), status.getTaskId())));
    if (status.getState() == TaskState.TASK_FINISHED && finished.add(task) && finished.size() == TASKS) {
      System.out.println("ALL DONE");
      return List.of(
          acknowledge,
          Optional.of(
              SinkOperations.create(
                  Call.newBuilder().setFrameworkId(id.get()).setType(Call.Type.TEARDOWN).build())));
    }
    return List.of(acknowledge);
  }
}
