package io.meseta.e2e.jar;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a JVM would complain of when it links an application: classes, methods and fields that its
 * class files name and that are not there, or are not what they were.
 */
final class LinkCheck {
  private final ClassPath world;
  private final Predicate<String> concerned;
  private final Set<String> problems = new TreeSet<>();
  private int checked;

  /**
   * @param world what the application is linked against
   * @param concerned which classes of the world the question is about, by their inner names
   */
  LinkCheck(ClassPath world, Predicate<String> concerned) {
    this.world = world;
    this.concerned = concerned;
  }

  /** Checks every reference of every class of the application that is not concerned itself. */
  LinkCheck check(ClassPath application) {
    for (String name : application.names()) {
      if (!concerned.test(name)) {
        for (PoolEntry entry : application.find(name).orElseThrow().constantPool()) {
          check(name, entry);
        }
      }
    }
    return this;
  }

  /** What is wrong, one line each. */
  Set<String> problems() {
    return problems;
  }

  /** How many references were looked at. */
  int checked() {
    return checked;
  }

  private void check(String user, PoolEntry entry) {
    if (entry instanceof MemberRefEntry member && concerned.test(member.owner().asInternalName())) {
      checked++;
      String problem = problem(member);
      if (!problem.isEmpty()) {
        problems.add(
            "%s: %s.%s%s, used by %s"
                .formatted(
                    problem,
                    member.owner().asInternalName(),
                    member.name().stringValue(),
                    member.type().stringValue(),
                    user));
      }
    } else if (entry instanceof ClassEntry type && concerned.test(type.asInternalName())) {
      checked++;
      if (world.find(type.asInternalName()).isEmpty()) {
        problems.add("no class: " + type.asInternalName() + ", used by " + user);
      }
    }
  }

  private String problem(MemberRefEntry member) {
    String owner = member.owner().asInternalName();
    if (world.find(owner).isEmpty()) {
      return "no class";
    }
    boolean isInterface = world.find(owner).orElseThrow().flags().has(AccessFlag.INTERFACE);
    if (!(member instanceof FieldRefEntry)
        && isInterface != (member instanceof InterfaceMethodRefEntry)) {
      return isInterface ? "now an interface" : "no interface any more";
    }
    Deque<String> supertypes = new ArrayDeque<>(Set.of(owner));
    Set<String> seen = new HashSet<>();
    while (!supertypes.isEmpty()) {
      String name = supertypes.remove();
      if (seen.add(name)) {
        ClassModel type = world.find(name).orElse(null);
        if (type == null) {
          return "no supertype " + name;
        }
        if (declares(type, member, owner)) {
          return "";
        }
        type.superclass().ifPresent(each -> supertypes.add(each.asInternalName()));
        type.interfaces().forEach(each -> supertypes.add(each.asInternalName()));
      }
    }
    return "no member";
  }

  private static boolean declares(ClassModel type, MemberRefEntry member, String owner) {
    String name = member.name().stringValue();
    String descriptor = member.type().stringValue();
    if (member instanceof FieldRefEntry) {
      return type.fields().stream()
          .anyMatch(field ->
              field.fieldName().equalsString(name)
                  && field.fieldType().equalsString(descriptor)
                  && !field.flags().has(AccessFlag.PRIVATE));
    }
    boolean inherited = !type.thisClass().asInternalName().equals(owner);
    return type.methods().stream()
        .anyMatch(method ->
            method.methodName().equalsString(name)
                && method.methodType().equalsString(descriptor)
                && !method.flags().has(AccessFlag.PRIVATE)
                && !(inherited && name.equals("<init>")));
  }
}
