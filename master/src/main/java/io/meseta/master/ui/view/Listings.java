package io.meseta.master.ui.view;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.master.snapshot.OfferSnapshot;
import io.meseta.core.master.snapshot.RoleSnapshot;
import io.meseta.core.resource.Resources;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tables of the pages. */
public final class Listings {

  private Listings() {}

  /** Tasks; {@code framework}, {@code agent}, {@code executor} and {@code role} narrow them. */
  public static JsonView tasks(Cluster cluster, ListQuery query) {
    List<TaskEntry> tasks = cluster.tasks().stream().filter(inQuestion(query)).toList();
    return new Listing<>(TASKS, tasks, query);
  }

  /** Frameworks, completed ones as well. */
  public static JsonView frameworks(Cluster cluster, ListQuery query) {
    Resources total = cluster.total();
    List<FrameworkEntry> frameworks =
        cluster.frameworks().map(it -> FrameworkEntry.of(it, cluster, total)).toList();
    return new Listing<>(FRAMEWORKS, frameworks, query);
  }

  /** Agents, unreachable ones as well. */
  public static JsonView agents(Cluster cluster, ListQuery query) {
    return new Listing<>(AGENTS, cluster.agents(), query);
  }

  /** Outstanding offers. */
  public static JsonView offers(Cluster cluster, ListQuery query) {
    List<OfferEntry> offers =
        cluster
            .frameworks()
            .flatMap(framework -> framework.offers().stream())
            .map(it -> new OfferEntry(it, cluster.name(it.framework()), cluster.host(it.agent())))
            .toList();
    return new Listing<>(OFFERS, offers, query);
  }

  /** Roles. */
  public static JsonView roles(Cluster cluster, ListQuery query) {
    List<RoleEntry> roles =
        cluster.snapshot().roles().stream().map(it -> new RoleEntry(it, cluster)).toList();
    return new Listing<>(ROLES, roles, query);
  }

  private static Predicate<TaskEntry> inQuestion(ListQuery query) {
    return is(query, "framework", (TaskEntry it) -> it.framework().id().value())
        .and(is(query, "agent", TaskEntry::agent))
        .and(is(query, "executor", TaskEntry::executor))
        .and(is(query, "role", TaskRows::role));
  }

  private static <T> Predicate<T> is(ListQuery query, String name, Function<T, String> value) {
    Optional<String> wanted = query.value(name);
    return row -> wanted.isEmpty() || wanted.get().equals(value.apply(row));
  }

  private static final Listing.Shape<TaskEntry> TASKS =
      new Listing.Shape<>(
          List.of("active", "completed", "unreachable", "all"),
          TaskRows::isIn,
          Map.of(
              "name", comparing((TaskEntry it) -> it.task().getName()),
              "framework", comparing((TaskEntry it) -> it.framework().info().getName()),
              "state", comparing((TaskEntry it) -> it.task().getState()),
              "host", comparing(TaskEntry::host),
              "role", comparing(TaskRows::role),
              "started", byTime(TaskEntry::startedAt),
              "updated", byTime(TaskEntry::updatedAt)),
          "-updated",
          TaskRows::texts,
          TaskRows::write);

  private static final Listing.Shape<FrameworkEntry> FRAMEWORKS =
      new Listing.Shape<>(
          List.of("all", "active", "inactive", "completed"),
          FrameworkEntry::isIn,
          Map.of(
              "name", comparing((FrameworkEntry it) -> it.info().getName()),
              "state", comparing(FrameworkEntry::state),
              "host", comparing((FrameworkEntry it) -> it.info().getHostname()),
              "user", comparing((FrameworkEntry it) -> it.info().getUser()),
              "tasks", comparingLong(FrameworkEntry::activeTasks),
              "cpus", comparingDouble((FrameworkEntry it) -> it.framework().used().scalar("cpus")),
              "share", comparingDouble(FrameworkEntry::share),
              "registered", byTime((FrameworkEntry it) -> it.framework().times().registered())),
          "-registered",
          it ->
              Stream.concat(
                  Stream.of(it.info().getName(), it.framework().id().value(), it.state()),
                  Stream.concat(it.roles().stream(), Stream.of(it.info().getUser()))),
          FrameworkEntry::writeRow);

  private static final Listing.Shape<AgentEntry> AGENTS =
      new Listing.Shape<>(
          List.of("all", "active", "deactivated", "unreachable"),
          (agent, state) -> state.equals("all") || state.equals(agent.state()),
          Map.of(
              "host", comparing(AgentEntry::host),
              "state", comparing(AgentEntry::state),
              "tasks", comparingInt(AgentEntry::activeTasks),
              "cpus", comparingDouble((AgentEntry it) -> it.used().scalar("cpus")),
              "mem", comparingDouble((AgentEntry it) -> it.used().scalar("mem")),
              "disk", comparingDouble((AgentEntry it) -> it.used().scalar("disk")),
              "gpus", comparingDouble((AgentEntry it) -> it.used().scalar("gpus")),
              "registered", comparing(AgentEntry::registeredAt)),
          "host",
          AgentView::texts,
          AgentView::writeRow);

  private static final Listing.Shape<OfferEntry> OFFERS =
      new Listing.Shape<>(
          List.of(),
          (offer, state) -> true,
          Map.of(
              "id", comparing((OfferEntry it) -> it.offer().id().value()),
              "framework", comparing(OfferEntry::frameworkName),
              "host", comparing(OfferEntry::host),
              "cpus", comparingDouble((OfferEntry it) -> it.offer().resources().scalar("cpus")),
              "made", comparing((OfferEntry it) -> it.offer().madeAt())),
          "-made",
          it ->
              Stream.of(it.offer().id().value(), it.frameworkName(), it.host(), it.offer().role()),
          OfferEntry::write);

  private static final Listing.Shape<RoleEntry> ROLES =
      new Listing.Shape<>(
          List.of(),
          (role, state) -> true,
          Map.of(
              "name", comparing((RoleEntry it) -> it.role().name()),
              "weight", comparingDouble((RoleEntry it) -> it.role().weight()),
              "frameworks", comparingInt((RoleEntry it) -> it.role().frameworks().size())),
          "name",
          it -> Stream.of(it.role().name()),
          RoleEntry::write);

  private static <T> Comparator<T> byTime(Function<T, Optional<Instant>> time) {
    return comparing((T it) -> time.apply(it).orElse(Instant.EPOCH));
  }

  private record OfferEntry(OfferSnapshot offer, String frameworkName, String host) {

    static void write(JsonGenerator out, OfferEntry it) throws IOException {
      out.writeStringField("id", it.offer.id().value());
      out.writeStringField("framework", it.offer.framework().value());
      out.writeStringField("frameworkName", it.frameworkName);
      JsonView.strings(out, "roles", List.of(it.offer.role()));
      out.writeStringField("agent", it.offer.agent().value());
      out.writeStringField("host", it.host);
      ResourceJson.totals(out, "resources", it.offer.resources());
      UiJson.time(out, "madeAt", Optional.of(it.offer.madeAt()));
    }
  }

  private record RoleEntry(RoleSnapshot role, Cluster cluster) {

    static void write(JsonGenerator out, RoleEntry it) throws IOException {
      out.writeStringField("name", it.role.name());
      out.writeNumberField("weight", it.role.weight());
      JsonView.objects(
          out,
          "frameworks",
          it.role.frameworks(),
          (fields, id) -> {
            fields.writeStringField("id", id.value());
            fields.writeStringField("name", it.cluster.name(id));
          });
      ResourceJson.totals(out, "allocated", it.role.used());
      ResourceJson.totals(out, "offered", it.role.offered());
      ResourceJson.totals(out, "reserved", it.role.reserved());
    }
  }
}
