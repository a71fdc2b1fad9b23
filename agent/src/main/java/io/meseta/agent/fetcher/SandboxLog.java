package io.meseta.agent.fetcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Tells on a container's stderr what was fetched and what was not, as Mesos' fetcher does. */
final class SandboxLog {

  private final Path stderr;

  SandboxLog(Path sandbox) {
    this.stderr = sandbox.resolve("stderr");
  }

  void line(String text) {
    try {
      Files.writeString(
          stderr,
          text + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      // a full disk, for example; the status update tells it too
    }
  }
}
