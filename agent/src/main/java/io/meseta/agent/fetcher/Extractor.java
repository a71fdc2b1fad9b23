package io.meseta.agent.fetcher;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks an archive into a sandbox. The name says whether a file is one (as Mesos), its first
 * bytes say of which kind. An entry that could reach outside of the sandbox fails the whole.
 */
final class Extractor {

  private static final List<String> ARCHIVES =
      List.of(".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz", ".zip");
  private static final String GZIP = ".gz";
  private static final int XZ_MEMORY_KILOBYTES = 512 << 10;
  private static final int MAGIC_BYTES = 6;
  private static final int DEFAULT_MODE = 0644;
  private static final int DEFAULT_DIRECTORY_MODE = 0755;
  private static final int OWNER_ONLY = 0700;

  private final SandboxFiles files;
  private final Map<Path, Integer> directories = new LinkedHashMap<>();

  Extractor(SandboxFiles files) {
    this.files = files;
  }

  /** Whether Mesos would try to unpack a file of that name. */
  static boolean recognises(Path name) {
    String text = name.toString();
    return text.endsWith(GZIP) || ARCHIVES.stream().anyMatch(text::endsWith);
  }

  /**
   * Unpacks into the top of the sandbox.
   *
   * @param archive closed by the caller
   * @param name of the archive; that of a single compressed file comes from it
   */
  void extract(SeekableByteChannel archive, Path name) throws IOException {
    try {
      if (ARCHIVES.stream().noneMatch(name.toString()::endsWith)) {
        unzipFile(archive, name);
      } else if (kind(archive) == Kind.ZIP) {
        unpackZip(archive);
      } else {
        unpackTar(archive);
      }
      finishDirectories();
    } catch (FetchException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders are not always polite about rubbish
      throw new FetchException("Failed to extract '" + name + "': " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private void unzipFile(SeekableByteChannel archive, Path name) throws IOException {
    String text = String.valueOf(name.getFileName());
    String plain = text.substring(0, text.length() - GZIP.length());
    try (InputStream content = new GZIPInputStream(buffered(archive))) {
      files.write(inside(plain), content);
    }
  }

  private enum Kind {
    GZIP,
    BZIP2,
    XZ,
    ZIP,
    PLAIN
  }

  private static Kind kind(SeekableByteChannel archive) throws IOException {
    InputStream in = Channels.newInputStream(archive);
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    archive.position(0);
    if (starts(magic, 0x1f, 0x8b)) {
      return Kind.GZIP;
    }
    if (starts(magic, 'B', 'Z', 'h')) {
      return Kind.BZIP2;
    }
    if (starts(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return Kind.XZ;
    }
    return starts(magic, 'P', 'K') ? Kind.ZIP : Kind.PLAIN;
  }

  private static boolean starts(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private void unpackTar(SeekableByteChannel archive) throws IOException {
    if (archive.size() == 0) {
      return; // as libarchive: an archive without anything in it
    }
    try (TarArchiveInputStream tar = new TarArchiveInputStream(checked(plain(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar);
      }
    }
  }

  /** The decoder takes anything that is shorter than a record for the end of the archive. */
  private static InputStream checked(InputStream content) throws IOException {
    InputStream in = new BufferedInputStream(content, 1 << 16);
    in.mark(TarConstants.DEFAULT_RCDSIZE);
    if (in.readNBytes(TarConstants.DEFAULT_RCDSIZE).length < TarConstants.DEFAULT_RCDSIZE) {
      throw new IOException("Unrecognized archive format");
    }
    in.reset();
    return in;
  }

  private static InputStream plain(SeekableByteChannel archive) throws IOException {
    Kind kind = kind(archive);
    InputStream in = buffered(archive);
    return switch (kind) {
      case GZIP -> new GZIPInputStream(in);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(XZ_MEMORY_KILOBYTES)
              .get();
      case ZIP, PLAIN -> in;
    };
  }

  private static InputStream buffered(SeekableByteChannel archive) {
    return new BufferedInputStream(Channels.newInputStream(archive), 1 << 16);
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    Path name = inside(entry.getName());
    FileTime modified = entry.getLastModifiedTime();
    if (entry.isDirectory()) {
      directory(name, entry.getMode());
    } else if (entry.isSymbolicLink()) {
      files.makeLink(required(name), entry.getLinkName());
    } else if (entry.isLink()) {
      files.makeHardLink(required(name), required(inside(entry.getLinkName())));
    } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      throw new FetchException(
          "The archive holds '" + name + "', which is neither file, directory nor link");
    } else if (entry.isFile()) {
      files.write(required(name), content);
      files.describe(name, entry.getMode(), modified);
    }
  }

  private void unpackZip(SeekableByteChannel archive) throws IOException {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(archive).setUseUnicodeExtraFields(true).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        unpack(entry, zip);
      }
    }
  }

  private void unpack(ZipArchiveEntry entry, ZipFile zip) throws IOException {
    Path name = inside(entry.getName());
    int mode = entry.getUnixMode();
    if (entry.isDirectory()) {
      directory(name, mode == 0 ? DEFAULT_DIRECTORY_MODE : mode);
      return;
    }
    if (entry.isUnixSymlink()) {
      files.makeLink(required(name), String.valueOf(zip.getUnixSymlink(entry)));
      return;
    }
    try (InputStream content = zip.getInputStream(entry)) {
      files.write(required(name), content);
      files.describe(name, mode == 0 ? DEFAULT_MODE : mode, entry.getLastModifiedTime());
    }
  }

  /** The top of the sandbox itself stays as it is. */
  private void directory(Path name, int mode) throws IOException {
    if (!name.toString().isEmpty()) {
      files.makeDirectory(name);
      directories.put(name, mode);
    }
  }

  /** Last, because a directory may be closed to writing. */
  private void finishDirectories() throws IOException {
    for (Map.Entry<Path, Integer> directory : directories.entrySet()) {
      files.describe(directory.getKey(), directory.getValue() | OWNER_ONLY, null);
    }
  }

  private static Path required(Path name) throws FetchException {
    if (name.toString().isEmpty()) {
      throw new FetchException("The archive holds an entry without a name");
    }
    return name;
  }

  private static Path inside(String name) throws FetchException {
    try {
      Path path = Path.of(name);
      for (Path part : path) {
        if (part.toString().equals("..")) {
          throw leaves(name);
        }
      }
      if (path.isAbsolute()) {
        throw leaves(name);
      }
      return path.normalize();
    } catch (InvalidPathException e) {
      throw new FetchException("The archive holds an entry whose name cannot be one", e);
    }
  }

  private static FetchException leaves(String name) {
    return new FetchException("The archive holds '" + name + "', which is outside of the sandbox");
  }
}
