package io.meseta.runtime.api;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.recordio.RecordEncoder;
import io.meseta.runtime.http.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Messages as bytes, in the encoding that the other side asked for. */
public final class MessageEncoding {

  private MessageEncoding() {}

  /** The message in this encoding. */
  public static byte[] encode(MediaType type, Message message) {
    return switch (type) {
      case JSON -> MesosJson.writeBytes(message);
      case PROTOBUF -> message.toByteArray();
    };
  }

  /** The message in this encoding as one record of an event stream. */
  public static byte[] encodeRecord(MediaType type, Message message) {
    return switch (type) {
      case JSON -> RecordEncoder.encode(MesosJson.writeBytes(message));
      case PROTOBUF -> protobufRecord(message);
    };
  }

  /** Header and message go into one array at once: this is most of what a master writes. */
  private static byte[] protobufRecord(Message message) {
    int size = message.getSerializedSize();
    byte[] header = RecordEncoder.header(size);
    byte[] framed = Arrays.copyOf(header, header.length + size);
    try {
      message.writeTo(CodedOutputStream.newInstance(framed, header.length, size));
    } catch (IOException e) {
      throw new UncheckedIOException("an array of the right size was too small", e);
    }
    return framed;
  }
}
