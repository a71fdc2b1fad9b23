package io.meseta.core.agent.check;

/** What a probe found. */
public sealed interface ProbeResult {

  /** The command exited. */
  record Exited(int code) implements ProbeResult {}

  /** The web server answered, after redirects. */
  record Answered(int status) implements ProbeResult {}

  /** The port took the connection, or did not. */
  record Connected(boolean succeeded) implements ProbeResult {}

  /**
   * The probe did not come to a result: it took too long, or the like.
   *
   * @param reason for the log
   */
  record Failed(String reason) implements ProbeResult {}
}
