package io.meseta.runtime.api;

import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.recordio.RecordEncoder;
import io.meseta.runtime.http.MediaType;

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
    return RecordEncoder.encode(encode(type, message));
  }
}
