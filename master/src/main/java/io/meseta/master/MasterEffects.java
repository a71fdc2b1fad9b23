package io.meseta.master;

import io.meseta.core.master.MasterEffect;
import io.meseta.master.api.MasterMailbox.Answers;
import io.meseta.master.libprocess.AgentLink;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.loop.EffectSink;

/** Sends each effect of the core where it belongs. */
record MasterEffects(EventStreams streams, AgentLink agents, Answers answers)
    implements EffectSink<MasterEffect> {

  @Override
  public void carryOut(MasterEffect effect) {
    switch (effect) {
      case MasterEffect.SendToFramework(_, var connection, var event) ->
          streams.send(connection, event);
      case MasterEffect.CloseStream(var connection) -> streams.close(connection);
      case MasterEffect.SendToAgent(_, var pid, var message) -> agents.send(pid, message);
      case MasterEffect.LinkToAgent(var pid) -> agents.link(pid);
      case MasterEffect.UnlinkAgent(var pid) -> agents.unlink(pid);
      case MasterEffect.Respond(var request, var answer) -> answers.deliver(request, answer);
    }
  }
}
