package org.apache.mesos;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Class loaders that see another Mesos and another protobuf than this one's. */
final class OtherUniverse {
  private static final Path JARS = Path.of(System.getProperty("meseta.root"), "driver/target");

  private OtherUniverse() {}

  /** Nothing but the classes of an Apache Mesos release and its protobuf. */
  static URLClassLoader ofMesos(String mesos, String protobuf) throws IOException {
    return loader(jars(mesos, protobuf));
  }

  /** Our driver in front of an Apache Mesos release and its protobuf; tests' classes last. */
  static URLClassLoader withDriver(String mesos, String protobuf) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(codeOf(MesosSchedulerDriver.class));
    urls.addAll(jars(mesos, protobuf));
    urls.add(codeOf(io.meseta.protocol.recordio.RecordDecoder.class));
    urls.add(codeOf(OtherUniverse.class));
    return loader(urls);
  }

  private static List<URL> jars(String mesos, String protobuf) throws MalformedURLException {
    Path directory = JARS.resolve("mesos-of-old");
    return List.of(
        directory.resolve("mesos-" + mesos + ".jar").toUri().toURL(),
        directory.resolve("protobuf-java-" + protobuf + ".jar").toUri().toURL());
  }

  private static URL codeOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static URLClassLoader loader(List<URL> urls) {
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
