package io.meseta.core.master.operator;

import java.util.Locale;
import org.apache.mesos.v1.Protos.MachineID;

/**
 * Names a machine by its host name, its address, or both (Mesos reference §12.9). Host names are
 * compared without regard to case.
 */
public record Machine(String hostname, String ip) {

  /** The machine of this message. */
  public static Machine of(MachineID id) {
    return of(id.getHostname(), id.getIp());
  }

  /** Where a process with this host name and address runs. */
  public static Machine of(String hostname, String ip) {
    return new Machine(hostname.toLowerCase(Locale.ROOT), ip);
  }

  /**
   * Whether this names the other machine, too; what it does not say may be anything. Mesos compares
   * both parts always, so that a schedule that names hosts only has no effect there.
   */
  public boolean matches(Machine other) {
    return (hostname.isEmpty() || hostname.equals(other.hostname))
        && (ip.isEmpty() || ip.equals(other.ip));
  }
}
