package io.meseta.e2e.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.meseta.protocol.json.MesosJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Takes the bytes of a connection apart that carries an event stream; deaf to all others. */
final class EventDecoder {

  private final StringBuilder raw = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private boolean begun;
  private boolean json;
  private boolean other;

  /** The events that are complete with these bytes. */
  List<Event> feed(byte[] bytes) throws IOException {
    raw.append(new String(bytes, ISO_8859_1));
    if (!begun) {
      begin();
    }
    return begun && !other ? records() : List.of();
  }

  private void begin() {
    int end = raw.indexOf("\r\n\r\n");
    if (end >= 0) {
      String head = raw.substring(0, end);
      begun = true;
      json = head.contains("Content-Type: application/json");
      other = !head.contains("Mesos-Stream-Id");
      raw.delete(0, end + 4);
    }
  }

  private List<Event> records() throws IOException {
    unwrapChunks();
    List<Event> events = new ArrayList<>();
    int newline = body.indexOf("\n");
    while (newline >= 0) {
      int end = newline + 1 + Integer.parseInt(body.substring(0, newline));
      if (body.length() < end) {
        break;
      }
      events.add(event(body.substring(newline + 1, end).getBytes(ISO_8859_1)));
      body.delete(0, end);
      newline = body.indexOf("\n");
    }
    return events;
  }

  private void unwrapChunks() {
    int line = raw.indexOf("\r\n");
    while (line >= 0) {
      int end = line + 2 + Integer.parseInt(raw.substring(0, line), 16);
      if (raw.length() < end + 2) {
        return;
      }
      body.append(raw, line + 2, end);
      raw.delete(0, end + 2);
      line = raw.indexOf("\r\n");
    }
  }

  private Event event(byte[] record) throws IOException {
    if (!json) {
      return Event.parseFrom(record);
    }
    Event.Builder event = Event.newBuilder();
    MesosJson.read(record, event);
    return event.build();
  }
}
