package io.meseta.runtime.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/**
 * The name of a metric for Prometheus: what Mesos puts into the path, such as roles and ids,
 * becomes labels. So {@code allocator/mesos/roles/web/shares/dominant} is {@code
 * meseta_allocator_mesos_role_shares_dominant{role="web"}}.
 *
 * @param name only of letters, digits and underscores
 * @param labels sorted by name
 */
record PrometheusName(String name, Labels labels) {

  private static final String PREFIX = "meseta";

  static PrometheusName of(String mesosName) {
    List<String> parts = new ArrayList<>(List.of(PREFIX));
    TreeMap<String, String> labels = new TreeMap<>();
    Iterator<String> path = Arrays.asList(mesosName.split("/")).iterator();
    while (path.hasNext()) {
      take(path.next(), path, parts, labels);
    }
    String name = String.join("_", parts).replaceAll("[^A-Za-z0-9_]", "_");
    return new PrometheusName(
        name, Labels.of(List.copyOf(labels.keySet()), List.copyOf(labels.values())));
  }

  private static void take(
      String segment, Iterator<String> path, List<String> parts, TreeMap<String, String> labels) {
    switch (segment) {
      case "frameworks" -> takeFramework(path, parts, labels);
      case "roles" -> takeLabel("role", path, parts, labels);
      case "resources" -> takeLabel("resource", path, parts, labels);
      default -> {
        if (segment.startsWith("source_")) {
          labels.put("source", segment.substring("source_".length()));
        } else if (segment.startsWith("reason_")) {
          labels.put("reason", segment.substring("reason_".length()));
        } else {
          parts.add(segment);
        }
      }
    }
  }

  /**
   * {@code master/frameworks/<name>/<id>/…} or, at the beginning, {@code frameworks/<principal>/…}.
   */
  private static void takeFramework(
      Iterator<String> path, List<String> parts, TreeMap<String, String> labels) {
    boolean byPrincipal = parts.size() == 1;
    takeLabel(byPrincipal ? "principal" : "framework", path, parts, labels);
    if (byPrincipal) {
      parts.set(1, "framework");
    } else if (path.hasNext()) {
      labels.put("framework_id", path.next());
    }
  }

  private static void takeLabel(
      String label, Iterator<String> path, List<String> parts, TreeMap<String, String> labels) {
    parts.add(label);
    if (path.hasNext()) {
      labels.put(label, decoded(path.next()));
    }
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // a role may hold a lone percent sign
      return segment;
    }
  }
}
