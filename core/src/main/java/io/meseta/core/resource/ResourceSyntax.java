package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Resources as operators write them (Mesos reference §8.1), for example {@code
 * cpus:4;mem:1024;ports:[31000-32000];cpus(role):2}.
 */
public final class ResourceSyntax {

  private static final Pattern SUBJECT = Pattern.compile("([^()]*)(?:\\(([^()]*)\\)\\s*)?");

  private ResourceSyntax() {}

  /**
   * The resources that the text names, in its order; those of a role are reserved for it for good.
   *
   * @param defaultRole the role of those without one, usually {@code *}
   * @throws SyntaxException if the text cannot be understood or is not valid; the message is that
   *     of Mesos
   */
  public static List<Resource> parse(String text, String defaultRole) {
    List<Resource> resources = new ArrayList<>();
    for (String item : text.split("[;\n]", -1)) {
      if (!item.isBlank()) {
        resources.add(resource(item.strip(), defaultRole));
      }
    }
    requireValid(resources);
    return resources;
  }

  /**
   * Checks resources that an operator wrote down, in whichever syntax.
   *
   * @throws SyntaxException if one is wrong, or cannot be had by writing it down
   */
  public static void requireValid(List<Resource> resources) {
    ResourceValidation.validateForOperators(resources)
        .ifPresent(error -> {
          throw new SyntaxException(error);
        });
  }

  private static Resource resource(String item, String defaultRole) {
    List<String> pair = Stream.of(item.split(":", -1)).filter(part -> !part.isEmpty()).toList();
    if (pair.size() != 2) {
      throw new SyntaxException("Bad value for resources, missing or extra ':' in " + item);
    }
    Matcher subject = SUBJECT.matcher(pair.getFirst());
    if (!subject.matches()) {
      throw new SyntaxException("Bad value for resources, mismatched parentheses in " + item);
    }
    String name = subject.group(1).strip();
    String role = subject.group(2) == null ? defaultRole : subject.group(2).strip();
    return resource(name, role, pair.getLast());
  }

  private static Resource resource(String name, String role, String text) {
    Value value = value(name, text);
    Resource.Builder resource = Resource.newBuilder().setName(name).setType(value.getType());
    switch (value.getType()) {
      case SCALAR -> resource.setScalar(value.getScalar());
      case RANGES -> resource.setRanges(value.getRanges());
      case SET -> resource.setSet(value.getSet());
      case TEXT ->
          throw new SyntaxException(
              "Bad type for resource %s value %s type TEXT".formatted(name, text));
    }
    if (!role.equals(Roles.DEFAULT)) {
      resource.addReservations(
          ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role));
    }
    return resource.build();
  }

  private static Value value(String name, String text) {
    try {
      return ValueSyntax.parse(text);
    } catch (SyntaxException e) {
      throw new SyntaxException(
          "Failed to parse resource %s value %s error %s".formatted(name, text, e.getMessage()));
    }
  }
}
