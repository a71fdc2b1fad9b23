package io.meseta.master.metrics;

import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.Step;
import io.meseta.core.master.FrameworkEvent.FrameworkRecovered;
import io.meseta.core.master.FrameworkEvent.FrameworkRemoved;
import io.meseta.core.master.FrameworkEvent.FrameworkSubscribed;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterCommand.FrameworkCall;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import io.meseta.core.master.OfferEvent.OfferMade;
import io.meseta.core.master.OfferEvent.OfferRemoved;
import io.meseta.core.master.OfferEvent.Outcome;
import io.meseta.core.master.OperationEvent.OperationStarted;
import io.meseta.master.metrics.FrameworkCounters.OfferFate;
import io.meseta.protocol.internal.Messages.RunTaskGroupMessage;
import io.meseta.protocol.internal.Messages.RunTaskMessage;
import io.meseta.runtime.loop.LoopMeter;
import io.meseta.runtime.metrics.MetricSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Counts, for each framework, what it asked for and was told ({@code
 * --publish_per_framework_metrics}). As in Mesos the counts of a completed framework stay as long
 * as it is remembered; with it they are forgotten.
 */
public final class FrameworkMetrics
    implements LoopMeter<MasterCommand, MasterEvent, MasterEffect>, MetricSource {

  private final Map<FrameworkId, FrameworkCounters> counters = new ConcurrentHashMap<>();
  private final Map<OfferId, FrameworkId> offers = new HashMap<>();
  private final Deque<FrameworkId> completed = new ArrayDeque<>();
  private final int remembered;

  /**
   * Nothing is counted yet.
   *
   * @param remembered how many completed frameworks are kept
   */
  public FrameworkMetrics(int remembered) {
    this.remembered = remembered;
  }

  @Override
  public void stepTaken(
      MasterCommand command, Step<? extends MasterEvent, ? extends MasterEffect> step, long nanos) {
    step.events().forEach(this::happened);
    step.effects().forEach(this::told);
    if (command instanceof FrameworkCall call && CallOutcome.wasHeard(step)) {
      of(call.framework(), framework -> framework.called(CallOutcome.type(call.call())));
    }
    while (completed.size() > remembered) {
      counters.remove(completed.remove());
    }
  }

  private void happened(MasterEvent event) {
    switch (event) {
      case FrameworkRecovered(var id, var info) -> know(id, info.getName());
      case FrameworkSubscribed subscribed -> {
        know(subscribed.framework(), subscribed.info().getName());
        of(subscribed.framework(), framework -> framework.called(Call.Type.SUBSCRIBE));
      }
      case FrameworkRemoved(var id, _) -> completed.add(id);
      case OfferMade made -> {
        offers.put(made.offer(), made.framework());
        of(made.framework(), framework -> framework.offer(OfferFate.SENT));
      }
      case OfferRemoved(var offer, var outcome) -> {
        FrameworkId holder = offers.remove(offer);
        if (holder != null) {
          of(holder, framework -> framework.offer(fate(outcome)));
        }
      }
      case OperationStarted started when started.operation().hasFrameworkId() ->
          of(
              new FrameworkId(started.operation().getFrameworkId().getValue()),
              framework -> framework.operated(started.operation().getInfo().getType()));
      default -> {}
    }
  }

  private void told(MasterEffect effect) {
    switch (effect) {
      case MasterEffect.SendToFramework send ->
          of(send.framework(), framework -> framework.told(send.event().getType()));
      case MasterEffect.SendToAgent(_, _, RunTaskMessage run) ->
          of(
              new FrameworkId(run.getFramework().getId().getValue()),
              framework -> framework.operated(Operation.Type.LAUNCH));
      case MasterEffect.SendToAgent(_, _, RunTaskGroupMessage run) ->
          of(
              new FrameworkId(run.getFramework().getId().getValue()),
              framework -> framework.operated(Operation.Type.LAUNCH_GROUP));
      default -> {}
    }
  }

  /** A task of the framework has ended, whether or not anybody was told. */
  void taskEnded(FrameworkId framework, TaskState state) {
    of(framework, known -> known.ended(state));
  }

  private void know(FrameworkId id, String name) {
    counters.computeIfAbsent(id, _ -> new FrameworkCounters(name, id));
  }

  private void of(FrameworkId id, Consumer<FrameworkCounters> count) {
    FrameworkCounters framework = counters.get(id);
    if (framework != null) {
      count.accept(framework);
    }
  }

  private static OfferFate fate(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> OfferFate.ACCEPTED;
      case DECLINED -> OfferFate.DECLINED;
      case RESCINDED, DISCARDED -> OfferFate.RESCINDED;
    };
  }

  @Override
  public void report(Receiver out) {
    counters.values().forEach(framework -> framework.report(out));
  }
}
