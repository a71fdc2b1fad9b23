package io.meseta.agent.libprocess;

import io.meseta.protocol.libprocess.Upid;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.MasterInfo;

/** The master that is always at the same address, {@code --master=host:port} (§12.8). */
public final class StandaloneMaster {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:master@)?(?<host>[^:@/]+):(?<port>\\d{1,5})");

  private StandaloneMaster() {}

  /**
   * The master at that address.
   *
   * @param address {@code host:port} or {@code master@host:port}
   * @throws IOException if it is none, or the host is unknown; the message says which
   */
  public static MasterInfo at(String address) throws IOException {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      String why =
          address.startsWith("zk://")
              ? "ZooKeeper is not supported yet, give host:port"
              : "expected host:port";
      throw new IOException("--master=" + address + ": " + why);
    }
    String host = parts.group("host");
    int port = Integer.parseInt(parts.group("port"));
    try {
      Upid pid = Upid.of("master", ipv4(host), port);
      return MasterInfo.newBuilder()
          .setId("")
          .setIp(0)
          .setPort(port)
          .setPid(pid.toString())
          .setHostname(host)
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException("--master=" + address + ": " + e.getMessage(), e);
    }
  }

  private static String ipv4(String host) throws IOException {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(Inet4Address.class::isInstance)
          .findFirst()
          .orElseThrow(() -> new UnknownHostException(host))
          .getHostAddress();
    } catch (UnknownHostException e) {
      throw new IOException("--master: the host '" + host + "' has no IPv4 address", e);
    }
  }
}
