package io.meseta.e2e.jar;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Classes as a JVM would find them in some jars: of two of the same name the first jar's. */
final class ClassPath {
  private final List<Path> jars;
  private final Map<String, byte[]> content = new LinkedHashMap<>();
  private final Map<String, Optional<ClassModel>> parsed = new HashMap<>();

  private ClassPath(List<Path> jars) {
    this.jars = jars;
  }

  static ClassPath of(Path... jars) throws IOException {
    ClassPath path = new ClassPath(Arrays.asList(jars));
    for (Path jar : jars) {
      path.read(jar);
    }
    return path;
  }

  private void read(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          content.putIfAbsent(name.substring(0, name.length() - ".class".length()), bytes);
        }
      }
    }
  }

  /** The names of all classes, as the JVM writes them inside: {@code java/lang/Object}. */
  Iterable<String> names() {
    return content.keySet();
  }

  /** The class, from the jars or the JDK. */
  Optional<ClassModel> find(String name) {
    Optional<ClassModel> found = parsed.get(name);
    if (found == null) {
      found = bytes(name).map(bytes -> ClassFile.of().parse(bytes));
      parsed.put(name, found);
    }
    return found;
  }

  private Optional<byte[]> bytes(String name) {
    if (content.containsKey(name)) {
      return Optional.of(content.get(name));
    }
    if (!name.startsWith("java")) {
      return Optional.empty();
    }
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return jars.stream().map(jar -> jar.getFileName().toString()).toList().toString();
  }
}
