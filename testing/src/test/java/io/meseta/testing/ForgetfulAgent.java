package io.meseta.testing;

import com.google.protobuf.ByteString;
import io.meseta.core.StateMachine;
import io.meseta.core.Step;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.protocol.internal.Messages.StatusUpdateMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends every update once and never again, acknowledged or not. */
final class ForgetfulAgent extends BrokenCore<AgentCommand, AgentEvent, AgentEffect> {

  private final Set<ByteString> sent = new HashSet<>();

  ForgetfulAgent(StateMachine<AgentCommand, AgentEvent, AgentEffect> core) {
    super(core);
  }

  @Override
  Step<AgentEvent, AgentEffect> spoil(Step<AgentEvent, AgentEffect> step) {
    List<AgentEffect> effects = step.effects().stream().filter(this::isNew).toList();
    return new Step<>(step.events(), effects);
  }

  private boolean isNew(AgentEffect effect) {
    return !(effect instanceof AgentEffect.SendMessage send
            && send.message() instanceof StatusUpdateMessage update)
        || sent.add(update.getUpdate().getUuid());
  }
}
