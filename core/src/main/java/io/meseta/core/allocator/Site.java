package io.meseta.core.allocator;

import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * Where an agent is and what it says of itself, as far as it matters to who may be offered its
 * resources.
 *
 * @param info with its host name, attributes and domain
 * @param remote whether it is in another region than the master (Mesos reference §8.8)
 */
public record Site(AgentInfo info, boolean remote) {

  /** Of an agent that has not said anything of itself. */
  static final Site UNKNOWN = new Site(AgentInfo.getDefaultInstance(), false);
}
