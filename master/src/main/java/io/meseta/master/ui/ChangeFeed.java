package io.meseta.master.ui;

import io.meseta.core.master.MasterEvent;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ServerSentEvents;
import io.meseta.runtime.loop.EventObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Tells open pages which topics changed, and nothing more: whoever misses a notice misses time and
 * no data. However much happens, a page hears at most four times a second; when nothing happens it
 * hears a beat, so that it knows a quiet cluster from a lost master.
 */
public final class ChangeFeed implements EventObserver<MasterEvent>, AutoCloseable {

  /** The shortest time between two notices. */
  static final Duration PAUSE = Duration.ofMillis(250);

  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration PROXY_HEARTBEAT = Duration.ofSeconds(30);
  private static final int MAX_PAGES = 1000;
  private static final long MAX_BUFFERED_BYTES = 64 << 10;

  private final Set<ServerSentEvents> pages = ConcurrentHashMap.newKeySet();
  private final Set<Topic> changed = ConcurrentHashMap.newKeySet();
  private final Thread teller = Thread.ofVirtual().name("ui-changes").unstarted(this::tellPages);
  private volatile long version;

  /** A feed that has begun to beat. */
  public ChangeFeed() {
    teller.start();
  }

  @Override
  public void observe(MasterEvent event) {
    if (changed.addAll(Topic.of(event))) {
      LockSupport.unpark(teller);
    }
  }

  /** The answer to a page that wants to be told; 503 if there are too many already. */
  public HttpResponse subscribe() {
    if (pages.size() >= MAX_PAGES) {
      return HttpErrors.unavailable("Too many pages are open on this master, try again later");
    }
    ServerSentEvents page = new ServerSentEvents(MAX_BUFFERED_BYTES, PROXY_HEARTBEAT);
    page.onClose(_ -> pages.remove(page));
    pages.add(page);
    page.send(version, "hello", notice(""));
    return page.response();
  }

  /** How many pages listen. */
  public int pages() {
    return pages.size();
  }

  @Override
  public void close() {
    teller.interrupt();
    pages.forEach(ServerSentEvents::close);
  }

  private void tellPages() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(BEAT.toNanos());
        tell(Arrays.stream(Topic.values()).filter(changed::remove).toList());
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody is told any more
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the teller writes it
  private void tell(List<Topic> topics) {
    if (topics.isEmpty()) {
      String beat = notice("");
      pages.forEach(page -> page.send(version, "beat", beat));
      return;
    }
    version++;
    String names =
        topics.stream().map(topic -> '"' + topic.text() + '"').collect(Collectors.joining(","));
    String change = notice(",\"topics\":[" + names + "]");
    pages.forEach(page -> page.send(version, "change", change));
  }

  /** With the time here, because the clock of a phone may be wrong. */
  private String notice(String more) {
    return "{\"version\":" + version + ",\"now\":" + System.currentTimeMillis() + more + "}";
  }
}
