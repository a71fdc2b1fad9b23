package io.meseta.master.ui;

import static io.meseta.master.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.OfferId;
import io.meseta.core.TaskId;
import io.meseta.core.master.FrameworkEvent;
import io.meseta.core.master.OfferEvent;
import io.meseta.core.master.TaskEvent;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.ResponseBody;
import io.meseta.runtime.http.ResponseStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeFeedTest {

  private static final FrameworkId FRAMEWORK = new FrameworkId("f");

  private final ChangeFeed feed = new ChangeFeed();

  @AfterEach
  void close() {
    feed.close();
  }

  /** A page that reads all it is sent. */
  private static final class Page {
    private final StringBuilder read = new StringBuilder();
    private final ResponseStream stream;

    Page(ChangeFeed feed) {
      HttpResponse response = feed.subscribe();
      stream = ((ResponseBody.Live) response.body()).stream();
      stream.outbox().attach(() -> {}, () -> {});
    }

    String read() {
      stream
          .outbox()
          .take()
          .messages()
          .forEach(chunk -> read.append(StandardCharsets.UTF_8.decode(chunk.duplicate())));
      return read.toString();
    }

    List<String> notices() {
      return read().lines().filter(line -> line.startsWith("data: ")).toList();
    }
  }

  private static TaskEvent taskEnded(int task) {
    return new TaskEvent.TaskCompleted(FRAMEWORK, new TaskId("t" + task), new AgentId("a"));
  }

  @Test
  void greetsWithTheVersion() {
    assertThat(new Page(feed).read())
        .containsPattern("event: hello\ndata: \\{\"version\":0,\"now\":\\d+}\n\n");
  }

  @Test
  void saysWhichTopicsChanged() {
    Page page = new Page(feed);
    feed.observe(taskEnded(1));
    await().until(() -> page.read().contains("event: change"));
    assertThat(page.notices().getLast())
        .contains("\"version\":1,")
        .endsWith(",\"topics\":[\"tasks\",\"frameworks\",\"agents\",\"roles\"]}");
  }

  @Test
  void tellsManyChangesAtOnce() {
    Page page = new Page(feed);
    for (int i = 0; i < 10_000; i++) {
      feed.observe(taskEnded(i));
    }
    feed.observe(new OfferEvent.OfferRemoved(new OfferId("o"), OfferEvent.Outcome.DECLINED));
    await().until(() -> page.read().contains("offers"));
    assertThat(page.notices()).hasSizeLessThan(1_000); // one each quarter of a second
  }

  @Test
  void staysSilentWhenNothingOnAPageChanges() {
    Page page = new Page(feed);
    feed.observe(new FrameworkEvent.HeartbeatSent(FRAMEWORK, SeededCluster.NOW));
    feed.observe(new OfferEvent.ResourcesAllocated(SeededCluster.NOW));
    feed.observe(new FrameworkEvent.FrameworkRemoved(FRAMEWORK, SeededCluster.NOW));
    await().until(() -> page.read().contains("event: change"));
    assertThat(page.notices()).hasSize(2);
    assertThat(page.notices().getLast()).contains("\"version\":1,");
  }

  @Test
  void forgetsPagesThatAreClosed() {
    Page page = new Page(feed);
    assertThat(feed.pages()).isEqualTo(1);
    page.stream.outbox().end(io.meseta.runtime.http.StreamEnd.PEER_GONE);
    assertThat(feed.pages()).isZero();
  }

  @Test
  void refusesMorePagesThanItCanServe() {
    for (int i = 0; i < 1000; i++) {
      assertThat(feed.subscribe().status()).isEqualTo(200);
    }
    assertThat(feed.subscribe().status()).isEqualTo(503);
  }
}
