package io.meseta.bench.cluster;

import io.meseta.bench.swarm.Swarm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code meseta dev} with one agent, as a process of its own; closing it ends all its tasks. */
final class DevCluster implements AutoCloseable {

  private static final Pattern MASTER = Pattern.compile("\"master\":\"([^\"]+)\"");
  private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");
  private static final String RESOURCES = "cpus:10;mem:4096;disk:8192";

  private final Process process;
  private final InetSocketAddress master;

  private DevCluster(Process process, InetSocketAddress master) {
    this.process = process;
    this.master = master;
  }

  /**
   * Starts the cluster and waits until it is ready.
   *
   * @param arguments more arguments of {@code meseta dev}
   */
  static DevCluster start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(command().toString());
    command.addAll(List.of("dev", "--agents", "1", "--port", "0", "--json"));
    command.addAll(List.of("--resources", RESOURCES));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // after Ctrl-C
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = out.readLine();
    Matcher matcher = MASTER.matcher(ready == null ? "" : ready);
    if (!matcher.find()) {
      process.destroy();
      throw new IOException("meseta dev did not get ready, it said: " + ready);
    }
    return new DevCluster(process, Swarm.address(matcher.group(1)));
  }

  /** The command in the root of the repository. */
  static Path command() {
    return Path.of(System.getProperty("meseta.root", "."), "meseta");
  }

  /** Heap in use after a full collection, in bytes. */
  long heapBytes() throws IOException {
    long pid = process.pid();
    jcmd(pid, "GC.run");
    Matcher used = HEAP_USED.matcher(jcmd(pid, "GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes << 10;
  }

  private static String jcmd(long pid, String command) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  InetSocketAddress master() {
    return master;
  }

  /** Processor time of the daemons, the launcher and all tasks that have ended, so far. */
  CpuTime cpuTime() throws IOException {
    return CpuTime.ofTree(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
