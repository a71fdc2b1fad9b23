package io.meseta.e2e.process;

import java.util.ArrayList;
import java.util.List;

/** A running {@code meseta dev}. */
public final class DevCluster implements AutoCloseable {

  private final RunningProgram program;
  private final Json ready;

  private DevCluster(RunningProgram program, Json ready) {
    this.program = program;
    this.ready = ready;
  }

  /** Starts one on a free port and waits until it says that it is ready. */
  public static DevCluster start(Place place, String... options) {
    List<String> command = new ArrayList<>(Archive.meseta("dev", "--json", "--port", "0"));
    command.addAll(List.of(options));
    RunningProgram program = RunningProgram.start(place, command);
    try {
      return new DevCluster(program, Json.parse(program.awaitLine("^\\{.*\\}$").group()));
    } catch (AssertionError e) {
      program.close();
      throw e;
    }
  }

  /** Starts one and waits until all its agents have registered. */
  public static DevCluster startWithAgents(Place place, int agents) {
    DevCluster cluster = start(place, "--agents", String.valueOf(agents));
    cluster.http().awaitState(state -> state.at("slaves").all().size() == agents);
    return cluster;
  }

  /** The process. */
  public RunningProgram program() {
    return program;
  }

  /** The line that it printed when it was ready. */
  Json ready() {
    return ready;
  }

  /** {@code host:port} of the master. */
  public String master() {
    return ready.at("master").text();
  }

  /** The master's endpoints. */
  public Endpoints http() {
    return new Endpoints(master());
  }

  @Override
  public void close() {
    program.signal("TERM");
    program.awaitExit();
  }
}
