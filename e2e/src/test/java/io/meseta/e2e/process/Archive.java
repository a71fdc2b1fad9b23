package io.meseta.e2e.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The archive as users get it. The reactor packages it before this module's tests run. */
public final class Archive {

  /** The top of the repository. */
  public static final Path ROOT = Path.of(System.getProperty("meseta.root"));

  private static final Path HOME = ROOT.resolve("cli/target/dist");
  private static final String HOW =
      "./mvnw -Dfast -DskipTests -pl cli -am package (./mvnw verify does so by itself)";

  static {
    makeStartUpCache();
  }

  private Archive() {}

  /** As the first run of a fresh archive does, so that no test is the first run. */
  private static void makeStartUpCache() {
    List<String> command = List.of(HOME.resolve("bin/meseta").toString(), "--version");
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new AssertionError("There is no archive in " + HOME + ". Build it with " + HOW, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where the archive lies. */
  static Path home() {
    return HOME;
  }

  /** The command line that runs {@code meseta} with these arguments. */
  public static List<String> meseta(String... arguments) {
    Path script = HOME.resolve("bin/meseta");
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The class path of the example frameworks: driver and protocol, nothing of the daemons. */
  public static String exampleClassPath() {
    List<Path> jars = new ArrayList<>();
    for (String name : List.of("meseta-examples", "meseta-driver", "meseta-protocol", "protobuf")) {
      jars.add(jar(name));
    }
    return String.join(":", jars.stream().map(Path::toString).toList());
  }

  /** The class path of everything, for a framework that brings its own cluster. */
  public static String wholeClassPath() {
    return HOME.resolve("lib") + "/*";
  }

  private static Path jar(String name) {
    try (var jars = Files.list(HOME.resolve("lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No " + name + " in the archive: " + HOW));
    } catch (IOException e) {
      throw new AssertionError("There is no archive in " + HOME + ". Build it with " + HOW, e);
    }
  }
}
