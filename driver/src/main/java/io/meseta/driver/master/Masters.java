package io.meseta.driver.master;

import io.meseta.driver.http.HttpAddress;
import java.io.Closeable;
import java.io.IOException;

/** Where to look for the leading master, and what has been learnt of it. For one thread. */
public interface Masters extends Closeable {
  /**
   * The master to try next. May wait for a while to hear of one.
   *
   * @throws IOException if none is known; the text says where it was looked for
   */
  HttpAddress current() throws IOException;

  /** Follows the redirect of the current one; false if it leads nowhere. */
  boolean redirect(String location);

  /** The current master leads. */
  void succeeded();

  /** The current master did not answer, or does not lead. */
  void failed();

  /**
   * To be told, on some other thread, when another master leads.
   *
   * @param listener gets the new leader; must not wait
   */
  void onChange(Listener listener);

  /** Looks no more; a {@link #current} that waits fails. From any thread. */
  @Override
  void close();

  /** Hears of changes. */
  interface Listener {
    /** This master leads now. */
    void leads(HttpAddress leader);
  }
}
