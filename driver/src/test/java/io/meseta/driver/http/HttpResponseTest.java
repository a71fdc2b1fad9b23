package io.meseta.driver.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HttpResponseTest {
  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static HttpResponse read(String text) throws IOException {
    return HttpResponse.read(bytes(text));
  }

  @Test
  void readsAnswersOneAfterAnother() throws Exception {
    InputStream in =
        bytes(
            "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
                + "HTTP/1.1 400 Bad Request\r\ncontent-LENGTH: 3\r\nX:y\r\n\r\nwhy"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;ext=1\r\nab\r\n1\r\nc\r\n0\r\nT: 1\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    HttpResponse accepted = HttpResponse.read(in);
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text()).isEmpty();
    assertThat(accepted.keepsAlive()).isTrue();
    HttpResponse bad = HttpResponse.read(in);
    assertThat(bad.header("x")).contains("y");
    assertThat(bad.text()).isEqualTo("why");
    HttpResponse chunked = HttpResponse.read(in);
    assertThat(chunked.text()).isEqualTo("abc");
    HttpResponse last = HttpResponse.read(in);
    assertThat(last.text()).isEmpty();
    assertThat(last.keepsAlive()).isFalse();
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void aBodyOfUnknownLengthEndsWithTheConnection() throws Exception {
    HttpResponse response = read("HTTP/1.0 503 Service Unavailable\r\n\r\nNo leader elected\r\n");
    assertThat(response.text()).isEqualTo("No leader elected");
    assertThat(response.keepsAlive()).isFalse();
  }

  @Test
  void keepsOnlyTheBeginningOfALongText() throws Exception {
    String body = "x".repeat(100_000);
    InputStream in = bytes("HTTP/1.1 400 Bad\r\nContent-Length: 100000\r\n\r\n" + body + "!");
    assertThat(HttpResponse.read(in).text()).hasSize(8 * 1024);
    assertThat(in.read()).isEqualTo('!');
  }

  @Test
  void refusesWhatIsNotHttp() {
    for (String text :
        new String[] {
          "",
          "SSH-2.0-OpenSSH\r\n",
          "HTTP/1.1 abc\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"
        }) {
      assertThatThrownBy(() -> read(text).text()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void neverHangsOrFailsInAnotherWayWhateverTheBytes() {
    long seed = Long.getLong("seed", 20260101L);
    SplittableRandom random = new SplittableRandom(seed);
    String good = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n";
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.getBytes(ISO_8859_1);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        HttpResponse.read(new ByteArrayInputStream(bytes)).text();
      } catch (IOException e) {
        assertThat(e).as("seed " + seed).isNotNull();
      }
    }
  }
}
