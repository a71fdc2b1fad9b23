package io.meseta.agent;

import io.meseta.agent.api.AgentMailbox;
import io.meseta.agent.check.Prober;
import io.meseta.agent.containerizer.Containerizer;
import io.meseta.agent.libprocess.ExecutorDrivers;
import io.meseta.agent.libprocess.MasterLink;
import io.meseta.core.agent.AgentEffect;
import io.meseta.runtime.api.EventStreams;
import io.meseta.runtime.loop.EffectSink;
import java.util.function.Consumer;

/** Gives each effect of the core to the one who can carry it out. */
final class AgentEffects implements EffectSink<AgentEffect> {

  private final MasterLink master;
  private final EventStreams executors;
  private final ExecutorDrivers drivers;
  private final AgentMailbox.Answers answers;
  private final Containerizer containers;
  private final Prober prober;
  private final Consumer<AgentEffect.Exit> exit;

  /** Who starts and looks after processes. */
  record Processes(Containerizer containers, Prober prober) {}

  /** How executors are told events. */
  record Executors(EventStreams streams, ExecutorDrivers drivers) {}

  AgentEffects(
      MasterLink master,
      Executors executors,
      AgentMailbox.Answers answers,
      Processes processes,
      Consumer<AgentEffect.Exit> exit) {
    this.master = master;
    this.executors = executors.streams();
    this.drivers = executors.drivers();
    this.answers = answers;
    this.containers = processes.containers();
    this.prober = processes.prober();
    this.exit = exit;
  }

  @Override
  public void carryOut(AgentEffect effect) {
    switch (effect) {
      case AgentEffect.LinkToMaster e -> master.link(e.master());
      case AgentEffect.SendMessage e -> master.send(e.to(), e.message());
      case AgentEffect.SendToExecutor e -> tell(e);
      case AgentEffect.CloseStream e -> close(e);
      case AgentEffect.Respond e -> answers.deliver(e.request(), e.answer());
      case AgentEffect.Answer e -> answers.deliver(e.request(), e.answer());
      case AgentEffect.MakeSandbox e -> containers.makeSandbox(e);
      case AgentEffect.DeleteSandbox e -> containers.deleteSandbox(e.sandbox());
      case AgentEffect.ChangeVolumes e -> containers.change(e.change());
      case AgentEffect.MountVolumes e -> containers.mount(e);
      case AgentEffect.LaunchContainer e -> containers.launch(e.launch());
      case AgentEffect.SignalContainer e -> containers.signal(e.container(), e.signal());
      case AgentEffect.DestroyContainer e -> containers.destroy(e.container());
      case AgentEffect.CollectContainer e -> containers.collect(e.container());
      case AgentEffect.StartProbe e -> prober.start(e.order());
      case AgentEffect.StopProbe e -> prober.stop(e.key());
      case AgentEffect.Exit e -> exit.accept(e);
    }
  }

  @Override
  public void flush() {
    executors.flush();
  }

  private void tell(AgentEffect.SendToExecutor effect) {
    if (!drivers.send(effect)) {
      executors.send(effect.connection(), effect.event());
    }
  }

  private void close(AgentEffect.CloseStream effect) {
    if (!drivers.close(effect.connection())) {
      executors.close(effect.connection());
    }
  }
}
