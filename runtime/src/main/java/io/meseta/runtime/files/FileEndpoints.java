package io.meseta.runtime.files;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.files.FileRoots.Target;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpHandler;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * {@code /files/browse}, {@code read}, {@code download} and {@code debug} (Mesos reference §4.5),
 * of master and agent alike. Shows what is in the roots; which those are it is told for each
 * request.
 */
public final class FileEndpoints {

  private final Supplier<CompletableFuture<FileRoots>> roots;
  private final RequestWorkers workers;

  /**
   * Endpoints for these roots.
   *
   * @param roots the roots of the moment
   * @param workers where files are read
   */
  public FileEndpoints(Supplier<CompletableFuture<FileRoots>> roots, RequestWorkers workers) {
    this.roots = roots;
    this.workers = workers;
  }

  /** Adds the routes. */
  public void addTo(Router.Builder router) {
    router
        .process("files", "/browse", handler(FileEndpoints::browse))
        .process("files", "/read", handler(FileEndpoints::read))
        .process("files", "/download", handler(FileEndpoints::download))
        .process("files", "/debug", handler(FileEndpoints::debug));
  }

  private HttpHandler handler(BiFunction<HttpRequest, FileRoots, HttpResponse> answer) {
    return request ->
        roots
            .get()
            .thenCompose(
                current -> workers.handler(asked -> answer.apply(asked, current)).handle(request));
  }

  private static HttpResponse browse(HttpRequest request, FileRoots roots) {
    String path = path(request);
    Path directory = find(roots, path);
    Collection<FileEntry> entries = entries(path, directory);
    JsonView listing = new Listing(entries);
    return Jsonp.response(request, listing.toBytes());
  }

  /** As in Mesos: of what is no directory, nothing; what vanishes meanwhile is left out. */
  private static Collection<FileEntry> entries(String virtualPath, Path directory) {
    TreeMap<String, FileEntry> entries = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return entries.values();
    }
    String prefix = virtualPath.endsWith("/") ? virtualPath : virtualPath + "/";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        addTo(entries, prefix, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    return entries.values();
  }

  private static void addTo(TreeMap<String, FileEntry> entries, String prefix, Path file) {
    String name = file.getFileName().toString();
    try {
      entries.put(name, FileEntry.of(prefix + name, file));
    } catch (IOException e) {
      // It has gone since the directory was read, or is a link to nothing.
    }
  }

  private static HttpResponse read(HttpRequest request, FileRoots roots) {
    String path = path(request);
    ReadRequest wanted = ReadRequest.of(request);
    Path file = find(roots, path);
    if (Files.isDirectory(file)) {
      throw bad("Cannot read a directory.\n");
    }
    try {
      return Jsonp.response(request, FileChunk.read(file, wanted).toBytes());
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static HttpResponse download(HttpRequest request, FileRoots roots) {
    String path = path(request);
    Path file = find(roots, path);
    if (Files.isDirectory(file)) {
      throw bad("Cannot download a directory.\n");
    }
    try {
      return Download.of(file, path.substring(path.lastIndexOf('/') + 1));
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static HttpResponse debug(HttpRequest request, FileRoots roots) {
    JsonView view =
        out -> {
          for (var root : roots.sorted().entrySet()) {
            out.writeStringField(root.getKey(), root.getValue().toString());
          }
        };
    return Jsonp.response(request, view.toBytes());
  }

  private static String path(HttpRequest request) {
    return request
        .query("path")
        .filter(path -> !path.isEmpty())
        .orElseThrow(() -> bad("Expecting 'path=value' in query.\n"));
  }

  private static Path find(FileRoots roots, String path) {
    return switch (roots.resolve(path)) {
      case Target.Found(Path found) -> found;
      case Target.Missing() -> throw new HttpRejection(HttpErrors.notFound(""));
      case Target.Inaccessible(String message) -> throw bad(message + ".\n");
    };
  }

  private static HttpRejection bad(String text) {
    return new HttpRejection(HttpErrors.badRequest(text));
  }

  private static HttpRejection unreadable(Path file) {
    return new HttpRejection(HttpErrors.internal("Failed to open file at '" + file + "'.\n"));
  }

  /** The files of a directory. */
  private record Listing(Collection<FileEntry> entries) implements JsonView {

    @Override
    public boolean isArray() {
      return true;
    }

    @Override
    public void writeTo(JsonGenerator out) throws IOException {
      for (FileEntry entry : entries) {
        out.writeStartObject();
        entry.writeTo(out);
        out.writeEndObject();
      }
    }
  }
}
