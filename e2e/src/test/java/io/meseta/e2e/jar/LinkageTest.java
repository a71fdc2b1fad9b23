package io.meseta.e2e.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frameworks as they were released link against our jars as they did against Mesos'. */
class LinkageTest {

  private static LinkCheck link(String framework, Path... world) throws IOException {
    return new LinkCheck(ClassPath.of(world), name -> name.startsWith("org/apache/mesos/"))
        .check(ClassPath.of(DropInJars.downloaded(framework)));
  }

  /** The overlay in front of the Mesos and the protobuf that the framework was built with. */
  @ParameterizedTest
  @CsvSource({
    "fenzo-core-1.0.1.jar, 200, mesos-0.21.0.jar, protobuf-java-2.5.0.jar",
    "mesos-rxjava-protobuf-client-0.2.0.jar, 50, mesos-1.0.0.jar, protobuf-java-2.6.1.jar",
    "elastic-job-cloud-scheduler-2.1.5.jar, 200, mesos-1.1.0.jar, protobuf-java-2.6.1.jar",
    "elastic-job-cloud-executor-2.1.5.jar, 50, mesos-1.1.0.jar, protobuf-java-2.6.1.jar",
    "elasticjob-cloud-executor-3.0.1.jar, 50, mesos-1.11.0.jar, protobuf-java-3.5.0.jar",
    "spark-mesos_2.11-2.2.0.jar, 900, mesos-1.0.0-shaded-protobuf.jar,",
    "flink-mesos_2.11-1.12.2.jar, 300, flink-mesos_2.11-1.12.2.jar,"
  })
  void theOverlayLinks(String framework, int references, String mesos, String protobuf)
      throws IOException {
    List<Path> world = new ArrayList<>(List.of(DropInJars.overlay(), DropInJars.downloaded(mesos)));
    if (protobuf != null) {
      world.add(DropInJars.downloaded(protobuf));
    }
    LinkCheck check = link(framework, world.toArray(Path[]::new));
    assertThat(check.problems()).isEmpty();
    assertThat(check.checked()).isGreaterThan(references);
  }

  /** The full jars stand alone. */
  @ParameterizedTest
  @CsvSource({
    "fenzo-core-1.0.1.jar, 200",
    "mesos-rxjava-protobuf-client-0.2.0.jar, 50",
    "elastic-job-cloud-scheduler-2.1.5.jar, 200",
    "elastic-job-cloud-executor-2.1.5.jar, 50",
    "elasticjob-cloud-executor-3.0.1.jar, 50"
  })
  void thePlainJarLinks(String framework, int references) throws IOException {
    LinkCheck check =
        link(framework, DropInJars.plain(), DropInJars.downloaded("protobuf-java-3.21.12.jar"));
    assertThat(check.problems()).isEmpty();
    assertThat(check.checked()).isGreaterThan(references);
  }

  @ParameterizedTest
  @CsvSource({"spark-mesos_2.11-2.2.0.jar, 900", "flink-mesos_2.11-1.12.2.jar, 300"})
  void theShadedJarLinks(String framework, int references) throws IOException {
    LinkCheck check = link(framework, DropInJars.shadedProtobuf());
    assertThat(check.problems()).isEmpty();
    assertThat(check.checked()).isGreaterThan(references);
  }

  /** That the check can fail: without the overlay's own classes, and with another protobuf. */
  @Test
  void findsWhatIsMissing() throws IOException {
    assertThat(link("spark-mesos_2.11-2.2.0.jar", DropInJars.overlay()).problems())
        .anyMatch(
            problem -> problem.startsWith("no class: org/apache/mesos/Protos$Offer, used by"));
    Path plain = DropInJars.plain();
    assertThat(link("spark-mesos_2.11-2.2.0.jar", plain).problems())
        .anyMatch(problem -> problem.contains("com/google/protobuf"));
  }

  /** No class of ours that was meant to be hidden is visible under its own name. */
  @Test
  void bringsNothingAlongThatCouldClash() throws IOException {
    assertThat(ClassPath.of(DropInJars.overlay()).names())
        .allMatch(name -> name.startsWith("io/meseta/") || name.startsWith("org/apache/mesos/"));
    assertThat(ClassPath.of(DropInJars.plain()).names())
        .allMatch(name -> name.startsWith("io/meseta/") || name.startsWith("org/apache/mesos/"));
    assertThat(ClassPath.of(DropInJars.shadedProtobuf()).names())
        .allMatch(name -> name.startsWith("io/meseta/") || name.startsWith("org/apache/mesos/"));
  }

  /** Java 11 runs all of it. */
  @Test
  void isByteCodeOfJava11() throws IOException {
    for (Path jar : List.of(DropInJars.overlay(), DropInJars.shadedProtobuf())) {
      ClassPath classes = ClassPath.of(jar);
      for (String name : classes.names()) {
        assertThat(classes.find(name).orElseThrow().majorVersion()).as(name).isLessThan(56);
      }
    }
  }
}
