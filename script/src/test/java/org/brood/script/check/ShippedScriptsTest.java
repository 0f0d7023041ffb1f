package org.brood.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The scripts that come with Brood are right as far as the checker can tell.
final class ShippedScriptsTest {
  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();
  private static final List<String> BARE =
      List.of("base/init-bare", "base/init-frameworks-and-bifs");

  private static List<String> problems(List<String> scripts) {
    return problems(scripts, new Environment(Map.of(), "8.2.2", false, true));
  }

  private static List<String> problems(List<String> scripts, Environment environment) {
    var diagnostics = new Diagnostics();
    var path =
        new ScriptPath(
            Stream.of("", "policy", "site").map(d -> SCRIPTS.resolve(d).toString()).toList());
    LoadedProgram program =
        Loader.load(
            new LoadRequest(path, scripts, List.of(), List.of(), ""), diagnostics, environment);
    Checker.check(program, diagnostics);
    return diagnostics.all().stream().map(DiagnosticRenderer::zeek).toList();
  }

  private static List<String> with(List<String> first, List<String> more) {
    var all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }

  @Test
  void bareModeHasNoProblems() {
    assertThat(problems(BARE)).isEmpty();
  }

  @Test
  void theDefaultScriptsAndThoseOfTheSiteHaveNoProblems() {
    assertThat(problems(with(BARE, List.of("base/init-default", "local")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MANAGER", "LOGGER", "PROXY", "WORKER"})
  void allScriptsTogetherHaveNoProblemsOnANodeOfACluster(String type) throws IOException {
    var node = new Environment(Map.of(), "8.2.2", false, true).asNode("Cluster::" + type);

    assertThat(problems(with(with(BARE, List.of("base/init-default")), policy()), node)).isEmpty();
  }

  @Test
  void allScriptsTogetherHaveNoProblems() throws IOException {
    assertThat(problems(with(with(BARE, List.of("base/init-default")), policy()))).isEmpty();
  }

  private static List<String> policy() throws IOException {
    try (Stream<Path> files = Files.walk(SCRIPTS.resolve("policy"))) {
      return files
          .filter(f -> f.toString().endsWith(".zeek"))
          .map(f -> SCRIPTS.resolve("policy").relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
