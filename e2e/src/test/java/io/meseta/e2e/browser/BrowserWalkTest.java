package io.meseta.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.meseta.e2e.process.Archive;
import io.meseta.e2e.process.DevCluster;
import io.meseta.e2e.process.Place;
import io.meseta.e2e.process.ScriptedScheduler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does with the web UI on the first day. */
class BrowserWalkTest {

  private static final String HOSTILE = "<img src=x onerror=\"window.injected=1\">{{1+1}}";

  @TempDir static Path directory;
  private static Place place;
  private static DevCluster cluster;
  private static ScriptedScheduler hello;
  private static Chromium chromium;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() {
    chromium = Chromium.start(directory);
    place = new Place(directory);
    cluster = DevCluster.startWithAgents(place, 2);
    hello = new ScriptedScheduler(cluster.master(), "hello-world").subscribe();
    launchHellos();
  }

  /** Six that finish, two that run on, one that fails. */
  private static void launchHellos() {
    Offer offer = hello.awaitOffer();
    List<TaskInfo> tasks =
        new ArrayList<>(IntStream.rangeClosed(1, 6).mapToObj(n -> task(offer, n, "")).toList());
    tasks.add(task(offer, 7, "; exit 3"));
    tasks.add(task(offer, 8, "; exec sleep 3600"));
    tasks.add(task(offer, 9, "; exec sleep 3600"));
    hello.launch(offer, tasks.toArray(TaskInfo[]::new));
    IntStream.rangeClosed(1, 6)
        .forEach(n -> hello.awaitUpdate("hello-" + n, TaskState.TASK_FINISHED));
    hello.awaitUpdate("hello-7", TaskState.TASK_FAILED);
    hello.awaitUpdate("hello-8", TaskState.TASK_RUNNING);
    hello.awaitUpdate("hello-9", TaskState.TASK_RUNNING);
  }

  private static TaskInfo task(Offer offer, int number, String then) {
    String command = "echo hello from task " + number + then;
    return ScriptedScheduler.task(offer, "hello-" + number, "Hello number " + number, command);
  }

  @AfterAll
  static void stop() {
    if (chromium == null) {
      return;
    }
    chromium.close();
    if (hello != null) {
      hello.close();
    }
    if (cluster != null) {
      cluster.close();
    }
    place.close();
  }

  @BeforeEach
  void open() {
    open(new Browser.NewContextOptions().setViewportSize(1200, 700));
  }

  private void open(Browser.NewContextOptions options) {
    context = chromium.open(options.setBaseURL("http://" + cluster.master()));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(complaints).as("what the page complained of").isEmpty();
  }

  @Test
  void leadsFromTheOverviewToTheOutputOfATask() {
    page.navigate("/");
    page.getByTestId("nav-frameworks").click();
    page.getByTestId("framework-link").getByText("hello-world").click();
    page.getByTestId("filter-all").click();
    page.getByTestId("task-link").getByText("Hello number 1").first().click();

    assertThat(page.locator("h1")).containsText("Hello number 1");
    assertThat(page.getByTestId("task-stdout")).containsText("hello from task 1");
  }

  @Test
  void saysWhyATaskFailed() {
    page.navigate("/ui/tasks/" + hello.id() + "/hello-7");

    assertThat(page.getByTestId("verdict")).containsText("Command exited with status 3");
  }

  @Test
  void showsANewTaskAndItsEndWithoutAReload() {
    page.navigate("/ui/frameworks/" + hello.id() + "?state=all");
    assertThat(page.getByTestId("connection")).hasText("Live");
    page.evaluate("window.untouched = true");

    Offer offer = hello.awaitOffer();
    Path signal = directory.resolve("go");
    String command = "until test -e " + signal + "; do sleep 0.1; done";
    hello.launch(offer, ScriptedScheduler.task(offer, "newcomer", "Newcomer", command));
    Locator row =
        page.getByTestId("task-row").filter(new Locator.FilterOptions().setHasText("Newcomer"));
    assertThat(row).containsText("Running");

    assertThat(signal.toFile().mkdir()).isTrue();
    assertThat(row).containsText("Finished");
    assertThat(page.evaluate("window.untouched")).isEqualTo(true);
  }

  @Test
  void showsAHostileNameAsText() {
    Offer offer = hello.awaitOffer();
    hello.launch(
        offer, ScriptedScheduler.task(offer, "hostile", HOSTILE, "echo '" + HOSTILE + "'"));
    hello.awaitUpdate("hostile", TaskState.TASK_FINISHED);

    page.navigate("/ui/tasks?state=all");
    page.getByTestId("task-link").getByText(HOSTILE).click();

    assertThat(page.locator("h1")).containsText(HOSTILE);
    assertThat(page.getByTestId("task-stdout")).containsText(HOSTILE);
    assertThat(page.evaluate("window.injected === undefined")).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#/slaves", "#/agents"})
  void redirectsTheRoutesOfTheMesosUi(String route) {
    page.navigate("/" + route);

    assertThat(page).hasURL(Pattern.compile(".*/ui/agents$"));
    assertThat(page.locator("h1")).containsText("Agents");
  }

  @Test
  void fitsAPhone() {
    context.close();
    open(new Browser.NewContextOptions().setViewportSize(360, 740).setIsMobile(true));
    String framework = "/ui/frameworks/" + hello.id() + "?state=all";
    String task = "/ui/tasks/" + hello.id() + "/hello-1";
    for (String path :
        List.of("/", "/ui/frameworks", framework, task, "/ui/agents", "/ui/offers", "/ui/roles")) {
      page.navigate(path);
      assertThat(page.getByTestId("connection")).isVisible();
      assertThat(page.locator(".skeleton")).hasCount(0);
      assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
          .as("pixels that stick out of " + path)
          .isEqualTo(0);
    }
  }

  @Test
  void isDarkOrLightAsTheSystemIs() {
    page.navigate("/");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertThat(brightness()).isGreaterThan(200);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(brightness()).isLessThan(60);
  }

  /** Of the page's ground, between 0 and 255. */
  private double brightness() {
    Object sum =
        page.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3)"
                + ".reduce((sum, part) => sum + Number(part), 0)");
    return Double.parseDouble(sum.toString()) / 3;
  }

  /** The picture of the README; compare it with {@code docs/images/framework.png} now and then. */
  @Test
  void hasAFrameworkPageWorthAPicture() {
    page.setViewportSize(1200, 800);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.navigate("/ui/frameworks/" + hello.id() + "?state=all");
    assertThat(page.getByTestId("task-row").first()).isVisible();
    assertThat(page.getByTestId("connection")).hasText("Live");
    Path picture = Archive.ROOT.resolve("e2e/target/framework.png");
    page.screenshot(new Page.ScreenshotOptions().setPath(picture));
    assertThat(picture).isNotEmptyFile();
  }
}
