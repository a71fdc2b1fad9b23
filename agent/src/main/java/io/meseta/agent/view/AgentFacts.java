package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.Pid;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What does not change while an agent runs.
 *
 * @param pid its address
 * @param startTime when it started
 * @param flags how it was started
 */
public record AgentFacts(Pid pid, Instant startTime, Map<String, String> flags) {

  public AgentFacts {
    flags = Map.copyOf(flags);
  }

  /** The flags, by name. */
  public void writeFlags(JsonGenerator out) throws IOException {
    for (var flag : new TreeMap<>(flags).entrySet()) {
      out.writeStringField(flag.getKey(), flag.getValue());
    }
  }
}
