package io.meseta.core.agent.check;

import org.apache.mesos.v1.Protos.CommandInfo;

/** What is done to find out how a task is. */
public sealed interface Probe {

  /** Runs a command beside the task; its exit code is the result. */
  record Command(CommandInfo command) implements Probe {}

  /**
   * Asks a web server of the task, on the loopback interface.
   *
   * @param scheme {@code http} or {@code https}; certificates are not checked, as curl -k
   * @param path begins with a slash, or is empty
   */
  record Http(String scheme, int port, String path, boolean ipv6) implements Probe {}

  /** Connects to a port of the task on the loopback interface. */
  record Tcp(int port, boolean ipv6) implements Probe {}
}
