package org.brood.script.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.brood.script.tree.Program;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The golden scripts of the language, compiled and evaluated, print the same. There is no engine
/// here: what needs it fails alike in both.
class GoldenScriptsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(HOME.resolve("testing/scripts/language"))) {
      all = files.filter(f -> f.toString().endsWith(".zeek") && isRight(f)).sorted().toList();
    }
    return all.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
  }

  private static boolean isRight(Path script) {
    try {
      return !Files.readString(script).contains("@TEST-EXEC-FAIL");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void compare(Path script) throws Exception {
    Path scripts = HOME.resolve("scripts");
    Program program =
        BackEnds.check(
            List.of(scripts, scripts.resolve("policy")),
            List.of(
                Path.of("base/init-bare.zeek"),
                Path.of("base/init-frameworks-and-bifs.zeek"),
                script),
            "");

    BackEnds.onLargeStack(() -> {
      assertThat(BackEnds.evaluated(program)).isEqualTo(BackEnds.compiled(program));
      return null;
    });
  }
}
