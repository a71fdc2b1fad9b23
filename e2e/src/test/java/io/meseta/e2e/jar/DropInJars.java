package io.meseta.e2e.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The jars for applications as the build packages them, and what of others' was downloaded. */
public final class DropInJars {
  private static final Path ROOT = Path.of(System.getProperty("meseta.root"));
  private static final String HOW =
      "There is no %s. Build it with ./mvnw -Dfast -Djars.skip=false -DskipTests -pl driver -am"
          + " package (./mvnw verify does so by itself)";

  private DropInJars() {}

  /** The jar to put in front of any application. */
  public static Path overlay() {
    return packaged("overlay");
  }

  /** The jar in place of {@code org.apache.mesos:mesos}. */
  public static Path plain() {
    return packaged("plain");
  }

  /** The jar in place of {@code org.apache.mesos:mesos:shaded-protobuf}. */
  public static Path shadedProtobuf() {
    return packaged("shaded-protobuf");
  }

  /** Where everything must have been built, a missing jar is a failure. */
  private static Path packaged(String classifier) {
    Path target = ROOT.resolve("driver/target");
    String suffix = "-" + classifier + ".jar";
    try (var files = Files.list(target)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().endsWith(suffix)).toList();
      if (found.isEmpty() && !"true".equals(System.getenv("CI"))) {
        Assumptions.abort(HOW.formatted(target + "/…" + suffix));
      }
      return found.stream()
          .findFirst()
          .orElseThrow(() -> new AssertionError(HOW.formatted(target + "/…" + suffix)));
    } catch (IOException e) {
      throw new AssertionError(HOW.formatted(target), e);
    }
  }

  /** A jar of somebody else. */
  public static Path downloaded(String name) {
    return directory("frameworks").resolve(name);
  }

  /** A directory of jars that a client runs with. */
  public static Path directory(String name) {
    return ROOT.resolve("e2e/target/downloaded").resolve(name);
  }
}
