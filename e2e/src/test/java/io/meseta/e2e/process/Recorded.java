package io.meseta.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An odd request that was sent to a daemon of Apache Mesos, and what that answered.
 *
 * @param name what is odd about it
 */
record Recorded(String name, String request, String response) {

  private static final Path RECORDING = Archive.ROOT.resolve("golden/errors/http-errors.jsonl");
  private static final String FRAMEWORK = "cf81de42-3bbd-4bb4-bfd7-469ff354a07f-0000";
  private static final String STREAM = "5a77bc5e-924b-4f19-bfb0-d031648adf93";

  /**
   * Two need frameworks that are not there: one that has left, and one with the old driver. And we
   * send no body in answer to HEAD (ADR 6).
   */
  private static final Set<String> LEFT_OUT =
      Set.of("sched not subscribed framework", "sched driver", "sched HEAD", "exec HEAD");

  /** All requests to the scheduler API, and those that are hardly HTTP. */
  static Stream<Recorded> ofMaster() {
    return all("(sched|raw) .*");
  }

  /** All requests to the executor API that were refused; the others came from a real executor. */
  static Stream<Recorded> refusedByAgent() {
    return all("exec .*").filter(recorded -> !recorded.response.startsWith("HTTP/1.1 20"));
  }

  private static Stream<Recorded> all(String names) {
    try {
      return Files.readAllLines(RECORDING).stream()
          .map(Json::parse)
          .map(Recorded::of)
          .filter(recorded -> recorded.name.matches(names) && !LEFT_OUT.contains(recorded.name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recorded of(Json entry) {
    return new Recorded(
        entry.at("name").text(), entry.at("request").text(), entry.at("response").text());
  }

  /** The request as it concerns our framework. Ids are of one length, so the rest still fits. */
  String requestFor(ScriptedScheduler scheduler) {
    return ours(request, scheduler);
  }

  /** The status line, and the body if it says what was wrong; empty if there was no answer. */
  String answerFor(ScriptedScheduler scheduler) {
    String ours = ours(response, scheduler);
    return ours.isEmpty() ? "" : answer(ours.lines().findFirst().orElse(""), bodyOf(ours));
  }

  static String answer(String statusLine, String body) {
    return statusLine.contains(" 200 ") ? statusLine : statusLine + "\n" + body;
  }

  private static String bodyOf(String response) {
    return response.substring(response.indexOf("\r\n\r\n") + 4);
  }

  private static String ours(String text, ScriptedScheduler scheduler) {
    Map<String, String> ids = Map.of(FRAMEWORK, scheduler.id(), STREAM, scheduler.streamId());
    for (var id : ids.entrySet()) {
      text = text.replace(id.getKey(), id.getValue());
    }
    return text;
  }

  @Override
  public String toString() {
    return name;
  }
}
