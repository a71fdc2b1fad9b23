package io.meseta.e2e.shape;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the architecture (ARCHITECTURE.md, "Invariants"): who may see whom. */
class ArchitectureTest {

  private static JavaClasses meseta;

  @BeforeAll
  static void importClasses() {
    meseta =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/protocol/internal/"))
            .importPackages("io.meseta");
  }

  @Test
  void coreSeesOnlyTimeCollectionsAndMessages() {
    classes()
        .that()
        .resideInAPackage("io.meseta.core..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.meseta.core..",
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.math..",
                "org.jspecify..",
                "com.google.protobuf..",
                "org.apache.mesos.v1..",
                "io.meseta.protocol.internal.."))
        .check(meseta);
    noClasses()
        .that()
        .resideInAPackage("io.meseta.core..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.util.concurrent..", "java.util.logging..", "java.lang.ref.."))
        .check(meseta);
  }

  @Test
  void coreReadsNoClockNoRandomnessAndStartsNoThread() {
    noClasses()
        .that()
        .resideInAPackage("io.meseta.core..")
        .should()
        .callMethodWhere(impure())
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.io..", "java.net..", "java.nio.."))
        .check(meseta);
  }

  @Test
  void theTwoCoresNeverMeet() {
    noClasses()
        .that(resideInAPackage("io.meseta.core.master.."))
        .should()
        .dependOnClassesThat(resideInAPackage("io.meseta.core.agent.."))
        .check(meseta);
    noClasses()
        .that(resideInAPackage("io.meseta.core.agent.."))
        .should()
        .dependOnClassesThat(resideInAPackage("io.meseta.core.master.."))
        .check(meseta);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.meseta.(**)").should().beFreeOfCycles().check(meseta);
  }

  @Test
  void wireFormatsStayAtTheEdge() {
    noClasses()
        .that(
            resideInAnyPackage(
                "io.meseta.runtime.loop..", "io.meseta.runtime.journal..", "io.meseta.core.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.meseta.protocol.json..",
                "io.meseta.protocol.recordio..",
                "io.meseta.protocol.libprocess..",
                "com.fasterxml.jackson.."))
        .check(meseta);
  }

  @Test
  void nettyStaysInsideTheRuntime() {
    noClasses()
        .that(resideInAnyPackage("io.meseta.master..", "io.meseta.agent..", "io.meseta.cli.."))
        .should()
        .dependOnClassesThat(resideInAPackage("io.netty.."))
        .check(meseta);
  }

  private static DescribedPredicate<JavaCall<?>> impure() {
    Set<String> owners =
        Set.of(
            "java.lang.Thread",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.util.concurrent.ThreadLocalRandom");
    return DescribedPredicate.describe(
        "read a clock, randomness or the environment",
        call -> {
          String owner = call.getTargetOwner().getFullName();
          String method = call.getTarget().getName();
          boolean clock =
              owner.startsWith("java.time.") && method.equals("now")
                  || method.equals("currentTimeMillis")
                  || method.equals("nanoTime");
          boolean random =
              owner.equals("java.lang.Math") && method.equals("random")
                  || method.equals("randomUUID");
          boolean environment = owner.equals("java.lang.System") && (method.startsWith("get"));
          return clock || random || environment || owners.contains(owner);
        });
  }
}
