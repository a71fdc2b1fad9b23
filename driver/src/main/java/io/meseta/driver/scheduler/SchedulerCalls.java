package io.meseta.driver.scheduler;

import io.meseta.driver.http.ApiSession;
import io.meseta.driver.wire.MalformedMessageException;
import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this framework says to the master, and what of it must outlive a lost master: its
 * description and its open offers. Calls go out on the thread that makes them; while no master
 * listens most are dropped, as in Mesos (reference §5.5). Thread-safe; calls nobody back.
 */
final class SchedulerCalls {
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);
  private static final byte[] LONG_REFUSAL = new MessageWriter().real(1, 31_536_000).toByteArray();

  private final ReentrantLock lock = new ReentrantLock();
  private final FrameworkDescription framework;
  private final Map<String, byte[]> openOffers = new LinkedHashMap<>();
  private @Nullable ApiSession session;

  SchedulerCalls(FrameworkDescription framework) {
    this.framework = framework;
  }

  SubscribeCall subscribe() {
    return locked(() -> new SubscribeCall(CallEncoder.subscribe(framework), framework.changes()));
  }

  /** The master has registered this framework; tells it what changed since it was asked to. */
  void connected(MasterStream stream, byte[] frameworkId) {
    locked(() -> {
      framework.registeredAs(frameworkId);
      session = stream.session();
      return framework.changes() == stream.call().changes()
          || send(id -> CallEncoder.updateFramework(framework));
    });
  }

  /** Forgets the master; false if it was not connected through this session. */
  boolean disconnected(ApiSession ended) {
    return locked(() -> {
      boolean wasConnected = session == ended;
      if (wasConnected) {
        session = null;
        openOffers.clear();
      }
      return wasConnected;
    });
  }

  boolean isConnected() {
    return locked(() -> session != null);
  }

  boolean isPartitionAware() {
    return locked(framework::isPartitionAware);
  }

  String frameworkId() {
    return locked(framework::idText);
  }

  void offered(Collection<byte[]> offerIds) {
    locked(() -> {
      offerIds.forEach(offer -> openOffers.put(key(offer), offer));
      return true;
    });
  }

  void rescinded(byte[] offerId) {
    locked(() -> openOffers.remove(key(offerId)) != null);
  }

  /** ACCEPT; false if no master got it. */
  boolean accept(Collection<byte[]> offerIds, Collection<byte[]> operations, byte[] filters) {
    return locked(() -> {
      offerIds.forEach(offer -> openOffers.remove(key(offer)));
      return send(id -> CallEncoder.accept(id, offerIds, operations, filters));
    });
  }

  boolean decline(byte[] offerId, byte[] filters) {
    return locked(() -> {
      openOffers.remove(key(offerId));
      return send(id -> CallEncoder.decline(id, List.of(offerId), filters));
    });
  }

  /** REVIVE of the roles, of all if none are named; remembered while no master listens. */
  boolean revive(Collection<String> roles) {
    return locked(() -> {
      framework.revive(roles);
      return send(id -> CallEncoder.revive(id, roles));
    });
  }

  /** SUPPRESS of the roles, of all if none are named; remembered while no master listens. */
  boolean suppress(Collection<String> roles) {
    return locked(() -> {
      framework.suppress(roles);
      return send(id -> CallEncoder.suppress(id, roles));
    });
  }

  boolean updateFramework(byte[] info, Collection<String> roles, byte @Nullable [] constraints) {
    return locked(() -> {
      framework.replace(info, roles, constraints);
      return send(id -> CallEncoder.updateFramework(framework));
    });
  }

  /** Sends what {@code encoding} makes of the framework's id; false if no master got it. */
  boolean call(Function<byte[], byte[]> encoding) {
    return locked(() -> send(encoding));
  }

  /** No more offers, please: there is no HTTP call that deactivates a framework. */
  void deactivate() {
    locked(() -> {
      List<byte[]> open = List.copyOf(openOffers.values());
      openOffers.clear();
      send(id -> CallEncoder.suppress(id, List.of()));
      return open.isEmpty() || declineForLong(open);
    });
  }

  boolean declineForLong(Collection<byte[]> offerIds) {
    return locked(() -> send(id -> CallEncoder.decline(id, offerIds, LONG_REFUSAL)));
  }

  /**
   * Says good-bye, with a TEARDOWN if the framework is to go for good, and waits until the master
   * has heard all calls, since the process may end right after. Gives up after a few seconds.
   */
  void finish(boolean teardown) throws InterruptedException {
    if (!lock.tryLock(FLUSH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      return;
    }
    ApiSession last;
    try {
      last = session;
      if (teardown) {
        send(CallEncoder::teardown);
      }
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.awaitAnswers(FLUSH_LIMIT);
    }
  }

  private boolean send(Function<byte[], byte[]> encoding) {
    return session != null && session.send(encoding.apply(framework.id()));
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private static String key(byte[] offerId) {
    try {
      return Message.parse(offerId).text(1).orElse("");
    } catch (MalformedMessageException e) {
      return "";
    }
  }
}
