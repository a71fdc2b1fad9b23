package io.meseta.master;

import io.meseta.core.ConnectionId;
import io.meseta.core.master.MasterEffect;
import io.meseta.master.api.MasterMailbox.Answers;
import io.meseta.master.libprocess.AgentLink;
import io.meseta.master.libprocess.DriverLink;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.loop.EffectSink;

/** Sends each effect of the core where it belongs. */
record MasterEffects(EventStreams streams, DriverLink drivers, AgentLink agents, Answers answers)
    implements EffectSink<MasterEffect> {

  @Override
  public void carryOut(MasterEffect effect) {
    switch (effect) {
      case MasterEffect.SendToFramework send -> sendToFramework(send);
      case MasterEffect.CloseStream(var connection) -> close(connection);
      case MasterEffect.LinkToDriver(var pid) -> drivers.link(pid);
      case MasterEffect.SendToAgent(_, var pid, var message) -> agents.send(pid, message);
      case MasterEffect.LinkToAgent(var pid) -> agents.link(pid);
      case MasterEffect.UnlinkAgent(var pid) -> agents.unlink(pid);
      case MasterEffect.Respond(var request, var answer) -> answers.deliver(request, answer);
    }
  }

  @Override
  public void flush() {
    streams.flush();
  }

  private void sendToFramework(MasterEffect.SendToFramework send) {
    send.connection()
        .driver()
        .ifPresentOrElse(
            pid -> drivers.send(pid, send), () -> streams.send(send.connection(), send.event()));
  }

  private void close(ConnectionId connection) {
    connection.driver().ifPresentOrElse(drivers::unlink, () -> streams.close(connection));
  }
}
