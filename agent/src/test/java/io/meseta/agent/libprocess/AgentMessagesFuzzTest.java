package io.meseta.agent.libprocess;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.Pid;
import io.meseta.core.agent.AgentCommand;
import java.util.Optional;

/**
 * Whatever masters and executor drivers send becomes a command or is refused as malformed. First
 * line: the name of the message; then its body.
 */
class AgentMessagesFuzzTest {

  private static final Pid FROM = new Pid("executor(1)@10.0.0.7:4711");

  @FuzzTest(maxDuration = "1m")
  void ofMasters(byte[] message) {
    try {
      MasterMessages.decode(FROM, name(message), body(message))
          .ifPresent(_ -> assertThat(name(message)).startsWith("mesos.internal."));
    } catch (InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void ofExecutorDrivers(byte[] message) {
    String name = name(message);
    byte[] body = body(message);
    try {
      Optional<AgentCommand> command = ExecutorMessages.decode(FROM, name, body, _ -> true);
      assertThat(command.stream()).allMatch(AgentCommand.ExecutorCall.class::isInstance);
      Optional<AgentCommand> ofStranger = ExecutorMessages.decode(FROM, name, body, _ -> false);
      assertThat(ofStranger.stream()).allMatch(_ -> name.endsWith("egisterExecutorMessage"));
    } catch (InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static String name(byte[] message) {
    String text = new String(message, ISO_8859_1);
    return text.substring(0, Math.max(0, text.indexOf('\n')));
  }

  private static byte[] body(byte[] message) {
    String text = new String(message, ISO_8859_1);
    return text.substring(text.indexOf('\n') + 1).getBytes(ISO_8859_1);
  }
}
