import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

/** What must outlive this process: the framework's id, and how far each task is. Written on every change. */
class TaskFile {
  final Path path;
  final Properties lines = new Properties();

  TaskFile(Path path) throws IOException {
    this.path = path;
    if (Files.exists(path)) {
      try (Reader reader = Files.newBufferedReader(path)) {
        lines.load(reader);
      }
    }
  }

  boolean isNew() {
    return lines.isEmpty();
  }

  void plan(int tasks, String seconds) {
    lines.setProperty("seconds", seconds);
    for (int number = 1; number <= tasks; number++) {
      lines.setProperty("task." + number, "waiting");
    }
    save();
  }

  String seconds() {
    return lines.getProperty("seconds");
  }

  Optional<String> frameworkId() {
    return Optional.ofNullable(lines.getProperty("framework"));
  }

  void keepFrameworkId(String id) {
    set("framework", id);
  }

  /** Tasks that no agent was asked to run yet. */
  List<String> waiting() {
    return tasks("waiting");
  }

  /** Tasks that an agent was asked to run, and that have not finished as far as we know. */
  List<String> launched() {
    return tasks("on ");
  }

  /** The agent of a launched task. */
  String agent(String task) {
    return lines.getProperty(task).substring("on ".length());
  }

  void launch(String task, String agent) {
    set(task, "on " + agent);
  }

  void finish(String task) {
    set(task, "finished");
  }

  /** A terminated task's id is used up: task.1 becomes task.1.again. */
  void retry(String task) {
    if (lines.getProperty(task, "").startsWith("on ")) {
      lines.remove(task);
      set(task + ".again", "waiting");
    }
  }

  boolean isDone() {
    return waiting().isEmpty() && launched().isEmpty();
  }

  List<String> tasks(String state) {
    return lines.stringPropertyNames().stream()
        .filter(name -> name.startsWith("task.") && lines.getProperty(name).startsWith(state))
        .sorted()
        .toList();
  }

  void set(String name, String value) {
    lines.setProperty(name, value);
    save();
  }

  /** All of it or nothing: a crash leaves the old file or the new one. */
  void save() {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      lines.store(new OutputStreamWriter(out, StandardCharsets.UTF_8), "What FailoverFramework has to know again");
      out.getFD().sync();
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete() {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
