package io.meseta.e2e.shape;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.Tree;
import io.meseta.e2e.shape.SourceTree.Method;
import io.meseta.e2e.shape.SourceTree.SourceFile;
import io.meseta.e2e.shape.SourceTree.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The shape limits of the house. A breach is named with its place; exceptions stand in {@code
 * e2e/shape-exceptions.txt}.
 */
class ShapeLimitsTest {

  private static final int MAIN_FILE_LINES = 500;
  private static final int TEST_FILE_LINES = 800;
  private static final int METHOD_LINES = 70;
  private static final int LINE_LENGTH = 120;
  private static final int PARAMETERS = 5;
  private static final int PACKAGE_FILES = 30;

  private static final Pattern BANNED_NAME =
      Pattern.compile(".*(Impl|Utils?|Helpers?|Manager|Common|Data)|(Base|Abstract)[A-Z].*");
  private static final Pattern LOOSE_END =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!\\(#\\d+\\))");

  private static final SourceTree TREE = SourceTree.read();
  private static final ShapeExceptions EXCEPTIONS = ShapeExceptions.read();

  /** Name of the limit → the places that break it. */
  private static final Map<String, List<String>> BREACHES = new TreeMap<>();

  static {
    BREACHES.put("file", files(file -> file.lines().size() > fileLimit(file)));
    BREACHES.put("line", files(ShapeLimitsTest::hasLongLine));
    BREACHES.put("todo", files(ShapeLimitsTest::hasLooseEnd));
    BREACHES.put("method", methods(method -> method.lines() > METHOD_LINES));
    BREACHES.put("parameters", methods(ShapeLimitsTest::hasManyParameters));
    BREACHES.put("name", types(type -> BANNED_NAME.matcher(type.name()).matches()));
    BREACHES.put("package", packages(content -> content.size() > PACKAGE_FILES));
    BREACHES.put(
        "package-info", packages(content -> content.stream().noneMatch(SourceFile::isPackageInfo)));
  }

  @Test
  void readsTheWholeSourceTree() {
    assertThat(TREE.files()).hasSizeGreaterThan(300);
    assertThat(TREE.methods()).hasSizeGreaterThan(1_000);
  }

  @TestFactory
  Stream<DynamicTest> keepsTheLimit() {
    return BREACHES.entrySet().stream()
        .map(limit -> DynamicTest.dynamicTest(limit.getKey(), () -> keeps(limit)));
  }

  private static void keeps(Map.Entry<String, List<String>> limit) {
    Predicate<String> allowed = place -> EXCEPTIONS.allows(limit.getKey(), place);
    assertThat(limit.getValue()).filteredOn(allowed.negate()).isEmpty();
  }

  @Test
  void exceptionsGiveAReasonAndAreStillNeeded() {
    Set<String> breaches =
        BREACHES.entrySet().stream()
            .flatMap(
                limit -> limit.getValue().stream().map(place -> limit.getKey() + " | " + place))
            .collect(Collectors.toSet());
    assertThat(EXCEPTIONS.all()).allSatisfy(e -> assertThat(e.reason()).hasSizeGreaterThan(10));
    assertThat(EXCEPTIONS.all())
        .as("an exception that no longer breaks its limit leaves the list")
        .allSatisfy(e -> assertThat(breaches).contains(e.limit() + " | " + e.place()));
  }

  private static int fileLimit(SourceFile file) {
    return file.isTest() ? TEST_FILE_LINES : MAIN_FILE_LINES;
  }

  /**
   * The components of a record are named where it is made, as its javadoc is; they do not count.
   */
  private static boolean hasManyParameters(Method method) {
    return method.parameters() > PARAMETERS && !(method.isConstructor() && isRecord(method));
  }

  private static boolean isRecord(Method method) {
    return TREE.types().stream()
        .anyMatch(type ->
            type.file().equals(method.file())
                && type.name().equals(method.owner())
                && type.kind() == Tree.Kind.RECORD);
  }

  private static boolean hasLongLine(SourceFile file) {
    return file.lines().stream().anyMatch(line -> line.length() > LINE_LENGTH);
  }

  private static boolean hasLooseEnd(SourceFile file) {
    return file.lines().stream().anyMatch(line -> LOOSE_END.matcher(line).find());
  }

  private static List<String> files(Predicate<SourceFile> breach) {
    return TREE.files().stream()
        .filter(breach)
        .map(file -> file.path().toString())
        .sorted()
        .toList();
  }

  private static List<String> methods(Predicate<Method> breach) {
    return TREE.methods().stream().filter(breach).map(Method::toString).sorted().toList();
  }

  private static List<String> types(Predicate<Type> breach) {
    return TREE.types().stream()
        .filter(type -> type.kind() != Tree.Kind.ANNOTATION_TYPE)
        .filter(breach)
        .map(type -> type.file().path() + " " + type.name())
        .sorted()
        .toList();
  }

  private static List<String> packages(Predicate<List<SourceFile>> breach) {
    Map<Path, List<SourceFile>> packages =
        TREE.files().stream()
            .filter(file -> file.path().toString().contains("src/main/java"))
            .collect(Collectors.groupingBy(file -> file.path().getParent()));
    return packages.entrySet().stream()
        .filter(entry -> breach.test(entry.getValue()))
        .map(entry -> entry.getKey().toString())
        .sorted()
        .toList();
  }
}
