package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceValidationTest {

  private static Resource resource(String text) throws TextFormat.ParseException {
    Resource.Builder builder = Resource.newBuilder();
    TextFormat.merge(text, builder);
    return builder.buildPartial();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: '' type: SCALAR | Empty resource name
          name: 'cpus' type: SCALAR | Invalid scalar resource
          name: 'cpus' type: SCALAR scalar { value: 1 } set {} | Invalid scalar resource
          name: 'cpus' type: SCALAR scalar { value: -1 } | Invalid scalar resource: value <= 0
          name: 'cpus' type: SCALAR scalar { value: 0.0001 } | Invalid scalar resource: value <= 0
          name: 'cpus' type: SCALAR scalar { value: nan } | Invalid scalar resource: value <= 0
          name: 'x' type: TEXT | Unsupported resource type
          name: 'ports' type: RANGES | Invalid ranges resource
          name: 'ports' type: RANGES ranges { range { begin: 2 end: 1 } } | Invalid ranges resource: begin > end
          name: 'ports' type: RANGES ranges { range { begin: 5 end: 9 } range { begin: 1 end: 5 } } | Invalid ranges resource: overlapping ranges
          name: 'zones' type: SET | Invalid set resource
          name: 'zones' type: SET set { item: 'a' item: 'a' } | Invalid set resource: duplicated elements
          name: 'mem' type: SCALAR scalar { value: 1 } disk {} | DiskInfo should not be set for mem resource
          name: 'disk' type: SCALAR scalar { value: 1 } disk { source { type: RAW mount {} } } | Mount should not be set for RAW disk source
          name: 'disk' type: SCALAR scalar { value: 1 } disk { source { type: BLOCK path {} } } | Path should not be set for BLOCK disk source
          name: 'cpus' type: SCALAR scalar { value: 1 } shared {} | Resource cpus cannot be shared
          name: 'disk' type: SCALAR scalar { value: 1 } shared {} | Only persistent volumes can be shared
          name: 'cpus' type: SCALAR scalar { value: 1 } role: 'a/' | Role 'a/' cannot end with a slash
          name: 'cpus' type: SCALAR scalar { value: 1 } role: '*' reservation {} | Invalid reservation: role "*" cannot be dynamically reserved
          name: 'cpus' type: SCALAR scalar { value: 1 } reservations { role: 'a' } | Invalid reservation: 'Resource.ReservationInfo.type' field must be set.
          name: 'cpus' type: SCALAR scalar { value: 1 } reservations { type: STATIC } | Invalid reservation: 'Resource.ReservationInfo.role' field must be set.
          name: 'cpus' type: SCALAR scalar { value: 1 } reservations { type: STATIC role: '*' } | Invalid reservation: role "*" cannot be reserved
          name: 'cpus' type: SCALAR scalar { value: 1 } reservations { type: STATIC role: 'a' } reservations { type: STATIC role: 'a/b' } | Invalid refined reservation: A refined reservation cannot be STATIC
          name: 'cpus' type: SCALAR scalar { value: 1 } reservations { type: STATIC role: 'a' } reservations { type: DYNAMIC role: 'b' } | Invalid refined reservation: role 'b' is not a refinement of 'a'
          name: 'cpus' type: SCALAR scalar { value: 1 } role: 'b' reservations { type: STATIC role: 'a' } | Invalid resource format: 'Resource.role' field with 'b' does not match the role 'a' in 'Resource.reservations'
          """)
  void saysWhatIsWrong(String text, String error) throws TextFormat.ParseException {
    assertThat(ResourceValidation.validate(resource(text.replace('\'', '"')))).contains(error);
  }

  @Test
  void acceptsZeroAndAnyRightOne() throws TextFormat.ParseException {
    List<String> texts =
        List.of(
            "name: 'cpus' type: SCALAR scalar { value: 0 }",
            "name: 'ports' type: RANGES ranges { range { begin: 5 end: 9 } range { begin: 1 end: 4 } }",
            "name: 'cpus' type: SCALAR scalar { value: 1 } role: 'a' reservation {}",
            "name: 'cpus' type: SCALAR scalar { value: 1 } role: 'a'"
                + " reservations { type: STATIC role: 'a' }");
    for (String text : texts) {
      assertThat(ResourceValidation.validate(resource(text))).as(text).isEmpty();
    }
  }

  @Test
  void operatorsMayNotWriteDownWhatIsMadeAtRunTime() throws TextFormat.ParseException {
    String dynamic =
        "name: 'cpus' type: SCALAR scalar { value: 1 } reservations { type: DYNAMIC role: 'a' }";
    assertThat(ResourceValidation.validateForOperators(List.of(resource(dynamic))))
        .hasValueSatisfying(error -> assertThat(error).startsWith("Dynamic reservations cannot"));
    assertThat(
            ResourceValidation.validateForOperators(
                List.of(
                    resource("name: 'x' type: SCALAR scalar { value: 1 }"),
                    resource("name: 'x' type: SET set { item: 'a' }"))))
        .contains("Resources with the same name ('x') but different types are not allowed");
  }
}
