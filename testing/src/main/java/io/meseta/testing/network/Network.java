package io.meseta.testing.network;

import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries messages between processes, each known by its address. As with libprocess and HTTP:
 * messages of one direction arrive in order; a break loses what is under way, and whoever linked to
 * the other side hears of it; a partition holds messages back, for as long as TCP would.
 */
public final class Network {

  private static final Duration QUICKEST = Duration.ofNanos(20_000);
  private static final Duration LATEST_OVERTAKEN = Duration.ofSeconds(20);
  private static final Duration LONGEST_UNNOTICED_BREAK = Duration.ofMillis(300);

  private record Way(String from, String to) {}

  private final World world;
  private final Dice dice;
  private final Life always = new Life();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<Way, Connection> connections = new HashMap<>();
  private final Set<Way> links = new LinkedHashSet<>();
  private NetworkWeather weather = NetworkWeather.fair();

  /** A network without anybody. */
  public Network(World world) {
    this.world = world;
    this.dice = world.dice().split();
  }

  /** Changes how the network behaves from now on. */
  public void change(NetworkWeather newWeather) {
    weather = newWeather;
  }

  /** A process listens on its address. */
  public void attach(String address, Endpoint endpoint) {
    endpoints.put(address, endpoint);
  }

  /** A process ended: all its connections break. */
  public void detach(String address) {
    endpoints.remove(address);
    links.removeIf(link -> link.from().equals(address));
    for (Way way : List.copyOf(connections.keySet())) {
      if (way.from().equals(address) || way.to().equals(address)) {
        connection(way.from(), way.to()).breakNow();
      }
    }
    for (Way link : List.copyOf(links)) {
      if (link.to().equals(address)) {
        reportExit(link);
      }
    }
  }

  /** Sends a message; nobody says whether it arrives. */
  public void send(String from, String to, Object message) {
    boolean hardy = weather.hardy().test(message);
    if (hardy && dice.happens(weather.loss())) {
      world.trace().note(from, "lost", () -> "to " + to + ": " + Words.of(message));
      return;
    }
    transmit(from, to, message, hardy);
    if (hardy && dice.happens(weather.repetition())) {
      transmit(from, to, message, true);
    }
  }

  private void transmit(String from, String to, Object message, boolean hardy) {
    Connection connection = connection(from, to);
    long breaks = connection.breaks();
    Instant wanted = world.agenda().now().plus(delay());
    boolean late = hardy && dice.happens(weather.overtaking());
    Instant arrival =
        late
            ? wanted.plus(dice.between(Duration.ZERO, LATEST_OVERTAKEN))
            : connection.arrival(wanted);
    Runnable delivery = () -> arrive(new Way(from, to), message, breaks);
    world.agenda().at(arrival, always, delivery);
  }

  private void arrive(Way way, Object message, long breaksWhenSent) {
    Connection connection = connection(way.from(), way.to());
    if (connection.breaks() != breaksWhenSent) {
      return;
    }
    if (connection.isBlocked()) {
      connection.hold(() -> arrive(way, message, breaksWhenSent));
      return;
    }
    Endpoint endpoint = endpoints.get(way.to());
    if (endpoint == null) {
      reportIfLinked(way);
      return;
    }
    world.trace().note(way.to(), "got", () -> "from " + way.from() + ": " + Words.of(message));
    endpoint.receive(way.from(), message);
  }

  /** {@code from} wants to hear when its connection to {@code to} breaks. */
  public void link(String from, String to) {
    Way link = new Way(from, to);
    links.add(link);
    if (!endpoints.containsKey(to)) {
      reportExit(link);
    }
  }

  /** {@code from} does not want to hear that any more. What is under way arrives all the same. */
  public void unlink(String from, String to) {
    links.remove(new Way(from, to));
  }

  /** Breaks the connections between two processes. What is under way is lost. */
  public void breakConnection(String one, String other) {
    connection(one, other).breakNow();
    connection(other, one).breakNow();
    reportIfLinked(new Way(one, other));
    reportIfLinked(new Way(other, one));
  }

  /** Nothing more arrives in this direction, and nobody notices, until {@link #heal}. */
  public void block(String from, String to) {
    connection(from, to).block();
  }

  /** Opens a blocked direction; TCP either goes on where it was or has given up. */
  public void heal(String from, String to) {
    Connection connection = connection(from, to);
    if (!connection.isBlocked()) {
      return;
    }
    if (dice.happens(0.5)) {
      breakConnection(from, to);
    }
    connection.unblock().forEach(Runnable::run);
  }

  /** Opens every blocked direction. */
  public void healAll() {
    connections.keySet().stream()
        .sorted(java.util.Comparator.comparing(Way::toString))
        .toList()
        .forEach(way -> heal(way.from(), way.to()));
  }

  private void reportIfLinked(Way way) {
    if (links.contains(way)) {
      reportExit(way);
    }
  }

  private void reportExit(Way link) {
    links.remove(link);
    Endpoint listener = endpoints.get(link.from());
    Duration later = dice.between(QUICKEST, LONGEST_UNNOTICED_BREAK);
    world
        .agenda()
        .in(
            later,
            always,
            () -> {
              if (listener != null && listener.equals(endpoints.get(link.from()))) {
                world.trace().note(link.from(), "lost", () -> "its link to " + link.to());
                listener.peerExited(link.to());
              }
            });
  }

  private Duration delay() {
    Duration usual = weather.slowest().dividedBy(10);
    return dice.happens(0.1)
        ? dice.between(QUICKEST, weather.slowest())
        : dice.between(QUICKEST, usual.compareTo(QUICKEST) > 0 ? usual : QUICKEST);
  }

  private Connection connection(String from, String to) {
    return connections.computeIfAbsent(new Way(from, to), way -> new Connection());
  }
}
