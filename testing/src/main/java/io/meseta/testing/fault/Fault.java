package io.meseta.testing.fault;

/** A kind of thing that goes wrong. */
public enum Fault {
  /** The master's process is killed and started again after a while. */
  MASTER_CRASH,
  /** An agent's process is killed and started again after a while; its tasks run on. */
  AGENT_CRASH,
  /** A machine with an agent loses power, and gets it back. */
  AGENT_POWER_LOSS,
  /** A launcher is killed and started again; its containers run on. */
  LAUNCHER_CRASH,
  /** A scheduler is killed and started again. */
  SCHEDULER_CRASH,
  /** The master's disk fails, so that the master has to stop. */
  MASTER_DISK_FAILURE,
  /** An agent's disk fails. */
  AGENT_DISK_FAILURE,
  /** The connections between the master and somebody break. */
  BROKEN_CONNECTION,
  /** Nothing goes between the master and somebody for a while. */
  PARTITION,
  /** Nothing goes in one direction for a while. */
  ONE_WAY_PARTITION,
  /** Messages that may be lost or repeated are, from the start. */
  UNRELIABLE_NETWORK,
  /** Messages take up to seconds. */
  SLOW_NETWORK,
  /** Clocks are off by up to a minute and run unevenly, from the start. */
  CLOCK_SKEW
}
