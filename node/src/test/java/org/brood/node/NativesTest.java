package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.brood.bif.EngineNatives;
import org.brood.script.check.Checker;
import org.brood.script.codegen.NativeTable;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.Loader;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Runtime;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.brood.script.tree.Function;
import org.brood.script.tree.Program;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Built-in functions: what scripts declare and what Java offers are the same.
final class NativesTest {
  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

  private static List<Function> declared = List.of();

  @BeforeAll
  static void loadAllScripts() throws IOException {
    List<String> scripts =
        new ArrayList<>(
            List.of(
                "base/init-bare", "base/init-frameworks-and-bifs", "base/init-default", "local"));
    try (Stream<Path> files = Files.walk(SCRIPTS.resolve("policy"))) {
      files
          .filter(f -> f.toString().endsWith(".zeek"))
          .map(f -> SCRIPTS.resolve("policy").relativize(f).toString())
          .sorted()
          .forEach(scripts::add);
    }
    var path =
        new ScriptPath(
            Stream.of("", "policy", "site").map(d -> SCRIPTS.resolve(d).toString()).toList());
    var diagnostics = new Diagnostics();
    var loaded =
        Loader.load(
            new LoadRequest(path, scripts, List.of(), List.of(), ""),
            diagnostics,
            new Environment(Map.of(), "8.2.2", false, true));
    Program program = Checker.check(loaded, diagnostics).orElseThrow();
    declared = program.functions().stream().filter(Function::isNative).toList();
  }

  @Test
  void eachDeclaredFunctionIsBoundOrListedAsUnsupported() {
    var table = new NativeTable(EngineNatives.classes());
    var unbound = new TreeSet<String>();
    for (Function function : declared) {
      if (table.find(function.name()) == null) {
        unbound.add(function.name());
      }
    }

    assertThat(unbound).containsExactlyInAnyOrderElementsOf(EngineNatives.unsupported());
  }

  @Test
  void eachBoundFunctionIsDeclared() {
    var undeclared = new TreeSet<>(new NativeTable(EngineNatives.classes()).names());
    declared.forEach(function -> undeclared.remove(function.name()));

    assertThat(undeclared).isEmpty();
  }

  @Test
  void parametersAndResultsAreThoseThatScriptsDeclare() {
    var table = new NativeTable(EngineNatives.classes());
    var wrong = new ArrayList<String>();
    for (Function function : declared) {
      Method method = table.find(function.name());
      if (method != null && !fits(function, method)) {
        wrong.add(function.name() + ": " + function.type().describe() + " by " + method);
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void resultsThatMayBeMissingAreMarked() {
    var unmarked = new ArrayList<String>();
    var table = new NativeTable(EngineNatives.classes());
    for (Function function : declared) {
      Method method = table.find(function.name());
      boolean any = function.type().result() == Basic.ANY || function.type().isVariadic();
      if (method != null
          && !any
          && method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class)
          && !method.isAnnotationPresent(MayMiss.class)) {
        unmarked.add(function.name());
      }
    }

    assertThat(unmarked).isEmpty();
  }

  private static boolean fits(Function function, Method method) {
    List<Class<?>> given = new ArrayList<>(List.of(method.getParameterTypes()));
    if (!given.isEmpty() && given.getFirst() == Runtime.class) {
      given.removeFirst();
    }
    if (function.type().isVariadic()) {
      return given.equals(List.of(Object[].class));
    }
    if (given.size() != function.type().params().size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!kind(given.get(i)).equals(kind(function.type().params().get(i).type()))) {
        return false;
      }
    }
    return true;
  }

  private static String kind(Class<?> type) {
    return type.isPrimitive() ? type.getName() : "reference";
  }

  private static String kind(Type type) {
    return switch (type.rep()) {
      case LONG -> "long";
      case DOUBLE -> "double";
      case BOOL -> "boolean";
      case VOID -> "void";
      case REF -> "reference";
    };
  }
}
