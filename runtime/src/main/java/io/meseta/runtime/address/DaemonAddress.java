package io.meseta.runtime.address;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Where a daemon listens and what it tells others, from the flags {@code --ip --advertise_ip
 * --advertise_port --hostname --hostname_lookup} (Mesos reference §14.1). The port is not known
 * before the daemon listens.
 *
 * @param bind the address to listen on
 * @param ip what others connect to, dotted IPv4
 * @param hostname what others call the machine
 * @param advertisedPort the port others connect to, if it is not the one we listen on
 */
public record DaemonAddress(
    InetAddress bind, String ip, String hostname, Optional<Integer> advertisedPort) {

  /** The flags that say where a daemon is; those that are not set are empty. */
  public record Wish(
      Optional<String> ip,
      Optional<String> advertiseIp,
      Optional<Integer> advertisePort,
      Optional<String> hostname,
      boolean hostnameLookup) {}

  /**
   * Resolves what is wished.
   *
   * @throws IOException if an address cannot be resolved; the message names the flag
   */
  public static DaemonAddress resolve(Wish wish) throws IOException {
    return resolve(wish, InetAddress::getLocalHost);
  }

  /** Finds the address of this machine's name. */
  interface OwnName {
    InetAddress address() throws UnknownHostException;
  }

  static DaemonAddress resolve(Wish wish, OwnName own) throws IOException {
    InetAddress bind =
        wish.ip().isPresent()
            ? ipv4("--ip", wish.ip().get())
            : InetAddress.getByAddress(new byte[4]);
    InetAddress advertised =
        wish.advertiseIp().isPresent()
            ? ipv4("--advertise_ip", wish.advertiseIp().get())
            : reachable(bind, own);
    String hostname = wish.hostname().orElseGet(() -> hostname(advertised, wish.hostnameLookup()));
    return new DaemonAddress(bind, advertised.getHostAddress(), hostname, wish.advertisePort());
  }

  /** The port others connect to, given the one we listen on. */
  public int advertised(int port) {
    return advertisedPort.orElse(port);
  }

  /** As {@code MasterInfo.ip} has it: the four bytes in network order, read as little-endian. */
  public int ipAsInteger() throws IOException {
    byte[] bytes = InetAddress.getByName(ip).getAddress();
    return Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt());
  }

  private static InetAddress ipv4(String flag, String text) throws IOException {
    try {
      InetAddress address = InetAddress.getByName(text);
      if (address instanceof Inet4Address) {
        return address;
      }
    } catch (UnknownHostException e) {
      // The one line below says it better.
    }
    throw new IOException(flag + " must be an IPv4 address of this machine, but is '" + text + "'");
  }

  private static InetAddress reachable(InetAddress bind, OwnName own) throws IOException {
    return bind.isAnyLocalAddress() ? localHost(own) : bind;
  }

  private static InetAddress localHost(OwnName own) throws IOException {
    try {
      InetAddress local = own.address();
      return local instanceof Inet4Address ? local : InetAddress.getByName("127.0.0.1");
    } catch (UnknownHostException e) { // as Mesos, which has no address of its own then either
      throw new IOException(
          "The name of this machine has no address: say with --ip on which one to listen,"
              + " or with --advertise_ip what to tell others",
          e);
    }
  }

  private static String hostname(InetAddress address, boolean lookup) {
    return lookup ? address.getCanonicalHostName() : address.getHostAddress();
  }
}
