package io.meseta.runtime.loop;

import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tiny core for the loop's tests. Commands: {@code say x} tells without changing; {@code note x}
 * tells after a durable event; {@code ask x} tells after an event that is not durable; {@code tick}
 * is time; {@code break} throws.
 */
final class Counter implements StateMachine<String, String, String> {

  final List<String> applied = new ArrayList<>();
  final List<Instant> instants = new ArrayList<>();
  private @Nullable Instant deadline;

  void wakeAt(Instant deadline) {
    this.deadline = deadline;
  }

  @Override
  public Step<String, String> step(String command, Instant now) {
    instants.add(now);
    if (command.equals("tick")) {
      deadline = null;
    }
    if (command.equals("break")) {
      throw new IllegalStateException("broken");
    }
    if (command.startsWith("say")) {
      return Step.telling("told " + command);
    }
    String event = (command.startsWith("note") ? "durable " : "passing ") + command;
    apply(event);
    return new Step<>(List.of(event), List.of("told " + command));
  }

  @Override
  public void apply(String event) {
    applied.add(event);
  }

  @Override
  public Optional<Instant> nextDeadline() {
    return Optional.ofNullable(deadline);
  }

  static byte @Nullable [] record(String event) {
    return event.startsWith("durable") ? event.getBytes(StandardCharsets.UTF_8) : null;
  }
}
