package io.meseta.core.agent.machine;

import io.meseta.core.TaskId;
import io.meseta.core.agent.AgentCommand.RecordProbeResult;
import io.meseta.core.agent.ProbeOrder;
import io.meseta.core.agent.check.CheckKey;
import io.meseta.core.agent.check.CheckKind;
import io.meseta.core.agent.check.ProbeResult;
import java.util.HashMap;
import java.util.Map;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/** Checks, and what their probes find, from the words of a scenario. */
final class CheckScript {

  private final Map<String, ProbeOrder> latest = new HashMap<>();

  /** {@code command|http|tcp|untyped [grace 5s]}: after 1 s, every 2 s, two failures kill. */
  static HealthCheck healthCheck(Words words) {
    HealthCheck.Builder check =
        HealthCheck.newBuilder()
            .setDelaySeconds(1)
            .setIntervalSeconds(2)
            .setTimeoutSeconds(3)
            .setGracePeriodSeconds(0)
            .setConsecutiveFailures(2);
    switch (words.next()) {
      case "command" -> check.setType(HealthCheck.Type.COMMAND).setCommand(command());
      case "http" -> {
        check.setType(HealthCheck.Type.HTTP);
        check.getHttpBuilder().setScheme("https").setPort(8080).setPath("/health");
      }
      case "tcp" -> check.setType(HealthCheck.Type.TCP).getTcpBuilder().setPort(8080);
      default -> {} // of no type, which masters let pass
    }
    if (words.skip("grace")) {
      check.setGracePeriodSeconds(AgentScript.duration(words.next()).toSeconds());
    }
    return check.build();
  }

  /** {@code command|http|tcp}: after 1 s, every 2 s. */
  static CheckInfo check(Words words) {
    CheckInfo.Builder check =
        CheckInfo.newBuilder().setDelaySeconds(1).setIntervalSeconds(2).setTimeoutSeconds(3);
    switch (words.next()) {
      case "command" ->
          check.setType(CheckInfo.Type.COMMAND).getCommandBuilder().setCommand(command());
      case "http" -> check.setType(CheckInfo.Type.HTTP).getHttpBuilder().setPort(8080);
      default -> check.setType(CheckInfo.Type.TCP).getTcpBuilder().setPort(8080);
    }
    return check.build();
  }

  private static CommandInfo command() {
    return CommandInfo.newBuilder().setValue("look").build();
  }

  void remember(ProbeOrder order) {
    latest.put(name(order.key().kind()) + " of " + order.key().task(), order);
  }

  /** {@code health-check of t exits 1|answers 500|connects|cannot-connect|fails [late]}. */
  RecordProbeResult result(Words words) {
    String kind = words.next();
    words.expect("of");
    String task = words.next();
    ProbeOrder order = latest.get(kind + " of " + task);
    ProbeResult result =
        switch (words.next()) {
          case "exits" -> new ProbeResult.Exited(Integer.parseInt(words.next()));
          case "answers" -> new ProbeResult.Answered(Integer.parseInt(words.next()));
          case "connects" -> new ProbeResult.Connected(true);
          case "cannot-connect" -> new ProbeResult.Connected(false);
          default -> new ProbeResult.Failed("took too long");
        };
    if (order == null) { // nobody asked
      CheckKey unknown =
          new CheckKey(
              new io.meseta.core.ContainerId("none"), new TaskId(task), CheckKind.HEALTH_CHECK);
      return new RecordProbeResult(unknown, 1, result);
    }
    return new RecordProbeResult(order.key(), order.round(), result);
  }

  static String name(CheckKind kind) {
    return kind == CheckKind.CHECK ? "check" : "health-check";
  }
}
