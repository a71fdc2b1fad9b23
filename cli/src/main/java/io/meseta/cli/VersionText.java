package io.meseta.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours, and the Mesos whose wire we speak. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Meseta.class.getPackage().getImplementationVersion();
    return new String[] {
      "meseta " + (version == null ? "(unpackaged)" : version) + ", speaks Apache Mesos 1.11"
    };
  }
}
