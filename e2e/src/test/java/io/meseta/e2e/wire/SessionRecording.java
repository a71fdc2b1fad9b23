package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.meseta.protocol.json.MesosJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A recorded session of a scheduler: what it called and what it heard, step by step. */
final class SessionRecording {

  /** An event, and the step in which it came. */
  private record Heard(String step, int connection, Event event) {}

  private record Said(String step, Call call) {}

  private record Answered(String step, String text) {}

  private final List<Heard> heard = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private final List<Answered> answered = new ArrayList<>();
  private final Map<Integer, EventDecoder> decoders = new HashMap<>();
  private String step = "";

  private SessionRecording() {}

  static SessionRecording read(String path) throws IOException {
    SessionRecording recording = new SessionRecording();
    for (Map<String, Object> line : Recordings.lines(path)) {
      recording.add(line);
    }
    return recording;
  }

  private void add(Map<String, Object> line) throws IOException {
    int connection = ((Long) line.get("conn")).intValue();
    switch ((String) line.get("dir")) {
      case "c2s" -> said.add(new Said(step, call(bytes(line))));
      case "s2c" -> {
        answer(bytes(line)).ifPresent(text -> answered.add(new Answered(step, text)));
        EventDecoder decoder = decoders.computeIfAbsent(connection, _ -> new EventDecoder());
        decoder.feed(bytes(line)).forEach(e -> heard.add(new Heard(step, connection, e)));
      }
      default -> {
        String note = (String) line.get("note");
        step = note.startsWith("step ") ? note.substring("step ".length()) : step;
      }
    }
  }

  /** An answer to a call, as {@link ScriptedScheduler#call} shows it; streams are none. */
  private static Optional<String> answer(byte[] response) {
    String text = new String(response, ISO_8859_1);
    int body = text.indexOf("\r\n\r\n") + 4;
    if (!text.startsWith("HTTP/1.1 ") || text.contains("Transfer-Encoding: chunked")) {
      return Optional.empty();
    }
    String status = text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    return Optional.of(status.equals("202") ? "" : status + " " + text.substring(body));
  }

  /** What the calls in steps whose names begin so were answered. */
  List<String> answers(String stepBegin) {
    return answered.stream()
        .filter(answer -> answer.step().startsWith(stepBegin))
        .map(Answered::text)
        .toList();
  }

  private static byte[] bytes(Map<String, Object> line) {
    return line.get("text") instanceof String text
        ? text.getBytes(ISO_8859_1)
        : Base64.getDecoder().decode((String) line.get("b64"));
  }

  private static Call call(byte[] request) throws IOException {
    String text = new String(request, ISO_8859_1);
    byte[] body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    Call.Builder call = Call.newBuilder();
    if (text.contains("Content-Type: application/json")) {
      MesosJson.read(body, call);
    } else {
      call.mergeFrom(body);
    }
    return call.build();
  }

  /** The id of the recorded master, with which the ids of frameworks and agents begin. */
  private String master() {
    return heard.getFirst().event().getSubscribed().getMasterInfo().getId();
  }

  /** The first call of a type in the step whose name begins so, for a master with another id. */
  Call call(String stepBegin, Call.Type type, String master) throws IOException {
    return calls(stepBegin, type, master).getFirst();
  }

  /** All calls of a type in the step whose name begins so, for a master with another id. */
  List<Call> calls(String stepBegin, Call.Type type, String master) throws IOException {
    List<Call> calls = new ArrayList<>();
    for (Said each : said) {
      if (each.step().startsWith(stepBegin) && each.call().getType() == type) {
        String json = new String(MesosJson.writeBytes(each.call()), UTF_8);
        Call.Builder call = Call.newBuilder();
        MesosJson.read(json.replace(master(), master).getBytes(UTF_8), call);
        calls.add(call.build());
      }
    }
    return calls;
  }

  /** What was heard in the step on the n-th stream, counted from one; offers and heartbeats not. */
  List<Event> events(String stepBegin, int stream) {
    List<Integer> streams = heard.stream().map(Heard::connection).distinct().toList();
    return heard.stream()
        .filter(h -> h.step().startsWith(stepBegin) && h.connection() == streams.get(stream - 1))
        .map(Heard::event)
        .filter(e -> e.getType() != Event.Type.HEARTBEAT && e.getType() != Event.Type.OFFERS)
        .toList();
  }
}
