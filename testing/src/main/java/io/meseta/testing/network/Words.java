package io.meseta.testing.network;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;

/** Says in a few words what a message is, for traces. */
public final class Words {

  private Words() {}

  /** The type of a protobuf message and its content on one line; anything else as it prints. */
  public static String of(Object message) {
    return message instanceof Message protobuf
        ? protobuf.getDescriptorForType().getName()
            + " {"
            + TextFormat.printer().emittingSingleLine(true).printToString(protobuf)
            + "}"
        : String.valueOf(message);
  }
}
