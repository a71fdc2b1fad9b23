package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our classes against those of org.apache.mesos:mesos:1.11.0: applications link against these. */
class MesosApiTest {

  /** Members that we leave to java.lang.Object: there is no native object to finalize. */
  private static final Set<String> ABSENT_MEMBERS =
      Set.of(
          "Log protected void finalize()",
          "Log$Reader protected void finalize()",
          "Log$Writer protected void finalize()",
          "MesosSchedulerDriver protected void finalize()",
          "MesosExecutorDriver protected void finalize()",
          "state.AbstractState protected void finalize()",
          "state.LogState protected void finalize()",
          "state.Variable protected void finalize()",
          "v1.scheduler.V0Mesos protected void finalize()",
          "v1.scheduler.V1Mesos protected void finalize()");

  /** Members that we have in addition. */
  private static final Set<String> ADDED_MEMBERS =
      Set.of(
          "Log$Position public int hashCode()",
          "MesosNativeLibrary$Version public boolean equals(java.lang.Object)",
          "MesosNativeLibrary$Version public int hashCode()");

  @Test
  void hasEveryPublicAndProtectedMember() throws Exception {
    try (URLClassLoader mesos = OtherUniverse.ofMesos("1.11.0", "3.5.0")) {
      Map<String, Set<String>> theirs = new TreeMap<>();
      Map<String, Set<String>> ours = new TreeMap<>();
      for (String name : handWritten()) {
        String full = "org.apache.mesos." + name;
        theirs.put(name, surface(name, Class.forName(full, false, mesos)));
        ours.put(name, surface(name, Class.forName(full)));
      }
      theirs.values().forEach(members -> members.removeAll(ABSENT_MEMBERS));
      ours.values().forEach(members -> members.removeAll(ADDED_MEMBERS));
      assertThat(theirs).hasSize(26).containsKey("MesosSchedulerDriver");
      assertThat(ours).isEqualTo(theirs);
    }
  }

  /** Classes of the jar that no protoc has written. */
  private static Set<String> handWritten() throws IOException {
    Path jar =
        Path.of(System.getProperty("meseta.root"), "driver/target/mesos-of-old/mesos-1.11.0.jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("org/apache/mesos/") && name.endsWith(".class"))
          .filter(name -> !name.contains("Protos"))
          .map(name -> name.substring("org/apache/mesos/".length()).replace('/', '.'))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name ->
              !name.matches(".*\\$[0-9]+|.*(Future|Entry|InMemoryVariable)")
                  || name.equals("Log$Entry"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> surface(String name, Class<?> type) {
    Set<String> members = new TreeSet<>();
    members.add(name + " " + kind(type));
    for (Class<?> each : type.getInterfaces()) {
      members.add(name + " implements " + each.getName());
    }
    Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods(), type.getDeclaredFields())
        .flatMap(Arrays::stream)
        .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .map(member -> name + " " + describe(member))
        .forEach(members::add);
    return members;
  }

  private static String kind(Class<?> type) {
    return Modifier.toString(type.getModifiers() & ~Modifier.ABSTRACT) + " " + type.isInterface();
  }

  /** As javap writes it, but without what a caller does not see: native, synchronized, names. */
  private static String describe(Object member) {
    if (member instanceof Field) {
      Field field = (Field) member;
      return Modifier.toString(field.getModifiers())
          + " "
          + field.getGenericType()
          + " "
          + field.getName();
    }
    Executable executable = (Executable) member;
    int hidden = Modifier.NATIVE | Modifier.SYNCHRONIZED | Modifier.VOLATILE | Modifier.ABSTRACT;
    String parameters =
        Arrays.stream(executable.getGenericParameterTypes())
            .map(type -> type.getTypeName())
            .collect(Collectors.joining(", ", "(", ")"));
    String modifiers = Modifier.toString(executable.getModifiers() & ~hidden) + " ";
    return executable instanceof Constructor
        ? modifiers + "constructor" + parameters
        : modifiers
            + ((Method) executable).getGenericReturnType().getTypeName()
            + " "
            + executable.getName()
            + parameters;
  }

  /** The driver must run with any protobuf, so its class files must name none. */
  @Test
  void noClassFileNamesAClassOfProtobuf() throws Exception {
    Path classes =
        Path.of(
            MesosSchedulerDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(file -> file.toString().endsWith(".class")))
          .hasSizeGreaterThan(30)
          .allSatisfy(file -> assertThat(text(file)).doesNotContain("com/google/protobuf"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.11.0, 3.5.0", "0.21.1, 2.5.0"})
  void runsInFrontOfTheClassesOfOlderReleases(String mesos, String protobuf) throws Exception {
    try (FakeMaster master = new FakeMaster();
        URLClassLoader universe = OtherUniverse.withDriver(mesos, protobuf)) {
      Class<?> probe = Class.forName("org.apache.mesos.UniverseProbe", true, universe);
      assertThat(probe).isNotEqualTo(UniverseProbe.class);
      Runnable running =
          (Runnable) probe.getDeclaredConstructor(String.class).newInstance(master.address());
      Thread thread = new Thread(running);
      thread.start();
      FakePeer.Stream stream = master.register("master-1");
      FakeMaster.send(stream, FakeMaster.offers("o1"));
      var accept =
          master.awaitCall(org.apache.mesos.v1.scheduler.Protos.Call.Type.ACCEPT).getAccept();
      assertThat(accept.getOfferIds(0).getValue()).isEqualTo("o1");
      var state = org.apache.mesos.v1.Protos.TaskState.TASK_FINISHED;
      FakeMaster.send(stream, FakeMaster.update("t1", state, "0123456789abcdef".getBytes()));
      master.awaitCall(org.apache.mesos.v1.scheduler.Protos.Call.Type.TEARDOWN);
      thread.join();
      assertThat(running.toString())
          .isEqualTo("registered framework-1, offered o1, t1 is TASK_FINISHED, DRIVER_STOPPED");
      assertThat(Class.forName("org.apache.mesos.Protos", false, universe))
          .isNotEqualTo(Protos.class);
    }
  }
}
