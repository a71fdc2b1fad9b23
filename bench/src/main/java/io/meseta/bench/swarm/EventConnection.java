package io.meseta.bench.swarm;

import io.meseta.protocol.recordio.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** The connection on which a scheduler subscribes and hears events; one thread reads. */
final class EventConnection implements Closeable {

  private static final int MAX_RECORD_BYTES = 64 << 20;

  private final Socket socket = new Socket();
  private final HttpReader reader;
  private final String streamId;
  private final RecordDecoder records = new RecordDecoder(MAX_RECORD_BYTES);
  private final Queue<byte[]> decoded = new ArrayDeque<>();

  /**
   * Subscribes.
   *
   * @throws IOException if the master cannot be reached or refuses; the message says why
   */
  EventConnection(InetSocketAddress master, Call subscribe) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(master);
    OutputStream out = socket.getOutputStream();
    Requests.write(out, Requests.head(master), subscribe.toByteArray());
    reader = new HttpReader(socket.getInputStream());
    HttpReader.Head head = reader.head();
    if (head.status() != 200) {
      String text = new String(reader.body(head), StandardCharsets.UTF_8);
      throw new IOException("SUBSCRIBE was answered " + head.status() + ": " + text);
    }
    streamId = head.fields().getOrDefault("mesos-stream-id", "");
  }

  String streamId() {
    return streamId;
  }

  /** The next event that has arrived already, if one is complete. */
  Optional<Event> ready() throws IOException {
    byte[] record = decoded.poll();
    return record == null ? Optional.empty() : Optional.of(Event.parseFrom(record));
  }

  /** Waits for the next event. */
  Event next() throws IOException {
    while (decoded.isEmpty()) {
      records.decode(chunk(), decoded::add);
    }
    return ready().orElseThrow();
  }

  /** Waits for so many updates and looks no further into them; other events are passed over. */
  void awaitUpdates(int count) throws IOException {
    int missing = count;
    while (missing > 0) {
      byte[] record = decoded.poll();
      if (record == null) {
        records.decode(chunk(), decoded::add);
      } else if (isUpdate(record)) {
        missing--;
      }
    }
  }

  /** The type is the first field of an event, in its first two bytes. */
  private static boolean isUpdate(byte[] record) {
    return record.length > 1 && record[0] == 8 && record[1] == Event.Type.UPDATE_VALUE;
  }

  private byte[] chunk() throws IOException {
    byte[] chunk = reader.chunk();
    if (chunk.length == 0) {
      throw new IOException("the master ended the stream of events");
    }
    return chunk;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
