package io.meseta.protocol.json;

import java.io.IOException;

/**
 * JSON that is not well-formed, or does not fit the message. The message text is that of Mesos
 * where Mesos has one; {@link #answer} completes it to what Mesos answers a request.
 */
public final class MesosJsonException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean syntax;
  private final String path;

  private MesosJsonException(boolean syntax, String message, String path) {
    super(message);
    this.syntax = syntax;
    this.path = path;
  }

  static MesosJsonException syntax(String message) {
    return new MesosJsonException(true, message, "");
  }

  static MesosJsonException conversion(String message) {
    return new MesosJsonException(false, message, "");
  }

  MesosJsonException within(String field) {
    String longer = path.isEmpty() ? field : field + "." + path;
    return new MesosJsonException(syntax, String.valueOf(getMessage()), longer);
  }

  /** Whether the text is no JSON at all, rather than JSON of the wrong shape. */
  public boolean isSyntaxError() {
    return syntax;
  }

  /** Where in the message the offending value stands, e.g. {@code kill.task_id}; may be empty. */
  public String path() {
    return path;
  }

  /**
   * The body of the 400 answer (Mesos reference §0.3).
   *
   * @param messageName what was expected, e.g. {@code Call}
   */
  public String answer(String messageName) {
    return syntax
        ? "Failed to parse body into JSON: " + getMessage()
        : "Failed to convert JSON into " + messageName + " protobuf: " + getMessage();
  }

  /** As {@link #answer(String)}, where Mesos does not say what it converts into. */
  public String answer() {
    return syntax
        ? "Failed to parse body into JSON: " + getMessage()
        : String.valueOf(getMessage());
  }
}
