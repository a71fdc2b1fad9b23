package io.meseta.runtime.authentication;

import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.mesos.v1.Protos.Credential;
import org.apache.mesos.v1.Protos.Credentials;

/** The files in which operators keep principals and their secrets (Mesos reference §13.1). */
public final class CredentialFile {

  private CredentialFile() {}

  /**
   * Reads {@code {"credentials": [{"principal": …, "secret": …}, …]}}.
   *
   * @return the secret of each principal
   * @throws IOException if the file cannot be read or holds anything else; the message says what
   */
  public static Map<String, String> readAll(Path file) throws IOException {
    Credentials.Builder credentials = Credentials.newBuilder();
    read(file, credentials, "{\"credentials\": [{\"principal\": …, \"secret\": …}]}");
    Map<String, String> secrets = new HashMap<>();
    for (Credential credential : credentials.getCredentialsList()) {
      if (secrets.put(credential.getPrincipal(), credential.getSecret()) != null) {
        throw new IOException(
            "Principal '%s' stands twice in %s".formatted(credential.getPrincipal(), file));
      }
    }
    return Map.copyOf(secrets);
  }

  /**
   * Reads {@code {"principal": …, "secret": …}}.
   *
   * @throws IOException if the file cannot be read or holds anything else; the message says what
   */
  public static Credential readOne(Path file) throws IOException {
    Credential.Builder credential = Credential.newBuilder();
    read(file, credential, "{\"principal\": …, \"secret\": …}");
    return credential.build();
  }

  private static void read(Path file, Message.Builder builder, String form) throws IOException {
    try {
      MesosJson.read(Files.readAllBytes(file), builder);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file " + file + " to read credentials from", e);
    } catch (MesosJsonException e) {
      throw new IOException("%s does not hold %s: %s".formatted(file, form, e.getMessage()), e);
    }
    if (!builder.isInitialized()) {
      throw new IOException("%s does not hold %s: a principal is missing".formatted(file, form));
    }
  }
}
