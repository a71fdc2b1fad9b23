package io.meseta.runtime.http;

/** The two encodings of calls and events in the v1 APIs. */
public enum MediaType {
  JSON("application/json"),
  PROTOBUF("application/x-protobuf");

  private final String text;

  MediaType(String text) {
    this.text = text;
  }

  /** As it stands in Content-Type and Accept. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
