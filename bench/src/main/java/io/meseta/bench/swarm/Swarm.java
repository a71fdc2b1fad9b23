package io.meseta.bench.swarm;

import io.meseta.bench.report.Machine;
import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * {@code bench/run swarm HOST:PORT [TASKS [PROGRAM]]}: loads any master, Meseta or Apache Mesos,
 * with tasks and says how many per second came to their end.
 */
public final class Swarm {

  private static final int TASKS = 1000;
  private static final double CPUS = 0.1;
  private static final double MEMORY_MEGABYTES = 10;

  private Swarm() {}

  /** Runs it; the arguments are those of the command. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println("usage: bench/run swarm HOST:PORT [TASKS [PROGRAM]]");
      System.exit(2);
    }
    int tasks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : TASKS;
    String program = arguments.length > 2 ? arguments[2] : "/bin/true";
    TaskShape shape = new TaskShape(Calls.command(program, false), CPUS, MEMORY_MEGABYTES);
    String before = Machine.load();
    try (SchedulerSession session = SchedulerSession.open(address(arguments[0]), "swarm")) {
      LoadRun.Outcome outcome = LoadRun.run(session, shape, "task", tasks, List.of());
      System.out.println(
          Table.of("program", "tasks", "tasks/s", "ends")
              .row(program, outcome.tasks(), Sample.number(outcome.rate()), outcome.ends()));
    }
    System.out.printf("%n%s; load %s before, %s after%n", Machine.facts(), before, Machine.load());
  }

  /** The socket address that {@code host:port} means. */
  public static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("expected HOST:PORT but got '" + text + "'");
    }
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
