package io.meseta.master.ui.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.runtime.view.JsonView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whatever has a name or id that contains the text, a few of each kind.
 *
 * @param text regardless of case
 */
public record SearchView(Cluster cluster, String text) implements JsonView {

  private static final int MOST_OF_A_KIND = 6;

  @Override
  public void writeTo(JsonGenerator out) throws IOException {
    JsonView.objects(
        out,
        "frameworks",
        found(cluster.frameworks(), it -> Stream.of(it.info().getName(), it.id().value())),
        (fields, it) -> named(fields, it.id().value(), it.info().getName()));
    JsonView.objects(
        out,
        "tasks",
        found(cluster.tasks().stream(), it -> Stream.of(it.task().getName(), it.id())),
        SearchView::task);
    JsonView.objects(
        out,
        "agents",
        found(cluster.agents().stream(), it -> Stream.of(it.host(), it.id())),
        (fields, it) -> {
          fields.writeStringField("id", it.id());
          fields.writeStringField("hostname", it.host());
        });
    JsonView.objects(
        out,
        "roles",
        found(cluster.snapshot().roles().stream(), it -> Stream.of(it.name())),
        (fields, it) -> fields.writeStringField("name", it.name()));
  }

  private <T> List<T> found(Stream<T> all, Function<T, Stream<String>> texts) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return all.filter(it -> texts.apply(it).anyMatch(each -> contains(each, wanted)))
        .limit(MOST_OF_A_KIND)
        .toList();
  }

  private static boolean contains(String text, String lowerCase) {
    return text.toLowerCase(Locale.ROOT).contains(lowerCase);
  }

  private static void named(JsonGenerator out, String id, String name) throws IOException {
    out.writeStringField("id", id);
    out.writeStringField("name", name);
  }

  private static void task(JsonGenerator out, TaskEntry it) throws IOException {
    named(out, it.id(), it.task().getName());
    out.writeStringField("framework", it.framework().id().value());
    out.writeStringField("state", it.task().getState().name());
  }
}
