package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpus:4;mem(web): 1024.5 | cpus:4; mem(reservations: [(STATIC,web)]):1024.5",
        "cpus(*):.5;cpus( eng/web ) : 1e1; | cpus:0.5; cpus(reservations: [(STATIC,eng/web)]):10",
        "ports:[31000 - 32000, 40000-40001] | ports:[31000-32000, 40000-40001]",
        "ports:[3-9,1-4,10-11] | ports:[1-11]",
        "ports:[5,7] | ports:[5-7]",
        "ports:[0-9223372036854775806] | ports:[0-9223372036854775806]",
        "zones:{b, a,} | zones:{a, b}",
        "cpus:1 2;cpus:0.0005 | cpus:12.001",
        "cpus:0;ports:[];zones:{};mem:3 | mem:3"
      })
  void readsWhatMesosReads(String text, String resources) {
    assertThat(Resources.of(ResourceSyntax.parse(text, "*"))).hasToString(resources);
  }

  @Test
  void reservesForTheDefaultRole() {
    assertThat(ResourceSyntax.parse("cpus:1;mem(*):5", "ops"))
        .extracting(resource -> resource.getReservationsCount())
        .containsExactly(1, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cpus | Bad value for resources, missing or extra ':' in cpus",
        "cpus: | Bad value for resources, missing or extra ':' in cpus:",
        "cpus:1:2 | Bad value for resources, missing or extra ':' in cpus:1:2",
        "cpus(a:1 | Bad value for resources, mismatched parentheses in cpus(a:1",
        "cpus)a(:1 | Bad value for resources, mismatched parentheses in cpus)a(:1",
        "(a):1 | Empty resource name",
        "cpus():1 | Role names cannot be the empty string",
        "cpus(a/):1 | Role 'a/' cannot end with a slash",
        "cpus:lots | Bad type for resource cpus value lots type TEXT",
        "cpus:-1 | Bad type for resource cpus value -1 type TEXT",
        "cpus:1e999 | Bad type for resource cpus value 1e999 type TEXT",
        "cpus:NaN | Bad type for resource cpus value NaN type TEXT",
        "cpus:1e-310 | Failed to parse resource cpus value 1e-310 error Subnormal values not supported",
        "cpus:0.0004 | Invalid scalar resource: value <= 0",
        "ports:[1-2 | Failed to parse resource ports value [1-2 error Mismatched brackets",
        "ports:]1-2[ | Failed to parse resource ports value ]1-2[ error Mismatched brackets",
        "ports:[1] | Failed to parse resource ports value [1] error Expecting one or more \"ranges\"",
        "ports:[a-2] | Failed to parse resource ports value [a-2] error Expecting non-negative integers in 'a'",
        "ports:[1-99999999999999999999] | Failed to parse resource ports value"
            + " [1-99999999999999999999] error Expecting non-negative integers in '1'",
        "ports:[2-1] | Invalid ranges resource: begin > end",
        "ports:[1-18446744073709551615] |"
            + " Invalid ranges resource: numbers above 2^63 - 2 are not supported",
        "zones:{a,a} | Invalid set resource: duplicated elements",
        "zones:a{b} | Failed to parse resource zones value a{b} error Unexpected '{' found",
        "zones:{a[1]} | Failed to parse resource zones value {a[1]} error Unexpected '[' found",
        "x:1;x:{a} | Resources with the same name ('x') but different types are not allowed"
      })
  void saysWhatIsWrongInTheWordsOfMesos(String text, String message) {
    assertThatThrownBy(() -> ResourceSyntax.parse(text, "*"))
        .isInstanceOf(SyntaxException.class)
        .hasMessage(message.replace("\\\"", "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rack:ab-1 | TEXT ab-1",
        "os:Ubuntu 24.04 | TEXT Ubuntu24.04",
        "url:http://h:80/?a=b | TEXT http://h:80/?a=b",
        "offset:-5 | TEXT -5",
        "u:1.5 | SCALAR 1.5",
        "slots:[4-5,1-3] | RANGES [1-5]"
      })
  void readsAttributesAsMesosDoes(String text, String value) {
    assertThat(AttributeSyntax.parse(text))
        .singleElement()
        .extracting(SyntaxTest::text)
        .isEqualTo(value);
  }

  private static String text(Attribute attribute) {
    Value.Type type = attribute.getType();
    return type
        + " "
        + switch (type) {
          case TEXT -> attribute.getText().getValue();
          case SCALAR -> attribute.getScalar().getValue();
          case RANGES -> RangesAmount.of(attribute.getRanges());
          case SET -> throw new AssertionError("no attribute is a set");
        };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rack | Invalid attribute key:value pair 'rack'",
        "a:b;:c | Invalid attribute key:value pair ':c'",
        "rack: | Invalid attribute key:value pair 'rack:'",
        "zones:{a} | Bad type for attribute zones text {a} type SET",
        "slots:[1-2 | Failed to parse attribute slots text [1-2 error Mismatched brackets"
      })
  void refusesAttributesInTheWordsOfMesos(String text, String message) {
    assertThatThrownBy(() -> AttributeSyntax.parse(text))
        .isInstanceOf(SyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void keepsTheOrderOfAttributes() {
    assertThat(AttributeSyntax.parse("b:1;a:2;\nb:3"))
        .extracting(Attribute::getName)
        .containsExactly("b", "a", "b");
  }
}
