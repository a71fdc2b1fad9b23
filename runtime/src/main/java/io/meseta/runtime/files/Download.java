package io.meseta.runtime.files;

import io.meseta.runtime.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A whole file as {@code /files/download} sends it: as long as it was when it was asked for. */
final class Download {

  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css",
          "gif", "image/gif",
          "htm", "text/html",
          "html", "text/html",
          "jpg", "image/jpeg",
          "js", "application/javascript",
          "json", "application/json",
          "png", "image/png",
          "txt", "text/plain",
          "zip", "application/zip");

  private Download() {}

  static HttpResponse of(Path file, String name) throws IOException {
    long size = Files.size(file);
    InputStream input = new Bounded(Files.newInputStream(file), size);
    return HttpResponse.source(200, type(name), input, size)
        .header("Content-Disposition", "attachment; filename=" + name);
  }

  private static String type(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return name.contains(".") ? TYPES.getOrDefault(extension, UNKNOWN_TYPE) : UNKNOWN_TYPE;
  }

  /** The first bytes of a file that may be growing. */
  private static final class Bounded extends InputStream {
    private final InputStream input;
    private long left;

    Bounded(InputStream input, long limit) {
      this.input = input;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = input.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
