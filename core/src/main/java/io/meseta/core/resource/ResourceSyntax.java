package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Resources as operators write them (Mesos reference §8.1), for example {@code
 * cpus:4;mem:1024;ports:[31000-32000];cpus(role):2}.
 */
public final class ResourceSyntax {

  private static final Pattern ITEM = Pattern.compile("([^():]+)(?:\\(([^()]*)\\))?:(.+)");

  private ResourceSyntax() {}

  /**
   * The resources that the text names, in its order; those of a role are reserved for it for good.
   *
   * @param defaultRole the role of those without one, usually {@code *}
   * @throws SyntaxException if the text cannot be understood or is not valid; the message names the
   *     part
   */
  public static List<Resource> parse(String text, String defaultRole) {
    List<Resource> resources = new ArrayList<>();
    for (String item : text.split("[;\n]", -1)) {
      if (!item.isBlank()) {
        resources.add(resource(item.strip(), defaultRole));
      }
    }
    ResourceValidation.validateForOperators(resources)
        .ifPresent(error -> {
          throw new SyntaxException(error);
        });
    return resources;
  }

  private static Resource resource(String item, String defaultRole) {
    Matcher parts = ITEM.matcher(item);
    if (!parts.matches()) {
      throw new SyntaxException(
          "'%s' is no resource; expected name:value or name(role):value".formatted(item));
    }
    String name = parts.group(1).strip();
    String role = parts.group(2) == null ? defaultRole : parts.group(2).strip();
    Value value = ValueSyntax.parse(name, parts.group(3));
    Resource.Builder resource = Resource.newBuilder().setName(name).setType(value.getType());
    switch (value.getType()) {
      case SCALAR -> resource.setScalar(value.getScalar());
      case RANGES -> resource.setRanges(value.getRanges());
      case SET -> resource.setSet(value.getSet());
      case TEXT ->
          throw new SyntaxException(
              "the resource '%s' must be a number, [begin-end, …] or {item, …}, but is '%s'"
                  .formatted(name, value.getText().getValue()));
    }
    if (!role.equals(Roles.DEFAULT)) {
      resource.addReservations(
          ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role));
    }
    return resource.build();
  }
}
