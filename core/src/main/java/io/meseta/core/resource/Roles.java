package io.meseta.core.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Names of roles and how they lie below each other (Mesos reference §8.5). */
public final class Roles {

  /** The role of everybody; resources are never reserved for it. */
  public static final String DEFAULT = "*";

  private Roles() {}

  /** Whether the role is the other or lies below it, as {@code eng/web} lies below {@code eng}. */
  public static boolean isSameOrBelow(String role, String ancestor) {
    return role.equals(ancestor) || isBelow(role, ancestor);
  }

  /** The role, and all above it up to the one at the top. */
  public static List<String> withThoseAbove(String role) {
    List<String> roles = new ArrayList<>(List.of(role));
    for (int slash = role.lastIndexOf('/'); slash > 0; slash = role.lastIndexOf('/', slash - 1)) {
      roles.add(role.substring(0, slash));
    }
    return roles;
  }

  /** Whether the role lies below the other. */
  public static boolean isBelow(String role, String ancestor) {
    return role.length() > ancestor.length() + 1
        && role.charAt(ancestor.length()) == '/'
        && role.startsWith(ancestor);
  }

  /** What is wrong with the name, in Mesos' words, or empty. */
  public static Optional<String> validate(String role) {
    if (role.equals(DEFAULT)) {
      return Optional.empty();
    }
    String error = null;
    if (role.isEmpty()) {
      error = "Role names cannot be the empty string";
    } else if (role.startsWith("/")) {
      error = "Role '" + role + "' cannot start with a slash";
    } else if (role.endsWith("/")) {
      error = "Role '" + role + "' cannot end with a slash";
    } else if (role.contains("//")) {
      error = "Role '" + role + "' cannot contain two adjacent slashes";
    }
    if (error != null) {
      return Optional.of(error);
    }
    return Arrays.stream(role.split("/", -1))
        .flatMap(component -> validate(component, role).stream())
        .findFirst();
  }

  private static Optional<String> validate(String component, String role) {
    if (component.equals(".") || component.equals("..") || component.equals(DEFAULT)) {
      return Optional.of("Role '" + role + "' cannot include '" + component + "' as a component");
    }
    if (component.startsWith("-")) {
      return Optional.of(
          "Role component '" + component + "' is invalid because it starts with a dash");
    }
    if (component.chars().anyMatch(c -> (c >= '\t' && c <= '\r') || c == ' ' || c == 0x7f)) {
      return Optional.of(
          "Role component '"
              + component
              + "' is invalid because it contains backspace or whitespace");
    }
    return Optional.empty();
  }
}
