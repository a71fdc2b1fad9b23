package io.meseta.master.libprocess;

import io.meseta.core.Pid;
import io.meseta.protocol.libprocess.Upid;
import io.meseta.runtime.authentication.CramMd5Server;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One authentication that goes on. Guarded by its {@link Authenticator}. */
final class Exchange {

  final Pid client;
  final Pid authenticatee;
  final Upid self;
  final CramMd5Server server;
  Runnable waiting = () -> {};
  private final CompletableFuture<Boolean> expiry = new CompletableFuture<>();

  /**
   * An exchange that has not begun.
   *
   * @param client who is to be authenticated
   * @param authenticatee the process that does it for the client
   * @param self the process of ours to which it sends
   */
  Exchange(Pid client, Pid authenticatee, Upid self, CramMd5Server server) {
    this.client = client;
    this.authenticatee = authenticatee;
    this.self = self;
    this.server = server;
  }

  /** Calls {@code expired} if the exchange is not {@link #done} by then. */
  @SuppressWarnings("FutureReturnValueIgnored") // the last stage tells, and nobody waits for it
  void expireAfter(Duration timeout, Runnable expired) {
    expiry
        .completeOnTimeout(true, timeout.toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(late -> {
          if (late) {
            expired.run();
          }
        });
  }

  void done() {
    expiry.complete(false);
  }
}
