package io.meseta.runtime.http.server;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses responses and opens compressed requests, within limits. */
final class Gzip {
  /** Smaller bodies are never compressed (Mesos reference §0.2). */
  static final int MIN_BODY_BYTES = 1024;

  private Gzip() {}

  static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed, 8192)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return compressed.toByteArray();
  }

  /**
   * Opens a compressed body.
   *
   * @throws HttpRejection 500 "failed to decode body" as Mesos, or 413 if it is more than the limit
   */
  static byte[] decompress(byte[] compressed, long maxBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[8192];
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        if (out.size() + (long) read > maxBytes) {
          throw new HttpRejection(HttpErrors.tooLarge(maxBytes));
        }
        out.write(block, 0, read);
      }
    } catch (IOException e) {
      throw new HttpRejection(HttpErrors.internal("failed to decode body"));
    }
    return out.toByteArray();
  }
}
