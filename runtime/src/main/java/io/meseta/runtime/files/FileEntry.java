package io.meseta.runtime.files;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One file of a directory as {@code /files/browse} prints it, keys in the order of the alphabet.
 */
record FileEntry(String virtualPath, Map<String, Object> attributes) implements JsonView {

  /** Looks at a file, or at what a symbolic link leads to. */
  static FileEntry of(String virtualPath, Path file) throws IOException {
    return new FileEntry(
        virtualPath,
        Files.readAttributes(
            file, "unix:group,permissions,lastModifiedTime,nlink,size,owner,isDirectory"));
  }

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    out.writeStringField("gid", text("group"));
    out.writeStringField("mode", mode());
    long modified = ((FileTime) value("lastModifiedTime")).to(TimeUnit.SECONDS);
    JsonView.number(out, "mtime", modified);
    out.writeNumberField("nlink", (Integer) value("nlink"));
    out.writeStringField("path", virtualPath);
    out.writeNumberField("size", (Long) value("size"));
    out.writeStringField("uid", text("owner"));
  }

  @SuppressWarnings("unchecked") // that is what this attribute is
  private String mode() {
    boolean directory = (Boolean) value("isDirectory");
    Set<PosixFilePermission> permissions = (Set<PosixFilePermission>) value("permissions");
    return (directory ? "d" : "-") + PosixFilePermissions.toString(permissions);
  }

  private String text(String attribute) {
    return value(attribute).toString();
  }

  private Object value(String attribute) {
    return Objects.requireNonNull(attributes.get(attribute), attribute);
  }
}
