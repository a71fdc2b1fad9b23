package io.meseta.agent.fetcher;

import io.meseta.agent.linux.FileUser;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.mesos.v1.Protos.CommandInfo;

/** All files of one container, several at a time; the first failure ends the others. */
final class FetchJob {

  private static final int PARALLEL = 8;
  private static final int EXECUTABLE = 0755;

  private final FetchRequest request;
  private final Sources sources;
  private final FetchCache cache;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean cancelled;

  FetchJob(FetchRequest request, Sources sources, FetchCache cache) {
    this.request = request;
    this.sources = sources;
    this.cache = cache;
    this.thread =
        Thread.ofPlatform().daemon().name("fetch " + request.container()).unstarted(this::run);
  }

  CompletableFuture<Void> start() {
    thread.start();
    return done;
  }

  /** Ends it as soon as possible; the future fails then. */
  void cancel() {
    cancelled = true;
    thread.interrupt();
  }

  private void run() {
    try {
      UriRules.validate(request.uris());
      fetchAll();
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(e);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(new FetchException("Could not fetch: " + e, e));
    }
  }

  private void fetchAll() throws IOException {
    FileUser user = user();
    try (user;
        SandboxFiles files = new SandboxFiles(request.sandbox(), user)) {
      SandboxLog log = new SandboxLog(request.sandbox());
      try {
        fetchAll(files, log);
      } catch (FetchException e) {
        log.line(e.getMessage());
        throw e;
      }
    }
  }

  private FileUser user() throws FetchException {
    try {
      return FileUser.of(request.user());
    } catch (IOException e) {
      throw new FetchException("Could not fetch: " + e.getMessage(), e);
    }
  }

  private void fetchAll(SandboxFiles files, SandboxLog log) throws FetchException {
    int threads = Math.min(PARALLEL, request.uris().size());
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("fetch-", 0).factory());
    ExecutorCompletionService<String> results = new ExecutorCompletionService<>(workers);
    List<Future<String>> running = new ArrayList<>();
    try {
      for (CommandInfo.URI uri : request.uris()) {
        running.add(results.submit(() -> fetch(uri, files)));
      }
      for (int i = 0; i < running.size(); i++) {
        log.line(results.take().get());
      }
    } catch (InterruptedException e) {
      throw new FetchException("Fetching was ended", e);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      end(workers);
    }
  }

  /** Nothing may be writing any more when the directory is let go. */
  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    Thread.interrupted(); // or closing would not wait
    workers.close();
  }

  private FetchException failure(ExecutionException e) {
    if (cancelled) {
      return new FetchException("Fetching was ended", e);
    }
    String text =
        e.getCause() instanceof FetchException known
            ? known.getMessage()
            : String.valueOf(e.getCause());
    return new FetchException(
        "Failed to fetch all URIs for container '%s': exited with status 1; %s"
            .formatted(request.container(), text),
        e);
  }

  private String fetch(CommandInfo.URI uri, SandboxFiles files) throws FetchException {
    try {
      Path target = UriRules.target(uri);
      fetch(uri, target, files);
      return "Fetched '%s' to '%s'".formatted(uri.getValue(), files.shown(target));
    } catch (IOException | InterruptedException | RuntimeException e) {
      String reason = e instanceof FetchException known ? known.getMessage() : String.valueOf(e);
      throw new FetchException("Failed to fetch '%s': %s".formatted(uri.getValue(), reason), e);
    }
  }

  private void fetch(CommandInfo.URI uri, Path target, SandboxFiles files)
      throws IOException, InterruptedException {
    if (!uri.getCache() || !fetchThroughCache(uri, target, files)) {
      try (Download download = sources.open(uri.getValue(), files.user())) {
        files.write(target, download.content());
      }
      finish(uri, target, files);
    }
  }

  private static void finish(CommandInfo.URI uri, Path target, SandboxFiles files)
      throws IOException {
    if (uri.getExecutable()) {
      files.describe(target, EXECUTABLE, null);
    } else if (uri.getExtract() && Extractor.recognises(target)) {
      try (SeekableByteChannel archive = files.open(target)) {
        new Extractor(files).extract(archive, target);
      }
    }
  }

  /** As Mesos: a cached archive is unpacked from the cache and does not appear itself. */
  private boolean fetchThroughCache(CommandInfo.URI uri, Path target, SandboxFiles files)
      throws IOException, InterruptedException {
    FetchCache.Key key = new FetchCache.Key(String.valueOf(request.user()), uri.getValue());
    try (FetchCache.Lease lease =
        cache.lease(key, () -> sources.open(uri.getValue(), files.user()))) {
      if (!lease.isCached()) {
        return false;
      }
      try (SeekableByteChannel content = lease.open()) {
        if (!uri.getExecutable() && uri.getExtract() && Extractor.recognises(target)) {
          new Extractor(files).extract(content, target);
          return true;
        }
        files.write(target, Channels.newInputStream(content));
      }
      finish(uri, target, files);
      return true;
    }
  }
}
