package io.meseta.agent.launcher.process;

import io.meseta.agent.launcher.LaunchSpec;
import io.meseta.agent.launcher.LauncherException;
import io.meseta.agent.linux.Descriptor;
import io.meseta.agent.linux.SpawnRequest;
import io.meseta.agent.linux.Spawner;
import io.meseta.agent.linux.UserIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container's main process about to be started: all that may take long or fail has been done. */
final class Launch implements AutoCloseable {

  private final LaunchSpec spec;
  private final List<Descriptor> open = new ArrayList<>();
  private final @Nullable UserIdentity identity;

  private Launch(LaunchSpec spec) {
    this.spec = spec;
    this.identity = identity(spec.user());
  }

  /**
   * Looks up the user and opens the streams.
   *
   * @throws LauncherException if that cannot be done
   */
  static Launch prepare(LaunchSpec spec) {
    Launch launch = new Launch(spec);
    try {
      launch.open.add(Descriptor.nothing());
      launch.open.add(Descriptor.append(spec.stdout()));
      launch.open.add(Descriptor.append(spec.stderr()));
      return launch;
    } catch (IOException e) {
      launch.close();
      throw new LauncherException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Starts the process and returns its pid. */
  int spawn() {
    return Spawner.spawn(
        new SpawnRequest(
            new SpawnRequest.Command(spec.executable(), spec.arguments()),
            spec.environment(),
            spec.sandbox(),
            new SpawnRequest.Streams(open.get(0), open.get(1), open.get(2)),
            identity));
  }

  @Override
  public void close() {
    open.forEach(Descriptor::close);
    open.clear();
  }

  /** Says on a container's stderr why its command could not be executed, as Mesos does. */
  static void complain(LaunchSpec spec, String message) {
    try {
      Files.writeString(
          spec.stderr(),
          message + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      Log.line("cannot write to " + spec.stderr(), e);
    }
  }

  private static @Nullable UserIdentity identity(@Nullable String user) {
    if (user == null) {
      return null;
    }
    UserIdentity identity;
    try {
      identity = UserIdentity.named(user);
    } catch (IllegalArgumentException e) {
      throw new LauncherException(String.valueOf(e.getMessage()), e);
    }
    if (identity.uid() == UserIdentity.currentUid()) {
      return null;
    }
    if (!UserIdentity.root()) {
      throw new LauncherException(
          "Failed to set uid to " + identity.uid() + ": only root can run as user '" + user + "'");
    }
    return identity;
  }
}
