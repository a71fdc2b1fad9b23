package io.meseta.driver.v1;

import io.meseta.driver.Backoff;
import io.meseta.driver.CallbackThread;
import io.meseta.driver.master.MasterAddress;
import io.meseta.driver.master.Masters;
import io.meseta.driver.wire.MalformedMessageException;
import io.meseta.driver.wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What {@link org.apache.mesos.v1.scheduler.V1Mesos} does, on bytes. */
public final class V1Driver {
  private static final int CALL_TYPE = 2;

  /** As Mesos' connection_delay_max: schedulers do not all come back at the same instant. */
  private static final Duration CONNECTION_DELAY = Duration.ofMillis(500);

  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

  private final @Nullable V1Link link;

  /**
   * Begins to look for the master.
   *
   * @param credential an encoded Credential, null for none
   */
  public V1Driver(V1Callbacks callbacks, String master, byte @Nullable [] credential) {
    this.link = start(callbacks, master, credential);
  }

  private static @Nullable V1Link start(
      V1Callbacks callbacks, String master, byte @Nullable [] credential) {
    Masters masters;
    try {
      masters = MasterAddress.parse(master);
    } catch (IllegalArgumentException e) {
      // Mesos ends the process here; an application in Java would rather be told.
      String what = "Failed to create a master detector for '" + master + "': " + e.getMessage();
      CallbackThread thread = new CallbackThread("meseta-driver", () -> {}, () -> {});
      thread.post(() -> callbacks.error(what));
      thread.post(thread::close);
      thread.start();
      return null;
    }
    V1Link created =
        new V1Link(
            callbacks, masters, new Backoff(CONNECTION_DELAY, MAX_BACKOFF), basic(credential));
    created.start();
    return created;
  }

  private static @Nullable String basic(byte @Nullable [] credential) {
    if (credential == null) {
      return null;
    }
    Message fields = parse(credential);
    String both = fields.text(1).orElse("") + ":" + fields.text(2).orElse("");
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Sends an encoded Call, or drops it if this is not the time for it. */
  public void send(byte[] call) {
    if (link != null) {
      link.send((int) parse(call).number(CALL_TYPE).orElse(0), call);
    }
  }

  /** Drops the connection, and looks for the master anew. */
  public void reconnect() {
    if (link != null) {
      link.reconnect();
    }
  }

  private static Message parse(byte[] encoded) {
    try {
      return Message.parse(encoded);
    } catch (MalformedMessageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
