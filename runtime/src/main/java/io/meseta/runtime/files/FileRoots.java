package io.meseta.runtime.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files may be seen, and under which paths: everything at or below a root, and nothing that a
 * symbolic link leads to outside of it.
 *
 * @param byVirtualPath virtual paths without a slash at the end, to existing files or directories
 */
public record FileRoots(Map<String, Path> byVirtualPath) {

  public FileRoots {
    byVirtualPath = Map.copyOf(byVirtualPath);
  }

  /** What a virtual path leads to. */
  sealed interface Target {
    /** A file or directory that is there and may be seen. */
    record Found(Path path) implements Target {}

    /** Nothing that anybody may know of. */
    record Missing() implements Target {}

    /** Something that may not be seen. */
    record Inaccessible(String message) implements Target {}
  }

  /** The roots in the order of their virtual paths. */
  Map<String, Path> sorted() {
    return new TreeMap<>(byVirtualPath);
  }

  /** Follows a virtual path; the longest root that it begins with counts. */
  Target resolve(String virtualPath) {
    String prefix = withoutTrailingSlashes(virtualPath);
    String suffix = "";
    while (!prefix.isEmpty()) {
      Path root = byVirtualPath.get(prefix);
      if (root != null) {
        return below(root, suffix);
      }
      int slash = prefix.lastIndexOf('/');
      if (slash < 0) {
        return new Target.Missing();
      }
      suffix =
          suffix.isEmpty()
              ? prefix.substring(slash + 1)
              : prefix.substring(slash + 1) + "/" + suffix;
      prefix = prefix.substring(0, slash);
    }
    return new Target.Missing();
  }

  private static Target below(Path root, String suffix) {
    try {
      Path realRoot = root.toRealPath();
      if (!suffix.isEmpty() && !Files.isDirectory(realRoot)) {
        return new Target.Missing();
      }
      Path real = realRoot.resolve(suffix).toRealPath();
      return real.startsWith(realRoot)
          ? new Target.Found(real)
          : new Target.Inaccessible("'" + root + "/" + suffix + "' is inaccessible");
    } catch (IOException | InvalidPathException e) {
      return new Target.Missing();
    }
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
