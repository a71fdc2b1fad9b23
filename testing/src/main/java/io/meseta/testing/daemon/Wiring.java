package io.meseta.testing.daemon;

import io.meseta.core.StateMachine;
import io.meseta.core.agent.AgentCommand;
import io.meseta.core.agent.AgentEffect;
import io.meseta.core.agent.AgentEvent;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.MasterEffect;
import io.meseta.core.master.MasterEvent;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * How daemons are put together. Tests of the simulator itself put them together wrongly, and see
 * whether it notices.
 *
 * @param awaitedPosition from the journal position on which a step rests to the one that the commit
 *     gate waits for
 * @param master what is put around each master core
 * @param agent what is put around each agent core
 */
public record Wiring(
    LongUnaryOperator awaitedPosition,
    UnaryOperator<StateMachine<MasterCommand, MasterEvent, MasterEffect>> master,
    UnaryOperator<StateMachine<AgentCommand, AgentEvent, AgentEffect>> agent) {

  /** As the real daemons are. */
  public static Wiring sound() {
    return new Wiring(position -> position, core -> core, core -> core);
  }

  /** The same, with a gate that waits for another position. */
  public Wiring withGate(LongUnaryOperator other) {
    return new Wiring(other, master, agent);
  }

  /** The same, with something else around master cores. */
  public Wiring withMaster(
      UnaryOperator<StateMachine<MasterCommand, MasterEvent, MasterEffect>> other) {
    return new Wiring(awaitedPosition, other, agent);
  }

  /** The same, with something else around agent cores. */
  public Wiring withAgent(
      UnaryOperator<StateMachine<AgentCommand, AgentEvent, AgentEffect>> other) {
    return new Wiring(awaitedPosition, master, other);
  }
}
