package io.meseta.testing.invariant;

import io.meseta.core.master.MasterEffect;
import io.meseta.protocol.internal.Messages.SlaveRegisteredMessage;
import io.meseta.testing.observe.Observation;
import java.util.HashMap;
import java.util.Map;

/** An agent's id is never given to another one, whatever the master forgets in a crash. */
public final class UniqueAgentIdInvariant implements Invariant {

  private final Map<String, String> owners = new HashMap<>();

  @Override
  public void observe(Observation observation) {
    if (observation instanceof Observation.Released released) {
      for (Object effect : released.step().effects()) {
        if (effect instanceof MasterEffect.SendToAgent send
            && send.message() instanceof SlaveRegisteredMessage message) {
          check(message.getSlaveId().getValue(), send.pid().value());
        }
      }
    }
  }

  private void check(String id, String pid) {
    String owner = owners.putIfAbsent(id, pid);
    require(owner == null || owner.equals(pid), "%s is %s and becomes %s", id, owner, pid);
  }
}
