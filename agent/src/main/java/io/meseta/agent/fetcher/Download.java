package io.meseta.agent.fetcher;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a URI, to be read once.
 *
 * @param length its bytes, or -1 if nobody says
 */
record Download(InputStream content, long length) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
