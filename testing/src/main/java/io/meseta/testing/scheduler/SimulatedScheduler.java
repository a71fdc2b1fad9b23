package io.meseta.testing.scheduler;

import com.google.protobuf.ByteString;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.master.SchedulerCall;
import io.meseta.testing.daemon.SchedulerTraffic;
import io.meseta.testing.network.Endpoint;
import io.meseta.testing.network.Network;
import io.meseta.testing.observe.Observation;
import io.meseta.testing.observe.Observer;
import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * One scheduler process and what it keeps on its disk. It launches tasks as long as it is {@link
 * Mood#BUSY}; then it brings everything to an end.
 */
public final class SimulatedScheduler implements Endpoint {

  /** What a scheduler is about. */
  public enum Mood {
    /** Launches, kills, and whatever its habits are. */
    BUSY,
    /** Kills what runs, wants no offers, acknowledges all. */
    CALM,
    /** Keeps every offer that it gets. */
    COLLECTING
  }

  /**
   * Who a scheduler is.
   *
   * @param name also its address
   */
  public record Profile(String name, Habits habits, Mood mood) {}

  private static final Duration THINKS_AT_MOST = Duration.ofSeconds(5);
  private static final double FOR_EVER_SECONDS = 1e6;

  private final World world;
  private final Network network;
  private final Observer observer;
  private final String name;
  private final Habits habits;
  private final Dice dice;
  private final TaskBook book = new TaskBook();
  private final TaskFactory factory;
  private final Optional<OperationFactory> operations;
  private final Map<OfferID, Offer> offers = new LinkedHashMap<>();
  private final long firstRequest;
  private Mood mood;
  private long requests;
  private @Nullable Life life;
  private @Nullable MasterStream stream;

  /** A scheduler whose process does not run yet. */
  public SimulatedScheduler(World world, Network network, Observer observer, Profile profile) {
    this.world = world;
    this.network = network;
    this.observer = observer;
    this.name = profile.name();
    this.habits = profile.habits();
    this.mood = profile.mood();
    this.dice = world.dice().split();
    this.factory = new TaskFactory(name, dice.split(), habits.usesExecutor());
    this.operations =
        habits.operates() > 0
            ? Optional.of(new OperationFactory(name, dice.split(), habits.operates()))
            : Optional.empty();
    this.firstRequest = (long) name.hashCode() << 32;
  }

  /** Its name and address. */
  public String name() {
    return name;
  }

  /** What it remembers. */
  public TaskBook book() {
    return book;
  }

  /** Offers that it has and has not answered. */
  public List<Offer> offers() {
    return List.copyOf(offers.values());
  }

  /** Whether its process runs. */
  public boolean isUp() {
    return life != null;
  }

  /** Starts the process; it subscribes with the id that it had before, if any. */
  public void start() {
    if (life != null) {
      return;
    }
    life = new Life();
    network.attach(name, this);
    stream = new MasterStream(world, network, life, name, this::subscription);
    stream.start();
    tickLater();
  }

  /** Ends the process at once; the book remains. */
  public void kill() {
    if (life == null) {
      return;
    }
    life.end();
    life = null;
    stream = null;
    offers.clear();
    network.detach(name);
  }

  /** Changes what it is about. */
  public void become(Mood newMood) {
    mood = newMood;
    if (mood == Mood.CALM) {
      offers.values().forEach(offer -> call(Calls.decline(offer.getId(), FOR_EVER_SECONDS)));
      offers.clear();
      call(Calls.suppress());
    }
  }

  private Call.Subscribe subscription() {
    Habits.Traits traits = habits.traits();
    FrameworkInfo.Builder info =
        FrameworkInfo.newBuilder()
            .setUser("nobody")
            .setName(name)
            .setCheckpoint(traits.checkpoint())
            .setFailoverTimeout((double) traits.failoverTimeout().toSeconds())
            .addRoles(habits.role())
            .addCapabilities(capability(Capability.Type.MULTI_ROLE));
    if (traits.partitionAware()) {
      info.addCapabilities(capability(Capability.Type.PARTITION_AWARE));
    }
    if (traits.killingState()) {
      info.addCapabilities(capability(Capability.Type.TASK_KILLING_STATE));
    }
    if (operations.isPresent()) {
      info.addCapabilities(capability(Capability.Type.RESERVATION_REFINEMENT));
    }
    Call.Subscribe.Builder body = Call.Subscribe.newBuilder();
    if (mood == Mood.CALM) {
      body.addSuppressedRoles(habits.role());
    }
    book.framework().ifPresent(id -> info.setId(FrameworkID.newBuilder().setValue(id.value())));
    return body.setFrameworkInfo(info).build();
  }

  private static Capability capability(Capability.Type type) {
    return Capability.newBuilder().setType(type).build();
  }

  @Override
  public void receive(String from, Object message) {
    MasterStream current = stream;
    if (current == null) {
      return;
    }
    switch (message) {
      case SchedulerTraffic.Streamed streamed when current.isCurrent(streamed.connection()) ->
          handle(streamed.event(), current);
      case SchedulerTraffic.Closed closed when current.isCurrent(closed.connection()) -> {
        offers.clear();
        current.broken();
      }
      default -> {} // of an earlier stream, or an answer that says nothing new
    }
  }

  @Override
  public void peerExited(String peer) {
    offers.clear();
    if (stream != null) {
      stream.broken();
    }
  }

  private void handle(Event event, MasterStream current) {
    if (!event.hasError()) {
      current.heard();
    }
    switch (event.getType()) {
      case SUBSCRIBED -> {
        book.enter(new FrameworkId(event.getSubscribed().getFrameworkId().getValue()));
        offers.clear();
        call(Calls.reconcile(dice.happens(0.5) ? List.of() : book.live()));
      }
      case OFFERS -> event.getOffers().getOffersList().forEach(this::consider);
      case RESCIND -> offers.remove(event.getRescind().getOfferId());
      case UPDATE -> update(event.getUpdate().getStatus());
      case UPDATE_OPERATION_STATUS -> update(event.getUpdateOperationStatus().getStatus());
      case ERROR -> {
        if (event.getError().getMessage().contains("removed")) {
          book.close(); // begins anew, as another framework
        }
      }
      default -> {} // nothing to do
    }
  }

  private void consider(Offer offer) {
    offers.put(offer.getId(), offer);
    if (mood == Mood.BUSY) {
      in(dice.between(Duration.ZERO, THINKS_AT_MOST), () -> answer(offer));
    } else if (mood == Mood.CALM) {
      offers.remove(offer.getId());
      call(Calls.decline(offer.getId(), FOR_EVER_SECONDS));
    }
  }

  private void answer(Offer offer) {
    boolean stale = !offers.containsKey(offer.getId());
    if (mood != Mood.BUSY
        || dice.happens(habits.ignoresOffer())
        || (stale && !dice.happens(habits.mischief()))) {
      return;
    }
    offers.remove(offer.getId());
    double refuseSeconds = dice.oneOf(List.of(0.0, 0.5, 1.0, 5.0, 30.0));
    List<Offer.Operation> changes =
        operations.map(some -> some.operationsFor(offer)).orElse(List.of());
    if (!changes.isEmpty()) {
      call(Calls.operate(offer.getId(), changes, refuseSeconds));
      return;
    }
    List<TaskInfo> tasks = dice.happens(0.6) ? factory.tasksFor(offer) : List.of();
    if (tasks.isEmpty() && dice.happens(0.8)) {
      call(Calls.decline(offer.getId(), refuseSeconds));
      return;
    }
    for (TaskInfo task : tasks) {
      book.launched(task);
      observer.observe(
          new Observation.TaskAccepted(
              name, new FrameworkId(offer.getFrameworkId().getValue()), task));
    }
    call(Calls.accept(offer.getId(), tasks, refuseSeconds));
  }

  private void update(TaskStatus status) {
    FrameworkId framework = book.framework().orElseThrow();
    observer.observe(new Observation.StatusReceived(name, framework, status));
    book.updated(status);
    boolean forgets = mood == Mood.BUSY && dice.happens(habits.forgetsAcknowledgement());
    if (status.hasUuid() && !forgets) {
      observer.observe(new Observation.StatusAcknowledged(name, framework, status));
      call(Calls.acknowledge(status));
      if (dice.happens(habits.mischief())) {
        call(Calls.acknowledge(status));
      }
    }
  }

  private void update(OperationStatus status) {
    boolean forgets = mood == Mood.BUSY && dice.happens(habits.forgetsAcknowledgement());
    if (status.hasUuid() && !forgets) {
      call(Calls.acknowledge(status));
    }
  }

  private void tickLater() {
    int leastSeconds = mood == Mood.BUSY ? 5 : 30;
    in(
        Duration.ofSeconds(dice.between(leastSeconds, 3 * leastSeconds)),
        () -> {
          tick();
          tickLater();
        });
  }

  private void tick() {
    if (stream == null || !stream.isOpen()) {
      return;
    }
    if (mood == Mood.CALM) {
      call(Calls.suppress());
      call(Calls.reconcile(List.of())); // a task that was called lost may be there after all
      if (!book.live().isEmpty()) {
        call(Calls.reconcile(book.live()));
      }
      book.live().forEach(task -> call(Calls.kill(task)));
    } else if (mood == Mood.BUSY) {
      beBusy(stream);
    }
  }

  private void beBusy(MasterStream current) {
    if (!book.live().isEmpty() && dice.happens(habits.killsTask())) {
      call(Calls.kill(dice.oneOf(book.live())));
    }
    if (dice.happens(habits.restless())) {
      call(Calls.suppress());
      in(Duration.ofSeconds(5), () -> call(Calls.revive()));
    }
    if (dice.happens(habits.restless() / 2)) {
      current.close();
    }
    if (dice.happens(habits.mischief())) {
      makeMischief();
    }
  }

  private void makeMischief() {
    OfferID nonsense = OfferID.newBuilder().setValue("M0-O" + dice.between(0, 99)).build();
    call(Calls.decline(nonsense, 1));
    call(Calls.accept(nonsense, List.of(), 0));
    for (TaskInfo task : book.live()) {
      call(
          Calls.acknowledge(
              task.getAgentId(), task.getTaskId(), ByteString.copyFromUtf8("0123456789abcdef")));
      TaskID unknown = TaskID.newBuilder().setValue("nobody-knows").build();
      call(Calls.kill(task.toBuilder().setTaskId(unknown).build()));
    }
  }

  private void call(SchedulerCall call) {
    Optional<FrameworkId> framework = book.framework();
    if (stream != null && framework.isPresent()) {
      stream.call(framework.get(), new RequestId(firstRequest + ++requests), call);
    }
  }

  private void in(Duration delay, Runnable action) {
    if (life != null) {
      world.agenda().in(delay, life, action);
    }
  }
}
