package io.meseta.protocol.oracle;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The jar {@code org.apache.mesos:mesos:1.11.0} with its own protobuf. Its classes have the names
 * of ours, so it lives in a class loader that sees nothing else, and only bytes cross over.
 */
final class Oracle implements AutoCloseable {
  private final URLClassLoader loader;

  Oracle() throws IOException {
    Path jars = Path.of(System.getProperty("meseta.root", ".."), "protocol", "target", "oracle");
    try (Stream<Path> files = Files.list(jars)) {
      URL[] urls = files.map(Oracle::url).toArray(URL[]::new);
      loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
  }

  /** Descriptor of the file that an outer class stands for. */
  FileDescriptorProto file(Class<?> outer) throws IOException {
    try {
      Object descriptor = loader.loadClass(outer.getName()).getMethod("getDescriptor").invoke(null);
      Object proto = descriptor.getClass().getMethod("toProto").invoke(descriptor);
      return FileDescriptorProto.parseFrom(
          (byte[]) proto.getClass().getMethod("toByteArray").invoke(proto));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** What Apache Mesos' class of the same name makes of the bytes. */
  byte[] parseAndSerialize(Class<?> type, byte[] bytes) throws IOException {
    try {
      Object message =
          loader.loadClass(type.getName()).getMethod("parseFrom", byte[].class).invoke(null, bytes);
      return (byte[]) message.getClass().getMethod("toByteArray").invoke(message);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
