package io.meseta.runtime.flags;

import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.nio.charset.StandardCharsets;
import org.apache.mesos.v1.Protos.DomainInfo;

/** Where a daemon stands, as flags write it: a fault domain in JSON (Mesos reference §8.8). */
public final class DomainText {

  private static final String EXAMPLE =
      "{\"fault_domain\":{\"region\":{\"name\":\"r\"},\"zone\":{\"name\":\"z\"}}}";

  private DomainText() {}

  /**
   * Reads a domain. As with Mesos, one without a fault domain is none.
   *
   * @throws IllegalArgumentException if it is none; the message says what would be right
   */
  public static DomainInfo parse(String json) {
    DomainInfo.Builder domain = DomainInfo.newBuilder();
    try {
      MesosJson.read(json.getBytes(StandardCharsets.UTF_8), domain);
    } catch (MesosJsonException e) {
      throw new IllegalArgumentException(
          "'%s' is not a domain such as %s: %s".formatted(json, EXAMPLE, e.getMessage()), e);
    }
    if (!domain.hasFaultDomain()) {
      throw new IllegalArgumentException(
          "`domain` must define `fault_domain`, for example " + EXAMPLE);
    }
    return domain.build();
  }

  /** Writes it the way Mesos shows it under {@code /flags}. */
  public static String render(DomainInfo domain) {
    return MesosJson.write(domain);
  }
}
