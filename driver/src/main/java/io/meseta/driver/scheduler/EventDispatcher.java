package io.meseta.driver.scheduler;

import io.meseta.driver.DriverLife;
import io.meseta.driver.http.ApiSession;
import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each event of the v1 scheduler API means to the application (Mesos reference §1.2, §5.5).
 * Runs on the callback thread only. A malformed event is logged and left out.
 */
final class EventDispatcher {
  private static final System.Logger LOG = System.getLogger("org.apache.mesos");

  private final DriverLife life;
  private final SchedulerCalls calls;
  private final SchedulerCallbacks callbacks;
  private final boolean implicitAcknowledgements;
  private @Nullable String lastMaster;

  EventDispatcher(
      DriverLife life,
      SchedulerCalls calls,
      SchedulerCallbacks callbacks,
      boolean implicitAcknowledgements) {
    this.life = life;
    this.calls = calls;
    this.callbacks = callbacks;
    this.implicitAcknowledgements = implicitAcknowledgements;
  }

  /** Acts on one event; returns the message of an ERROR, on which the driver has to abort. */
  @Nullable String dispatch(MasterStream stream, byte[] encoded) {
    Runnable callback;
    try {
      Message event = Message.parse(encoded);
      int type = (int) event.number(1).orElse(0);
      if (type == Events.ERROR) {
        return event.message(Events.contentOf(type)).text(1).orElse("");
      }
      callback = callback(stream, type, event.message(Events.contentOf(type)));
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "Left out a malformed event of " + stream.address() + ": " + e.getMessage());
      return null;
    }
    if (life.isRunning()) {
      callback.run();
    }
    return null;
  }

  /** Tells the application that the master is lost, if it knew of this connection to it. */
  void disconnected(ApiSession session) {
    if (calls.disconnected(session) && life.isRunning()) {
      callbacks.disconnected();
    }
  }

  private Runnable callback(MasterStream stream, int type, Message content) throws IOException {
    switch (type) {
      case Events.SUBSCRIBED:
        return subscribed(stream, content);
      case Events.OFFERS:
        return offers(content.allBytes(1));
      case Events.RESCIND:
        byte[] offer = required(content, 1);
        calls.rescinded(offer);
        return callbacks.offerRescinded(offer);
      case Events.UPDATE:
        return update(content.message(1));
      case Events.MESSAGE:
        return callbacks.frameworkMessage(
            required(content, 2), required(content, 1), required(content, 3));
      case Events.FAILURE:
        return failure(content);
      default:
        // Heartbeats; inverse offers and operation updates, which this API has no callback for.
        return () -> {};
    }
  }

  /**
   * As Mesos: registered at first and whenever another master leads, reregistered when the same
   * master takes the framework back.
   */
  private Runnable subscribed(MasterStream stream, Message content) throws IOException {
    byte[] framework = required(content, 1);
    byte[] master = content.bytes(3).orElseGet(() -> masterAt(stream.address()));
    String masterId = Message.parse(master).text(1).orElse("");
    Runnable callback =
        masterId.equals(lastMaster)
            ? callbacks.reregistered(master)
            : callbacks.registered(framework, master);
    return () -> {
      lastMaster = masterId;
      calls.connected(stream, framework);
      callback.run();
    };
  }

  /** What can be said of a master too old to introduce itself. */
  private static byte[] masterAt(HttpAddress address) {
    return new MessageWriter()
        .text(1, "")
        .number(2, 0)
        .number(3, address.port())
        .text(5, address.host())
        .toByteArray();
  }

  private Runnable offers(List<byte[]> offers) throws IOException {
    calls.offered(Events.idsOf(offers));
    return offers.isEmpty() ? () -> {} : callbacks.resourceOffers(offers);
  }

  private Runnable update(Message status) throws IOException {
    Runnable callback = callbacks.statusUpdate(status);
    return () -> {
      callback.run();
      if (implicitAcknowledgements && life.isRunning()) {
        acknowledge(calls, status);
      }
    };
  }

  /** Acknowledges the update, if it came with an agent and a uuid that ask for it. */
  static void acknowledge(SchedulerCalls calls, Message status) {
    byte[] uuid = status.bytes(11).orElse(new byte[0]);
    if (uuid.length > 0 && status.has(5)) {
      byte[] agent = status.bytes(5).orElseThrow();
      byte[] task = status.bytes(1).orElseThrow();
      calls.call(id -> CallEncoder.acknowledge(id, agent, task, uuid));
    }
  }

  private Runnable failure(Message content) throws IOException {
    byte[] agent = required(content, 1);
    return content.has(2)
        ? callbacks.executorLost(required(content, 2), agent, (int) content.number(3).orElse(-1))
        : callbacks.slaveLost(agent);
  }

  /** The update that tells a framework that its task never left the driver. */
  Runnable taskLost(byte[] taskId, boolean partitionAware) throws IOException {
    double now = System.currentTimeMillis() / 1000.0;
    MessageWriter status =
        new MessageWriter()
            .bytes(1, taskId)
            .number(2, partitionAware ? Events.TASK_DROPPED : Events.TASK_LOST)
            .text(4, "Master disconnected")
            .real(6, now)
            .number(9, Events.SOURCE_MASTER)
            .number(10, Events.REASON_MASTER_DISCONNECTED);
    return callbacks.statusUpdate(Message.parse(status.toByteArray()));
  }

  private static byte[] required(Message content, int field) throws IOException {
    return content.bytes(field).orElseThrow(() -> new IOException("field " + field + " is absent"));
  }

  /** The encoded tasks of all LAUNCH operations among the given ones. */
  static List<byte[]> launchedTaskIds(Iterable<byte[]> operations) throws IOException {
    List<byte[]> ids = new ArrayList<>();
    for (byte[] operation : operations) {
      for (byte[] task : Message.parse(operation).message(2).allBytes(1)) {
        ids.add(required(Message.parse(task), 2));
      }
    }
    return ids;
  }
}
