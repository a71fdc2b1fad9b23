package io.meseta.runtime.loop;

import io.meseta.core.Step;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a released step to the world: first its events to the observers, so that who gets an answer
 * finds it counted, then its effects to the sink. One that throws is logged and does not stop the
 * others.
 */
final class Delivery<E, F> {

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);

  private final List<EventObserver<? super E>> observers;
  private final EffectSink<? super F> sink;
  private boolean unflushed;

  Delivery(List<EventObserver<? super E>> observers, EffectSink<? super F> sink) {
    this.observers = List.copyOf(observers);
    this.sink = sink;
  }

  void deliver(Step<E, F> step) {
    for (E event : step.events()) {
      for (EventObserver<? super E> observer : observers) {
        observe(observer, event);
      }
    }
    for (F effect : step.effects()) {
      carryOut(effect);
    }
  }

  private void observe(EventObserver<? super E> observer, E event) {
    try {
      observer.observe(event);
    } catch (RuntimeException e) {
      log.error("An observer failed on {}", event.getClass().getSimpleName(), e);
    }
  }

  private void carryOut(F effect) {
    unflushed = true;
    try {
      sink.carryOut(effect);
    } catch (RuntimeException e) {
      log.error("{} could not be carried out and is lost", effect.getClass().getSimpleName(), e);
    }
  }

  void flush() {
    if (!unflushed) {
      return;
    }
    unflushed = false;
    try {
      sink.flush();
    } catch (RuntimeException e) {
      log.error("Effects could not be flushed", e);
    }
  }
}
