package io.meseta.runtime.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-decoding of one segment of a path, which is what process ids are. */
final class PathSegment {
  private PathSegment() {}

  /** The decoded segment ({@code +} is a blank, as in Mesos); empty if an escape is malformed. */
  static Optional<String> decode(String segment) {
    try {
      return Optional.of(URLDecoder.decode(segment, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
