package io.meseta.agent.fetcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;

/** Which URIs and names of files are taken; the texts are those of Mesos. */
final class UriRules {

  private static final String SEPARATOR = "://";

  private UriRules() {}

  /**
   * Checks what can be checked without fetching anything.
   *
   * @throws FetchException if one of them can never be fetched
   */
  static void validate(List<CommandInfo.URI> uris) throws FetchException {
    for (CommandInfo.URI uri : uris) {
      try {
        target(uri);
      } catch (FetchException e) {
        throw new FetchException("Could not fetch: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Where a file goes, relative to the sandbox: what the framework says, or the part after the last
   * slash.
   */
  static Path target(CommandInfo.URI uri) throws FetchException {
    String name = baseName(uri.getValue());
    if (!uri.hasOutputFile()) {
      return inside(name, "Malformed URI (no file name): " + uri.getValue());
    }
    if (uri.getOutputFile().isEmpty()) {
      throw new FetchException("URI output file path is empty");
    }
    return inside(uri.getOutputFile(), "URI output file must be within the sandbox directory");
  }

  /** Mesos checks only for a leading slash; a path with {@code ..} leaves the sandbox as well. */
  private static Path inside(String name, String complaint) throws FetchException {
    try {
      Path path = Path.of(name);
      for (Path part : path) {
        if (part.toString().equals("..")) {
          throw new FetchException(complaint);
        }
      }
      Path normal = path.normalize();
      if (path.isAbsolute() || normal.toString().isEmpty()) {
        throw new FetchException(complaint);
      }
      return normal;
    } catch (InvalidPathException e) {
      throw new FetchException(complaint, e);
    }
  }

  private static String baseName(String uri) throws FetchException {
    if (uri.indexOf('\\') >= 0 || uri.indexOf('\'') >= 0 || uri.indexOf('\0') >= 0) {
      throw new FetchException("Illegal characters in URI");
    }
    int separator = uri.indexOf(SEPARATOR);
    if (separator <= 1) {
      return uri.substring(uri.lastIndexOf('/', uri.length() - 2) + 1);
    }
    String path = uri.substring(separator + SEPARATOR.length());
    int slash = path.indexOf('/');
    if (slash < 0 || path.length() <= slash + 1) {
      throw new FetchException("Malformed URI (missing path): " + uri);
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The part before {@code ://}, or empty for a path. */
  static String scheme(String uri) {
    int separator = uri.indexOf(SEPARATOR);
    return separator < 0 ? "" : uri.substring(0, separator);
  }

  /**
   * The path of a local file.
   *
   * @param uri a path, or a URI whose scheme is {@code file}
   * @param home directory that relative paths start from; empty if there is none
   */
  static Path localPath(String uri, String home) throws FetchException {
    boolean isFile = scheme(uri).equals("file");
    String path = isFile ? uri.substring("file://".length()) : uri;
    if (path.startsWith("localhost/")) {
      path = path.substring("localhost".length());
    }
    if (path.startsWith("/")) {
      return Path.of(path);
    }
    if (isFile) {
      throw new FetchException("File URI only supports absolute paths");
    }
    if (home.isEmpty()) {
      throw new FetchException(
          "A relative path was passed for the resource but the Mesos framework home was not"
              + " specified. Please either provide this config option or avoid using a relative"
              + " path");
    }
    return Path.of(home).resolve(path);
  }
}
