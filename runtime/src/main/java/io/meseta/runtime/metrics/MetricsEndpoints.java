package io.meseta.runtime.metrics;

import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.Jsonp;
import io.meseta.runtime.http.RequestWorkers;
import io.meseta.runtime.http.Router;
import io.meseta.runtime.view.MetricsView;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code /metrics/snapshot} as Mesos has it (reference §4.7), without its rate limit, and {@code
 * /metrics} for Prometheus.
 */
public final class MetricsEndpoints {

  private static final Pattern DURATION = Pattern.compile("(?<number>[-+.0-9]*)(?<unit>.*)");
  private static final Pattern UNIT = Pattern.compile("ns|us|ms|secs|mins|hrs|days|weeks");

  private final Metrics metrics;

  /** Shows these metrics. */
  public MetricsEndpoints(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Adds the routes. */
  public void addTo(Router.Builder router, RequestWorkers workers) {
    router
        .process("metrics", "/snapshot", workers.handler(this::snapshot))
        .process("metrics", "/", workers.handler(_ -> prometheus()));
  }

  private HttpResponse snapshot(HttpRequest request) {
    request.query("timeout").ifPresent(MetricsEndpoints::check);
    return Jsonp.response(request, new MetricsView(metrics.values()).toBytes());
  }

  private HttpResponse prometheus() {
    return HttpResponse.of(200, PrometheusText.CONTENT_TYPE, PrometheusText.render(metrics));
  }

  /** Nothing here takes long enough to need a timeout; one that makes no sense is refused. */
  private static void check(String timeout) {
    Matcher parts = DURATION.matcher(timeout);
    String number = parts.matches() ? parts.group("number") : "";
    if (!isNumber(number)) {
      throw bad(timeout, "Failed to convert '" + number + "' to number");
    }
    String unit = parts.group("unit");
    if (!UNIT.matcher(unit).matches()) {
      throw bad(timeout, "Unknown duration unit '" + unit + "' in '" + timeout + "'");
    }
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static HttpRejection bad(String timeout, String reason) {
    return new HttpRejection(
        HttpErrors.badRequest("Invalid timeout '" + timeout + "': " + reason + ".\n"));
  }
}
