package io.meseta.agent.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.meseta.core.resource.AttributeSyntax;
import io.meseta.core.resource.ResourceSyntax;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.SyntaxException;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** Whatever stands in {@code --resources} and {@code --attributes} is understood or refused. */
class FlagTextFuzzTest {

  private static final Machine MACHINE = new Machine(4, 1L << 33, 1L << 37);

  /** What is accepted is valid, summed up, and means the same when it is read again. */
  @FuzzTest(maxDuration = "1m")
  void resources(byte[] flag) {
    try {
      List<Resource> read = AgentResources.of(Optional.of(new String(flag, UTF_8)), "*", MACHINE);
      assertThat(ResourceValidation.validate(read)).isEmpty();
      assertThat(Resources.of(read).toProtobuf()).isEqualTo(read);
    } catch (SyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** The text syntax by itself, for a role. */
  @FuzzTest(maxDuration = "1m")
  void reservedResources(byte[] flag) {
    try {
      List<Resource> read = ResourceSyntax.parse(new String(flag, UTF_8), "ops/web");
      assertThat(Resources.of(read).minus(Resources.of(read)).isEmpty()).isTrue();
    } catch (SyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void attributes(byte[] flag) {
    try {
      for (Attribute attribute : AttributeSyntax.parse(new String(flag, UTF_8))) {
        assertThat(attribute.isInitialized()).isTrue();
        assertThat(attribute.getType()).isNotEqualTo(Value.Type.SET);
      }
    } catch (SyntaxException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
