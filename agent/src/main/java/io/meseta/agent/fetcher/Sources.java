package io.meseta.agent.fetcher;

import io.meseta.agent.linux.FileUser;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Opens what URIs name: files of this machine, or of a web server. */
final class Sources implements AutoCloseable {

  private final HttpSource http;
  private final String frameworksHome;

  Sources(FetcherSettings settings) {
    this.http = new HttpSource(settings.stallTimeout());
    this.frameworksHome = settings.frameworksHome();
  }

  /**
   * Opens it.
   *
   * @param user whose rights count for local files
   */
  Download open(String uri, FileUser user) throws IOException, InterruptedException {
    String trimmed = uri.stripLeading();
    return switch (UriRules.scheme(trimmed)) {
      case "http", "https" -> http.open(trimmed);
      case "", "file" -> openFile(UriRules.localPath(trimmed, frameworksHome), user);
      case "ftp", "ftps", "hdfs", "hftp", "s3", "s3n", "s3a" ->
          throw unsupported(trimmed, " here, though Apache Mesos may know it");
      default -> throw unsupported(trimmed, "");
    };
  }

  private static FetchException unsupported(String uri, String more) {
    return new FetchException(
        "The scheme '%s' is not supported%s; give a URI that starts with http://, https:// or"
                .formatted(UriRules.scheme(uri), more)
            + " file://, or a path");
  }

  private static Download openFile(Path path, FileUser user) throws IOException {
    try {
      SeekableByteChannel channel =
          user.run(() -> {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
              throw new FetchException("'" + path + "' is not a file");
            }
            return Files.newByteChannel(path);
          });
      return new Download(Channels.newInputStream(channel), channel.size());
    } catch (NoSuchFileException e) {
      throw new FetchException("'" + path + "': No such file or directory", e);
    } catch (AccessDeniedException e) {
      throw new FetchException("'" + path + "': Permission denied", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
