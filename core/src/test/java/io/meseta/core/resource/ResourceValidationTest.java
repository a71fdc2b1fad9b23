package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ResourceValidationTest {

  private static Resource resource(String text) throws TextFormat.ParseException {
    Resource.Builder builder = Resource.newBuilder();
    TextFormat.merge(text, builder);
    return builder.buildPartial();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/invalid-resources.txt", delimiter = '|', quoteCharacter = '`')
  void saysWhatIsWrong(String text, String error) throws TextFormat.ParseException {
    assertThat(ResourceValidation.validate(resource(text.replace('\'', '"')))).contains(error);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/valid-resources.txt", delimiter = '|', quoteCharacter = '`')
  void saysNothingOfWhatIsRight(String text) throws TextFormat.ParseException {
    assertThat(ResourceValidation.validate(resource(text.replace('\'', '"')))).isEmpty();
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
