package io.meseta.driver.zookeeper;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code zk://[user:password@]host:port,…/path} (Mesos reference §5.5). Immutable. */
public final class ZooKeeperUrl {
  private static final Pattern FORM = Pattern.compile("zk://(?:(.*)@)?([^/@]+)(/.*)");

  private final @Nullable String credentials;
  private final String servers;
  private final String path;

  private ZooKeeperUrl(@Nullable String credentials, String servers, String path) {
    this.credentials = credentials;
    this.servers = servers;
    this.path = path;
  }

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is none; the text says what it has to be
   */
  public static ZooKeeperUrl parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected zk://host:port,host:port/path but found '" + withoutSecret(text) + "'");
    }
    String credentials = matcher.group(1);
    if (credentials != null && credentials.indexOf(':') < 1) {
      throw new IllegalArgumentException(
          "expected zk://user:password@host:port/path but found '" + withoutSecret(text) + "'");
    }
    String path = matcher.group(3).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    return new ZooKeeperUrl(credentials, matcher.group(2), path);
  }

  private static String withoutSecret(String text) {
    return text.replaceAll("//.*@", "//…@");
  }

  /** The servers as ZooKeeper's own client wants them. */
  public String servers() {
    return servers;
  }

  /** The znode, without a slash at its end unless it is the root. */
  public String path() {
    return path;
  }

  /** {@code user:password} for the scheme {@code digest}. */
  public Optional<String> credentials() {
    return Optional.ofNullable(credentials);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "zk://" + servers + path;
  }
}
