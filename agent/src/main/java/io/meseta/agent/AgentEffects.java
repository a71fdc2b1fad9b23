package io.meseta.agent;

import io.meseta.agent.api.AgentMailbox;
import io.meseta.agent.containerizer.Containerizer;
import io.meseta.agent.libprocess.MasterLink;
import io.meseta.core.agent.AgentEffect;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.loop.EffectSink;
import java.util.function.Consumer;

/** Gives each effect of the core to the one who can carry it out. */
final class AgentEffects implements EffectSink<AgentEffect> {

  private final MasterLink master;
  private final EventStreams executors;
  private final AgentMailbox.Answers answers;
  private final Containerizer containers;
  private final Consumer<AgentEffect.Exit> exit;

  AgentEffects(
      MasterLink master,
      EventStreams executors,
      AgentMailbox.Answers answers,
      Containerizer containers,
      Consumer<AgentEffect.Exit> exit) {
    this.master = master;
    this.executors = executors;
    this.answers = answers;
    this.containers = containers;
    this.exit = exit;
  }

  @Override
  public void carryOut(AgentEffect effect) {
    switch (effect) {
      case AgentEffect.LinkToMaster e -> master.link(e.master());
      case AgentEffect.SendMessage e -> master.send(e.to(), e.message());
      case AgentEffect.SendToExecutor e -> executors.send(e.connection(), e.event());
      case AgentEffect.CloseStream e -> executors.close(e.connection());
      case AgentEffect.Respond e -> answers.deliver(e.request(), e.answer());
      case AgentEffect.Answer e -> answers.deliver(e.request(), e.answer());
      case AgentEffect.MakeSandbox e -> containers.makeSandbox(e);
      case AgentEffect.DeleteSandbox e -> containers.deleteSandbox(e.sandbox());
      case AgentEffect.LaunchContainer e -> containers.launch(e.launch());
      case AgentEffect.SignalContainer e -> containers.signal(e.container(), e.signal());
      case AgentEffect.DestroyContainer e -> containers.destroy(e.container());
      case AgentEffect.CollectContainer e -> containers.collect(e.container());
      case AgentEffect.Exit e -> exit.accept(e);
    }
  }
}
