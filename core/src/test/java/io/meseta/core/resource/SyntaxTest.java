package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {

  @Test
  void readsScalarsRangesSetsAndStaticReservations() {
    var resources =
        ResourceSyntax.parse(
            "cpus:4;mem(web): 1024.5 ;ports:[31000-32000, 40000-40001];zones:{a, b}", "*");

    assertThat(Resources.of(resources))
        .hasToString(
            "cpus:4; mem(reservations: [(STATIC,web)]):1024.5;"
                + " ports:[31000-32000, 40000-40001]; zones:{a, b}");
  }

  @Test
  void reservesForTheDefaultRole() {
    assertThat(ResourceSyntax.parse("cpus:1;mem(*):5", "ops"))
        .extracting(resource -> resource.getReservationsCount())
        .containsExactly(1, 0);
  }

  @Test
  void readsAttributesOfThreeTypes() {
    assertThat(AttributeSyntax.parse("rack:ab-1;u:1;slots:[1-5]"))
        .extracting(attribute -> attribute.getType())
        .containsExactly(Value.Type.TEXT, Value.Type.SCALAR, Value.Type.RANGES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpus | 'cpus' is no resource; expected name:value or name(role):value",
        "cpus:lots | the resource 'cpus' must be a number, [begin-end, …] or {item, …}, but is 'lots'",
        "ports:[1-2 | 'ports' lacks the closing ']'",
        "ports:[a-2] | 'ports' has the range 'a-2'; expected begin-end",
        "zones:{a,a} | 'zones' has the item 'a' twice",
        "cpus:1 2 | the value of 'cpus' must be a number, [begin-end, …], {item, …} or a word, but is '1 2'"
      })
  void saysWhatIsWrongWithAResource(String text, String message) {
    assertThatThrownBy(() -> ResourceSyntax.parse(text, "*"))
        .isInstanceOf(SyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAttributesThatAreSets() {
    assertThatThrownBy(() -> AttributeSyntax.parse("zones:{a}"))
        .hasMessageStartingWith("the attribute 'zones' is a set");
  }
}
