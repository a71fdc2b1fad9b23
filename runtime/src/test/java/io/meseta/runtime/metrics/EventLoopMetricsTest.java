package io.meseta.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.runtime.loop.EventLoop;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLoopMetricsTest {

  /** Answers every command with itself. */
  private static final class Echo implements StateMachine<String, String, String> {

    @Override
    public Step<String, String> step(String command, Instant now) {
      return Step.telling(command);
    }

    @Override
    public void apply(String event) {}

    @Override
    public Optional<Instant> nextDeadline() {
      return Optional.empty();
    }
  }

  @Test
  void measuresALoop() {
    Metrics metrics = new Metrics();
    EventLoop<String, String, String> loop =
        EventLoop.driving(new Echo())
            .effects(effect -> {})
            .meter(new EventLoopMetrics(metrics, "master"))
            .build();
    for (int i = 0; i < 300; i++) {
      loop.submit("command");
    }
    loop.start();
    loop.close();

    assertThat(metrics.values())
        .containsEntry("master/loop/commands", 300.0)
        .containsEntry("master/loop/batches", 2.0)
        .containsEntry("master/loop/step_ms/count", 300.0)
        .containsEntry("master/loop/held_steps", 0.0)
        .containsEntry("master/event_queue_dispatches", 0.0);
  }
}
