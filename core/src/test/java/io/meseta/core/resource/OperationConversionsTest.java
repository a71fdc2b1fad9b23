package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.List;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operations make of the resources of an agent. */
class OperationConversionsTest {

  private static final String DISK = "name: 'disk' type: SCALAR scalar { value: %d } ";
  private static final String RESERVED = DISK + "reservations { type: DYNAMIC role: 'a' } ";
  private static final String VOLUME =
      RESERVED + "disk { persistence { id: 'v' } volume { container_path: 'p' mode: RW } } ";

  static Operation operation(String text) {
    String expanded =
        text.replaceAll("DISK=(\\d+)", DISK.replace("%d", "$1"))
            .replaceAll("RESERVED=(\\d+)", RESERVED.replace("%d", "$1"))
            .replaceAll("VOLUME=(\\d+)", VOLUME.replace("%d", "$1"));
    Operation.Builder operation = Operation.newBuilder();
    try {
      TextFormat.merge(expanded.replace('\'', '"'), operation);
    } catch (TextFormat.ParseException e) {
      throw new AssertionError(expanded, e);
    }
    return operation.build();
  }

  private static String apply(String operations, Resources resources) {
    Resources changed = resources;
    for (String operation : operations.split(";")) {
      ResourceConversion.Result result =
          ResourceConversion.apply(OperationConversions.of(operation(operation)), changed);
      if (result instanceof ResourceConversion.Impossible(String why)) {
        return why;
      }
      changed = result.outcome().orElseThrow();
    }
    return changed.toString();
  }

  private static final String RESERVE = "type: RESERVE reserve { resources { RESERVED=60 } }";
  private static final String CREATE = "type: CREATE create { volumes { VOLUME=40 } }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "R   | cpus:1; disk:40; disk(reservations: [(DYNAMIC,a)]):60",
        "R;C | cpus:1; disk:40; disk(reservations: [(DYNAMIC,a)]):20;"
            + " disk(reservations: [(DYNAMIC,a)])[v:p]:40",
        "C   | cpus:1; disk:100 does not contain disk(reservations: [(DYNAMIC,a)]):40",
        "R;C;type: DESTROY destroy { volumes { VOLUME=40 } }"
            + " | cpus:1; disk:40; disk(reservations: [(DYNAMIC,a)]):60",
        "R;C;type: DESTROY destroy { volumes { VOLUME=30 } }"
            + " | cpus:1; disk:40; disk(reservations: [(DYNAMIC,a)]):20;"
            + " disk(reservations: [(DYNAMIC,a)])[v:p]:40"
            + " does not contain disk(reservations: [(DYNAMIC,a)])[v:p]:30",
        "R;type: UNRESERVE unreserve { resources { RESERVED=60 } } | cpus:1; disk:100",
        "R;C;type: GROW_VOLUME grow_volume { volume { VOLUME=40 } addition { RESERVED=20 } }"
            + " | cpus:1; disk:40; disk(reservations: [(DYNAMIC,a)])[v:p]:60",
        "R;C;type: SHRINK_VOLUME shrink_volume { volume { VOLUME=40 } subtract { value: 30 } }"
            + " | cpus:1; disk:40; disk(reservations: [(DYNAMIC,a)]):50;"
            + " disk(reservations: [(DYNAMIC,a)])[v:p]:10",
        "R;type: RESERVE reserve { source { RESERVED=60 } resources { DISK=60"
            + " reservations { type: DYNAMIC role: 'b' } } }"
            + " | cpus:1; disk:40; disk(reservations: [(DYNAMIC,b)]):60",
      })
  void convertsOneAfterAnother(String operations, String outcome) {
    Resources agent = Resources.of(ResourceSyntax.parse("cpus:1;disk:100", Roles.DEFAULT));
    String expanded = operations.replaceFirst("^R\\b", RESERVE).replaceFirst("\\bC\\b", CREATE);
    assertThat(apply(expanded, agent)).isEqualTo(outcome);
  }

  @Test
  void doesAllOrNothing() {
    Operation twice =
        operation(
            "type: UNRESERVE unreserve { resources { RESERVED=2 } resources { RESERVED=3 } }");
    Resources four =
        Resources.of(
            operation("type: RESERVE reserve { resources { RESERVED=4 } }")
                .getReserve()
                .getResourcesList());
    assertThat(ResourceConversion.apply(OperationConversions.of(twice), four).outcome()).isEmpty();
  }

  @Test
  void destroysNoSharedVolumeThatOthersHave() {
    Operation destroy = operation("type: DESTROY destroy { volumes { VOLUME=40 shared {} } }");
    Resources one = Resources.of(destroy.getDestroy().getVolumesList());
    List<ResourceConversion> conversions = OperationConversions.of(destroy);
    assertThat(ResourceConversion.apply(conversions, one).outcome())
        .hasValueSatisfying(
            left -> assertThat(left).hasToString("disk(reservations: [(DYNAMIC,a)]):40"));
    assertThat(ResourceConversion.apply(conversions, one.plus(one)))
        .isEqualTo(
            new ResourceConversion.Impossible(
                "Persistent volume disk(reservations: [(DYNAMIC,a)])[v:p]<SHARED>:40<1> cannot be"
                    + " removed due to additional shared copies"));
  }

  @Test
  void findsWhatWasCheckpointedInWhatTheAgentHas() {
    Resources own = Resources.of(ResourceSyntax.parse("disk:100;disk(s):5", Roles.DEFAULT));
    Resources volume = Resources.of(operation(CREATE).getCreate().getVolumesList());
    assertThat(CheckpointedResources.applyTo(own, volume).outcome())
        .hasValueSatisfying(total -> assertThat(total.checkpointed()).isEqualTo(volume));
    assertThat(CheckpointedResources.applyTo(own.named("cpus"), volume))
        .isEqualTo(new ResourceConversion.Impossible("{} does not contain disk:40"));
  }
}
