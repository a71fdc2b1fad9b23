package io.meseta.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.meseta.e2e.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, headless. Nothing is ever downloaded. */
final class Chromium implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it, with its files in {@code home}; skips the test where there is none, but in CI. */
  static Chromium start(Path home) {
    Optional<Path> executable = executable();
    if (executable.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI needs Chromium: apt-get install chromium");
    }
    Assumptions.assumeTrue(executable.isPresent(), "no Chromium: apt-get install chromium");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("HOME", home.toString());
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.get())
                    .setEnv(environment)
                    .setTimeout(Patience.LIMIT.toMillis())
                    .setArgs(FLAGS)));
  }

  private static Optional<Path> executable() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A window of its own, which waits long for what must come. */
  BrowserContext open(Browser.NewContextOptions options) {
    PlaywrightAssertions.setDefaultAssertionTimeout(Patience.LIMIT.toMillis());
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(Patience.LIMIT.toMillis());
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
