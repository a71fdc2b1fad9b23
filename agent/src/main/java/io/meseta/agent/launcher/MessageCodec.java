package io.meseta.agent.launcher;

import io.meseta.agent.launcher.LauncherMessage.Collect;
import io.meseta.agent.launcher.LauncherMessage.ContainerList;
import io.meseta.agent.launcher.LauncherMessage.Done;
import io.meseta.agent.launcher.LauncherMessage.Exited;
import io.meseta.agent.launcher.LauncherMessage.Failed;
import io.meseta.agent.launcher.LauncherMessage.Hello;
import io.meseta.agent.launcher.LauncherMessage.ListContainers;
import io.meseta.agent.launcher.LauncherMessage.Shutdown;
import io.meseta.agent.launcher.LauncherMessage.Signal;
import io.meseta.agent.launcher.LauncherMessage.Start;
import io.meseta.agent.launcher.LauncherMessage.Started;
import io.meseta.agent.launcher.LauncherMessage.Welcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Launcher messages as bytes: one byte of type, then the fields in order. Numbers are 32 bits, big
 * endian; text is a length and UTF-8; a list is a count and its elements.
 *
 * <p>Only the JDK is used here: the launcher process has nothing else on its class path.
 */
public final class MessageCodec {

  private static final int HELLO = 1;
  private static final int START = 2;
  private static final int SIGNAL = 3;
  private static final int COLLECT = 4;
  private static final int LIST = 5;
  private static final int SHUTDOWN = 6;
  private static final int WELCOME = 65;
  private static final int STARTED = 66;
  private static final int CONTAINERS = 67;
  private static final int DONE = 68;
  private static final int FAILED = 69;
  private static final int EXITED = 70;

  private static final int RUNNING = -2;

  private MessageCodec() {}

  /** Appends {@code message} to {@code out}. */
  public static void encode(LauncherMessage message, ByteWriter out) {
    switch (message) {
      case Hello hello -> out.type(HELLO).number(hello.version());
      case Start start -> {
        out.type(START).text(start.key());
        encodeSpec(start.spec(), out);
      }
      case Signal signal ->
          out.type(SIGNAL).text(signal.key()).number(signal.signal()).flag(signal.tree());
      case Collect collect -> out.type(COLLECT).text(collect.key());
      case ListContainers _ -> out.type(LIST);
      case Shutdown _ -> out.type(SHUTDOWN);
      case Welcome welcome -> out.type(WELCOME).number(welcome.version()).number(welcome.pid());
      case Started started -> out.type(STARTED).number(started.pid());
      case ContainerList list -> {
        out.type(CONTAINERS).number(list.containers().size());
        list.containers().forEach(entry -> encodeEntry(entry, out));
      }
      case Done _ -> out.type(DONE);
      case Failed failed -> out.type(FAILED).text(failed.reason());
      case Exited exited -> out.type(EXITED).text(exited.key()).number(exited.status().raw());
    }
  }

  /**
   * Reads the one message that {@code in} holds.
   *
   * @throws LauncherProtocolException if it holds something else
   */
  public static LauncherMessage decode(ByteReader in) throws LauncherProtocolException {
    int type = in.type();
    LauncherMessage message =
        switch (type) {
          case HELLO -> new Hello(in.number());
          case START -> new Start(in.text(), decodeSpec(in));
          case SIGNAL -> new Signal(in.text(), in.number(), in.flag());
          case COLLECT -> new Collect(in.text());
          case LIST -> new ListContainers();
          case SHUTDOWN -> new Shutdown();
          case WELCOME -> new Welcome(in.number(), in.number());
          case STARTED -> new Started(in.number());
          case CONTAINERS -> decodeList(in);
          case DONE -> new Done();
          case FAILED -> new Failed(in.text());
          case EXITED -> new Exited(in.text(), new WaitStatus(in.number()));
          default -> throw new LauncherProtocolException("unknown message type " + type);
        };
    in.end();
    return message;
  }

  private static void encodeSpec(LaunchSpec spec, ByteWriter out) {
    out.text(spec.executable()).number(spec.arguments().size());
    spec.arguments().forEach(out::text);
    out.number(spec.environment().size());
    spec.environment().forEach((name, value) -> out.text(name).text(value));
    String user = spec.user();
    out.text(spec.sandbox().toString()).text(user == null ? "" : user);
  }

  private static LaunchSpec decodeSpec(ByteReader in) throws LauncherProtocolException {
    String executable = in.text();
    List<String> arguments = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      arguments.add(in.text());
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      environment.put(in.text(), in.text());
    }
    String sandbox = in.text();
    String user = in.text();
    try {
      return new LaunchSpec(
          executable, arguments, environment, Path.of(sandbox), user.isEmpty() ? null : user);
    } catch (IllegalArgumentException e) { // also what Path.of throws
      throw new LauncherProtocolException("bad sandbox: " + e.getMessage());
    }
  }

  private static void encodeEntry(ContainerList.Entry entry, ByteWriter out) {
    @Nullable WaitStatus exit = entry.exit();
    out.text(entry.key()).number(entry.pid()).number(exit == null ? RUNNING : exit.raw());
  }

  private static ContainerList decodeList(ByteReader in) throws LauncherProtocolException {
    List<ContainerList.Entry> entries = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      String key = in.text();
      int pid = in.number();
      int exit = in.number();
      entries.add(new ContainerList.Entry(key, pid, exit == RUNNING ? null : new WaitStatus(exit)));
    }
    return new ContainerList(entries);
  }
}
