package io.meseta.protocol.libprocess;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The address of a libprocess process, {@code id@ip:port}, such as {@code slave(1)@10.0.0.2:5051}
 * (Mesos reference §5.1). Never resolves names: the address is dotted IPv4, as on the wire.
 */
public final class Upid {
  /** What Mesos writes and reads where there is no sender, {@code @0.0.0.0:0}. */
  public static final Upid NONE = new Upid("", "0.0.0.0", 0);

  private static final Pattern OCTETS =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private final String id;
  private final String ip;
  private final int port;

  private Upid(String id, String ip, int port) {
    this.id = id;
    this.ip = ip;
    this.port = port;
  }

  /**
   * Puts an address together.
   *
   * @param id process id such as {@code master}: no {@code @}, no blanks, no control characters
   * @param ip dotted IPv4
   * @param port 0 to 65535
   * @throws IllegalArgumentException if a part is not as said
   */
  public static Upid of(String id, String ip, int port) {
    if (!id.chars().allMatch(Upid::isIdCharacter)) {
      throw new IllegalArgumentException(
          "Process id '" + id + "' has a blank, control or '@' in it");
    }
    if (!OCTETS.matcher(ip).matches()) {
      throw new IllegalArgumentException("'" + ip + "' is not a dotted IPv4 address");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("Port " + port + " is not within 0 to 65535");
    }
    return new Upid(id, ip, port);
  }

  /**
   * Reads {@code id@ip:port}; blanks around it are ignored.
   *
   * @throws LibprocessException if the text has another form
   */
  public static Upid parse(String text) throws LibprocessException {
    String trimmed = text.strip();
    int at = trimmed.indexOf('@');
    int colon = trimmed.indexOf(':', at + 1);
    if (at < 0 || colon < 0) {
      throw malformed(text, "expected <id>@<ip>:<port>");
    }
    String port = trimmed.substring(colon + 1);
    if (!port.matches("\\d{1,5}")) {
      throw malformed(text, "'" + port + "' is not a port");
    }
    try {
      return of(trimmed.substring(0, at), trimmed.substring(at + 1, colon), Integer.parseInt(port));
    } catch (IllegalArgumentException e) {
      throw malformed(text, String.valueOf(e.getMessage()));
    }
  }

  /** The process id, e.g. {@code slave(1)}; empty in {@link #NONE}. */
  public String id() {
    return id;
  }

  /** Dotted IPv4. */
  public String ip() {
    return ip;
  }

  /** 0 to 65535. */
  public int port() {
    return port;
  }

  /** {@code ip:port}: which socket to open, and the value of the Host header. */
  public String address() {
    return ip + ":" + port;
  }

  private static boolean isIdCharacter(int character) {
    return character > ' ' && character != '@' && character != 127;
  }

  private static LibprocessException malformed(String text, String why) {
    return new LibprocessException(400, "Malformed libprocess address '" + text + "': " + why);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Upid
        && ((Upid) other).port == port
        && ((Upid) other).id.equals(id)
        && ((Upid) other).ip.equals(ip);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, ip, port);
  }

  /** {@code id@ip:port}, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return id + "@" + address();
  }
}
