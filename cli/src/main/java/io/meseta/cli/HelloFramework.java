package io.meseta.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hello-world framework of {@code examples}, run as the process of its own that it is. */
final class HelloFramework {

  private static final String MAIN = "HelloFramework";

  /** What the framework needs, and nothing else: it knows the driver, not the cluster. */
  private static final List<String> JARS =
      List.of("meseta-examples", "meseta-driver", "meseta-protocol", "protobuf-java");

  private HelloFramework() {}

  /**
   * Runs the framework against the cluster; returns its exit status.
   *
   * @throws IOException if it cannot be started, or the cluster comes to an end before it
   */
  static int run(DevCluster cluster, int tasks) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(cluster.master(), tasks)).inheritIO().start();
    try {
      cluster.whileRunning(process.onExit());
      return process.waitFor() == 0 ? 0 : 1;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static List<String> command(String master, int tasks) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(StartupCache.options("hello"));
    command.addAll(List.of("-cp", classPath(), MAIN, master, String.valueOf(tasks)));
    return command;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(HelloFramework::isNeeded)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isNeeded(String entry) {
    Path path = Path.of(entry);
    if (Files.isDirectory(
        path)) { // a module's classes: we were started from a build, not from the archive
      return Stream.of("examples", "driver", "protocol")
          .anyMatch(m -> entry.contains("/" + m + "/target"));
    }
    return JARS.stream().anyMatch(jar -> path.getFileName().toString().startsWith(jar + "-"));
  }
}
