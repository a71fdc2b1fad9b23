package io.meseta.master.ui;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files that the web UI is made of, out of the jar. Serves nothing else: names are letters,
 * digits and a few signs, never begin with a dot, and end with a suffix of a known type. Browsers
 * ask again every time and mostly hear 304, so that a new version shows at once.
 */
final class PageFiles {
  private static final String ROOT = "/webui";
  private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, PageFile> cache = new ConcurrentHashMap<>();
  private final String policy;

  /**
   * The files on the class path.
   *
   * @throws IllegalStateException if they were not packaged
   */
  PageFiles() {
    PageFile index =
        find("/index.html")
            .orElseThrow(
                () -> new IllegalStateException("No web UI at " + ROOT + " in this build"));
    policy = PagePolicy.of(index);
  }

  /** The page itself, which finds out by its address what to show. */
  HttpResponse index(HttpRequest request) {
    return serve(request, "/index.html");
  }

  /** A file by its path below the root, percent-encoded as it came; 404 if there is none. */
  HttpResponse serve(HttpRequest request, String path) {
    Optional<PageFile> file = find(path);
    if (file.isEmpty()) {
      return HttpErrors.notFound();
    }
    String tag = file.get().tag();
    boolean known = request.header("If-None-Match").filter(tags -> matches(tags, tag)).isPresent();
    HttpResponse response =
        known ? HttpResponse.of(304) : HttpResponse.of(200, file.get().type(), file.get().bytes());
    return response
        .header("ETag", tag)
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "same-origin")
        .header("X-Content-Type-Options", "nosniff");
  }

  private static boolean matches(String tags, String tag) {
    return tags.strip().equals("*") || tags.contains(tag);
  }

  private Optional<PageFile> find(String path) {
    PageFile cached = cache.get(path);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<PageFile> file = read(path);
    file.ifPresent(it -> cache.put(path, it));
    return file;
  }

  private static Optional<PageFile> read(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(path).matches()) {
      return Optional.empty();
    }
    try (InputStream input = PageFiles.class.getResourceAsStream(ROOT + path)) {
      return input == null
          ? Optional.empty()
          : Optional.of(PageFile.of(type, input.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " of the web UI", e);
    }
  }
}
