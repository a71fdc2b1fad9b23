package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * The simple form of the agent's {@code --resources}, for example {@code
 * cpus:4;mem:1024;ports:[31000-32000];cpus(web):2} (Mesos reference §8.1). The JSON form is read at
 * the edge and checked by {@link #check}.
 */
public final class ResourceParser {

  private ResourceParser() {}

  /**
   * The resources of a text.
   *
   * @param defaultRole for whom those are reserved that name no role; "*" for nobody
   * @throws IllegalArgumentException with Mesos' words if the text has none
   */
  public static List<Resource> parse(String text, String defaultRole) {
    List<Resource> resources = new ArrayList<>();
    for (String token : text.split(";")) {
      if (!token.isBlank()) {
        resources.add(parseOne(token, defaultRole));
      }
    }
    check(resources)
        .ifPresent(error -> {
          throw new IllegalArgumentException(error);
        });
    return List.copyOf(resources);
  }

  private static Resource parseOne(String token, String defaultRole) {
    String[] pair = token.split(":");
    if (pair.length != 2 || pair[0].isBlank()) {
      throw new IllegalArgumentException(
          "Bad value for resources, missing or extra ':' in " + token);
    }
    int open = pair[0].indexOf('(');
    int close = pair[0].indexOf(')');
    if (open >= 0 ? close < open : close >= 0) {
      throw new IllegalArgumentException(
          "Bad value for resources, mismatched parentheses in " + token);
    }
    return open < 0
        ? resource(pair[0].strip(), pair[1], defaultRole)
        : resource(
            pair[0].substring(0, open).strip(),
            pair[1],
            pair[0].substring(open + 1, close).strip());
  }

  private static Resource resource(String name, String text, String role) {
    Value value = value(name, text);
    Resource.Builder resource = Resource.newBuilder().setName(name).setType(value.getType());
    switch (value.getType()) {
      case SCALAR -> resource.setScalar(value.getScalar());
      case RANGES -> resource.setRanges(value.getRanges());
      case SET -> resource.setSet(value.getSet());
      case TEXT ->
          throw new IllegalArgumentException(
              "Bad type for resource " + name + " value " + text + " type TEXT");
    }
    if (!role.equals(Roles.DEFAULT)) {
      resource.addReservations(
          ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role));
    }
    return resource.build();
  }

  private static Value value(String name, String text) {
    try {
      return ValueParser.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Failed to parse resource " + name + " value " + text + " error " + e.getMessage(), e);
    }
  }

  /** What is wrong with resources that an operator wrote down, or empty. */
  public static Optional<String> check(List<Resource> resources) {
    Map<String, Value.Type> types = new HashMap<>();
    for (Resource resource : resources) {
      Optional<String> error =
          ResourceValidation.validate(resource).or(() -> checkForOperators(resource));
      if (error.isPresent()) {
        return error;
      }
      Value.Type before = types.putIfAbsent(resource.getName(), resource.getType());
      if (before != null && before != resource.getType()) {
        return Optional.of(
            "Resources with the same name ('%s') but different types are not allowed"
                .formatted(resource.getName()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> checkForOperators(Resource resource) {
    if (resource.getDisk().hasPersistence()) {
      return Optional.of("Persistent volumes cannot be specified at the command line");
    }
    if (resource.hasRevocable()) {
      return Optional.of(
          "Revocable resources cannot be specified at the command line; do not include a"
              + " 'revocable' key in the resources JSON");
    }
    boolean dynamic =
        resource.hasReservation()
            || resource.getReservationsList().stream()
                .anyMatch(r -> r.getType() == ReservationInfo.Type.DYNAMIC);
    return dynamic
        ? Optional.of(
            "Dynamic reservations cannot be specified at the command line; do not include a"
                + " reservation with DYNAMIC type in the resources JSON")
        : Optional.empty();
  }
}
