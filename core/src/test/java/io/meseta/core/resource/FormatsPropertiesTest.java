package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.json.MesosJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Resources come back unchanged from each form in which they are written (Mesos reference §8). */
class FormatsPropertiesTest {

  static LongStream seeds() {
    return Seeds.upTo(300);
  }

  private static List<Resource> some(long seed) {
    return new ResourceDice(Seeds.random(seed)).some(8);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void messages(long seed) throws Exception {
    Resources resources = Resources.of(some(seed)).nonShared();
    assertThat(Resources.of(resources.toProtobuf())).isEqualTo(resources);
    for (Resource resource : resources.toProtobuf()) {
      assertThat(Resource.parseFrom(resource.toByteArray())).isEqualTo(resource);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void json(long seed) throws MesosJsonException {
    for (Resource resource : some(seed)) {
      Resource.Builder read = Resource.newBuilder();
      MesosJson.read(MesosJson.write(resource).getBytes(StandardCharsets.UTF_8), read);
      assertThat(read.build()).isEqualTo(resource);
    }
  }

  /** What operators write is what they see. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void text(long seed) {
    RandomGenerator random = Seeds.random(seed);
    List<String> parts = new ArrayList<>();
    for (String name : List.of("cpus", "mem", "my-scalar")) {
      if (random.nextBoolean()) {
        parts.add(name + ":" + Thousandths.toText(1 + random.nextLong(1_000_000_000_000_000L)));
      }
    }
    if (random.nextBoolean()) {
      int begin = random.nextInt(100);
      parts.add("ports:[%d-%d, %d-%d]".formatted(begin, begin + 5, begin + 8, begin + 8));
    }
    if (random.nextBoolean()) {
      parts.add("zones:{a, b%d}".formatted(random.nextInt(9)));
    }
    String text = parts.isEmpty() ? "{}" : String.join("; ", parts);
    Resources resources = Resources.of(ResourceSyntax.parse(String.join(";", parts), "*"));
    assertThat(resources).hasToString(text);

    Resources reserved = Resources.of(ResourceSyntax.parse(String.join(";", parts), "eng/web"));
    assertThat(reserved.reservedFor("eng/web")).isEqualTo(reserved);
    assertThat(reserved.names()).isEqualTo(resources.names());
    List<String> withRole = parts.stream().map(part -> part.replace(":", "(eng/web):")).toList();
    assertThat(Resources.of(ResourceSyntax.parse(String.join(";", withRole), "*")))
        .isEqualTo(reserved);
  }

  /** The older format, the newer one, and both side by side say the same. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void reservationFormats(long seed) {
    for (Resource refined : some(seed)) {
      assertThat(ReservationFormat.refine(refined)).isEqualTo(refined);
      Optional<Resource> coarse = ReservationFormat.coarsen(refined);
      assertThat(coarse.isPresent()).isEqualTo(refined.getReservationsCount() <= 1);
      coarse.ifPresent(older -> assertSame(older, refined));
    }
  }

  @SuppressWarnings("deprecation") // the older format is tested
  private static void assertSame(Resource coarse, Resource refined) {
    assertThat(coarse.getReservationsCount()).isZero();
    assertThat(ResourceValidation.validate(coarse)).isEmpty();
    assertThat(ReservationFormat.refine(coarse)).isEqualTo(refined);
    assertThat(Resources.of(List.of(coarse))).isEqualTo(Resources.of(List.of(refined)));

    Resource.Builder both = refined.toBuilder();
    for (ReservationInfo reservation : refined.getReservationsList()) {
      both.setRole(reservation.getRole());
      if (coarse.hasReservation()) {
        both.setReservation(coarse.getReservation());
      }
    }
    assertThat(ResourceValidation.validate(both.build())).isEmpty();
    assertThat(Resources.of(List.of(both.build()))).isEqualTo(Resources.of(List.of(refined)));
  }
}
