package io.meseta.driver.scheduler;

import io.meseta.driver.http.HttpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The masters that the application named (Mesos reference §5.5): {@code host:port}, {@code
 * master@host:port}, {@code http://host:port}, several of these with commas between them, or {@code
 * file://} and the path of a file that holds one of these. Does not ask any of them who leads.
 */
final class MasterAddress {
  private MasterAddress() {}

  /**
   * Reads a master's address.
   *
   * @throws IllegalArgumentException if there is no way to reach such a master; the text says why
   */
  static List<HttpAddress> parse(String text) {
    String trimmed = text.trim();
    if (trimmed.startsWith("file://")) {
      return parse(read(trimmed.substring("file://".length())));
    }
    if (trimmed.startsWith("zk://")) {
      throw new IllegalArgumentException(
          "this driver does not find masters through ZooKeeper yet: name them as host:port");
    }
    if (trimmed.equals("local") || trimmed.equals("localquiet")) {
      throw new IllegalArgumentException(
          "a cluster inside this process needs meseta-testing.jar on the class path, which this"
              + " release does not have yet: start 'meseta dev' and name its host:port");
    }
    List<HttpAddress> addresses = new ArrayList<>();
    for (String each : trimmed.split(",", -1)) {
      addresses.add(HttpAddress.parse(each.trim()));
    }
    return addresses;
  }

  private static String read(String path) {
    try {
      String content = Files.readString(Path.of(path), StandardCharsets.UTF_8).trim();
      if (content.startsWith("file://")) {
        throw new IllegalArgumentException("file " + path + " names another file");
      }
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read file " + path, e);
    }
  }
}
