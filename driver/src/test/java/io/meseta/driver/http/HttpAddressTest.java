package io.meseta.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "m.example:5050, m.example:5050",
    "10.0.0.1:5050, 10.0.0.1:5050",
    "master@10.0.0.1:5050, 10.0.0.1:5050",
    "http://m.example:80/master, m.example:80",
    "https://m.example:443, https://m.example:443",
    "[::1]:5050, [::1]:5050"
  })
  void readsEveryForm(String text, String address) {
    assertThat(HttpAddress.parse(text)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m.example", "m.example:", "m.example:0", "m:70000", ":5050", "a b:1"})
  void saysWhatItExpected(String text) {
    assertThatThrownBy(() -> HttpAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected host:port but found '" + text + "'");
  }

  @Test
  void aRedirectWithoutSchemeKeepsIt() {
    HttpAddress secure = HttpAddress.parse("https://a:1");
    assertThat(secure.redirectedTo("//b:2/master/api/v1/scheduler")).hasToString("https://b:2");
    assertThat(HttpAddress.parse("a:1").redirectedTo("//b:2")).hasToString("b:2");
    assertThat(secure.redirectedTo("http://b:2/x")).hasToString("b:2");
    assertThat(HttpAddress.parse("[::1]:5050").host()).isEqualTo("::1");
  }
}
