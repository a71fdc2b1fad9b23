package io.meseta.master.ui;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the page may do, as {@code Content-Security-Policy}: load scripts, styles and data from this
 * master and nothing from anywhere else. Import maps exist inline only, so the one inline script is
 * allowed by its hash.
 */
final class PagePolicy {
  private static final Pattern INLINE =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private PagePolicy() {}

  static String of(PageFile index) {
    Matcher inline = INLINE.matcher(index.text());
    if (!inline.find()) {
      throw new IllegalStateException("index.html has no import map");
    }
    byte[] hash = PageFile.sha256(inline.group(1).getBytes(StandardCharsets.UTF_8));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");
  }
}
