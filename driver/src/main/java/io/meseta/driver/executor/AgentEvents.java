package io.meseta.driver.executor;

import io.meseta.driver.http.ApiSession;
import io.meseta.driver.wire.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What each event of the v1 executor API means to the application (Mesos reference §2.1). Runs on
 * the callback thread only; ERROR and SHUTDOWN are the link's own.
 */
final class AgentEvents {
  static final int ERROR = 6;
  static final int SHUTDOWN = 7;
  private static final int SUBSCRIBED = 1;
  private static final int LAUNCH = 2;
  private static final int KILL = 3;
  private static final int ACKNOWLEDGED = 4;
  private static final int MESSAGE = 5;
  private static final int LAUNCH_GROUP = 8;

  private final ExecutorCalls calls;
  private final ExecutorCallbacks callbacks;
  private boolean registered;

  AgentEvents(ExecutorCalls calls, ExecutorCallbacks callbacks) {
    this.calls = calls;
    this.callbacks = callbacks;
  }

  /** What to run for an event of the session. */
  Runnable callback(ApiSession session, Message event) throws IOException {
    switch (type(event)) {
      case SUBSCRIBED:
        return subscribed(session, event.message(2));
      case LAUNCH:
        return launch(List.of(required(event.message(4), 1)));
      case LAUNCH_GROUP:
        return launch(event.message(8).message(1).allBytes(1));
      case KILL:
        return callbacks.killTask(required(event.message(5), 1));
      case ACKNOWLEDGED:
        byte[] task = required(event.message(3), 1);
        byte[] uuid = required(event.message(3), 2);
        return () -> calls.acknowledged(task, uuid);
      case MESSAGE:
        return callbacks.frameworkMessage(required(event.message(6), 1));
      default:
        return () -> {};
    }
  }

  static int type(Message event) {
    return (int) event.number(1).orElse(0);
  }

  private Runnable subscribed(ApiSession session, Message content) throws IOException {
    byte[] agent = required(content, 3);
    Runnable callback =
        registered
            ? callbacks.reregistered(agent)
            : callbacks.registered(required(content, 1), required(content, 2), agent);
    Message agentInfo = Message.parse(agent);
    return () -> {
      registered = true;
      calls.connected(session, agentInfo.bytes(6));
      callback.run();
    };
  }

  /** Each task of a group by itself: the API for executors of this age knows no groups. */
  private Runnable launch(List<byte[]> tasks) throws IOException {
    List<Runnable> launches = new ArrayList<>();
    for (byte[] task : tasks) {
      byte[] id = required(Message.parse(task), 2);
      Runnable callback = callbacks.launchTask(task);
      launches.add(() -> {
        if (calls.launched(id, task)) {
          callback.run();
        }
      });
    }
    return () -> launches.forEach(Runnable::run);
  }

  static byte[] required(Message content, int field) throws IOException {
    return content.bytes(field).orElseThrow(() -> new IOException("field " + field + " is absent"));
  }
}
