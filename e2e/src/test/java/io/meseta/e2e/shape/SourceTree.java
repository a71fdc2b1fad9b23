package io.meseta.e2e.shape;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Every hand-written Java file of the repository, parsed (not attributed) with the JDK's own
 * compiler.
 */
final class SourceTree {

  /** One Java file: its path relative to the repository root and its lines. */
  record SourceFile(Path path, List<String> lines) {
    boolean isTest() {
      return path.toString().contains("src/test/");
    }

    boolean isPackageInfo() {
      return path.endsWith("package-info.java");
    }
  }

  /** One method or constructor; {@code lines} counts from its first to its last line. */
  record Method(SourceFile file, String owner, String name, int lines, int parameters) {
    boolean isConstructor() {
      return name.equals("<init>");
    }

    @Override
    public String toString() {
      return file.path() + " " + owner + "." + name;
    }
  }

  /** One type declaration and the name of its superclass or interfaces as written. */
  record Type(SourceFile file, String name, Tree.Kind kind, boolean isPublic) {}

  private final List<SourceFile> files;
  private final List<Method> methods = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();

  private SourceTree(List<SourceFile> files) {
    this.files = files;
  }

  List<SourceFile> files() {
    return files;
  }

  List<Method> methods() {
    return methods;
  }

  List<Type> types() {
    return types;
  }

  static SourceTree read() {
    Path root = root();
    try (Stream<Path> modules = Files.list(root)) {
      List<SourceFile> files =
          modules
              .filter(module -> Files.exists(module.resolve("pom.xml")))
              .flatMap(module -> javaFiles(root, module))
              .toList();
      SourceTree tree = new SourceTree(files);
      tree.parse(root);
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    return Path.of(System.getProperty("meseta.root"));
  }

  private static Stream<SourceFile> javaFiles(Path root, Path module) {
    try (Stream<Path> walk = Files.walk(module)) {
      return walk
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !root.relativize(path).toString().contains("target/"))
          .sorted()
          .map(path -> new SourceFile(root.relativize(path), readLines(path)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> readLines(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void parse(Path root) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      for (SourceFile file : files) {
        var units = manager.getJavaFileObjects(root.resolve(file.path()));
        JavacTask task =
            (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        for (CompilationUnitTree unit : task.parse()) {
          new Collector(file, unit, positions).scan(unit, "");
        }
      }
    }
  }

  /** Collects the methods and types of one file; the argument is the name of the enclosing type. */
  private final class Collector extends TreeScanner<Void, String> {
    private final SourceFile file;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    Collector(SourceFile file, CompilationUnitTree unit, SourcePositions positions) {
      this.file = file;
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree tree, String owner) {
      String name = tree.getSimpleName().toString();
      if (!name.isEmpty()) {
        boolean isPublic = tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
        types.add(new Type(file, name, tree.getKind(), isPublic));
      }
      return super.visitClass(tree, name);
    }

    @Override
    public Void visitMethod(MethodTree tree, String owner) {
      LineMap map = unit.getLineMap();
      long start = map.getLineNumber(positions.getStartPosition(unit, tree));
      long end = map.getLineNumber(Math.max(0, positions.getEndPosition(unit, tree)));
      methods.add(
          new Method(
              file,
              owner,
              tree.getName().toString(),
              (int) (end - start + 1),
              tree.getParameters().size()));
      return super.visitMethod(tree, owner);
    }
  }
}
