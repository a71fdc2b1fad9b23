package io.meseta.driver.master;

import io.meseta.driver.http.HttpAddress;
import io.meseta.driver.zookeeper.ZooKeeperUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the application named as its master (Mesos reference §5.5): {@code host:port}, {@code
 * master@host:port}, {@code http://host:port}, several of these with commas between them, {@code
 * zk://[user:password@]host:port,…/path}, {@code file://} and the path of a file that holds one of
 * these, or {@code local} for a cluster in this process. Does not ask any of them who leads.
 */
public final class MasterAddress {
  private MasterAddress() {}

  /**
   * Reads a master's address.
   *
   * @throws IllegalArgumentException if there is no way to reach such a master; the text says why
   */
  public static Masters parse(String text) {
    String trimmed = text.trim();
    if (trimmed.startsWith("file://")) {
      return parse(read(trimmed.substring("file://".length())));
    }
    if (trimmed.startsWith("zk://")) {
      return new ZooKeeperMasters(ZooKeeperUrl.parse(trimmed));
    }
    if (trimmed.equals("local") || trimmed.equals("localquiet")) {
      return LocalMasters.start();
    }
    List<HttpAddress> addresses = new ArrayList<>();
    for (String each : trimmed.split(",", -1)) {
      addresses.add(HttpAddress.parse(each.trim()));
    }
    return new NamedMasters(addresses);
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
