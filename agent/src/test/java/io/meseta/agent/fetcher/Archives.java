package io.meseta.agent.fetcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Archives of every kind, good and evil. */
final class Archives {

  private Archives() {}

  /** What an entry is. */
  enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    HARDLINK,
    DEVICE
  }

  /**
   * An entry.
   *
   * @param content text of a file, target of a link
   */
  record Entry(Type type, String name, String content, int mode) {
    static Entry file(String name, String content) {
      return new Entry(Type.FILE, name, content, 0644);
    }

    static Entry directory(String name) {
      return new Entry(Type.DIRECTORY, name + "/", "", 0755);
    }

    static Entry link(String name, String target) {
      return new Entry(Type.SYMLINK, name, target, 0777);
    }

    static Entry hardLink(String name, String target) {
      return new Entry(Type.HARDLINK, name, target, 0644);
    }
  }

  /** An archive of the kind that the extension says. */
  static byte[] of(String extension, List<Entry> entries) throws IOException {
    return switch (extension) {
      case ".tar" -> tar(entries);
      case ".zip" -> zip(entries);
      case ".tgz", ".tar.gz" -> compressed(tar(entries), GZIPOutputStream::new);
      case ".tbz2", ".tar.bz2" -> compressed(tar(entries), BZip2CompressorOutputStream::new);
      case ".txz", ".tar.xz" -> compressed(tar(entries), XZCompressorOutputStream::new);
      default -> throw new IllegalArgumentException(extension);
    };
  }

  @FunctionalInterface
  private interface Compressor {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] compressed(byte[] bytes, Compressor compressor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream compressing = compressor.over(out)) {
      compressing.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] gzip(String text) throws IOException {
    return compressed(text.getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new);
  }

  static byte[] tar(List<Entry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Entry entry : entries) {
        add(tar, entry);
      }
    }
    return out.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, Entry entry) throws IOException {
    byte type =
        switch (entry.type()) {
          case FILE -> TarConstants.LF_NORMAL;
          case DIRECTORY -> TarConstants.LF_DIR;
          case SYMLINK -> TarConstants.LF_SYMLINK;
          case HARDLINK -> TarConstants.LF_LINK;
          case DEVICE -> TarConstants.LF_CHR;
        };
    TarArchiveEntry header = new TarArchiveEntry(entry.name(), type, true);
    header.setMode(entry.mode());
    byte[] content = entry.content().getBytes(StandardCharsets.UTF_8);
    if (entry.type() == Type.FILE) {
      header.setSize(content.length);
    } else {
      header.setLinkName(entry.content());
    }
    tar.putArchiveEntry(header);
    if (entry.type() == Type.FILE) {
      tar.write(content);
    }
    tar.closeArchiveEntry();
  }

  private static byte[] zip(List<Entry> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (Entry entry : entries) {
        ZipArchiveEntry header = new ZipArchiveEntry(entry.name());
        boolean link = entry.type() == Type.SYMLINK;
        header.setUnixMode((link ? UnixStat.LINK_FLAG : UnixStat.FILE_FLAG) | entry.mode());
        zip.putArchiveEntry(header);
        zip.write(entry.content().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }
}
