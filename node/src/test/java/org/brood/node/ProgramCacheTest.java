package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brood.bif.EngineNatives;
import org.brood.script.check.Checker;
import org.brood.script.codegen.CompiledProgram;
import org.brood.script.codegen.NativeTable;
import org.brood.script.codegen.ProgramCompiler;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.Loader;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which compiled programs are found again, and which are not.
class ProgramCacheTest {
  private static final String USER_DIR = System.getProperty("user.dir");
  private static CompiledProgram program;

  @TempDir Path folder;
  private ProgramCache cache;
  private Path script;

  @BeforeAll
  static void compile() {
    Path scripts =
        Files.isDirectory(Path.of("scripts")) ? Path.of("scripts") : Path.of("../scripts");
    Diagnostics diagnostics = new Diagnostics();
    LoadRequest request =
        new LoadRequest(
            ScriptPath.parse(scripts.toString()),
            ScriptBuild.scripts(true, List.of()),
            List.of(),
            List.of(),
            "");
    program =
        ProgramCompiler.compile(
            Checker.check(
                    Loader.load(
                        request, diagnostics, new Environment(Map.of(), "8.2.2", false, true)),
                    diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all().toString())),
            new NativeTable(EngineNatives.classes()),
            List.of(),
            List.of());
  }

  @BeforeEach
  void prepare() throws IOException {
    cache = new ProgramCache(folder.resolve("cache"));
    script = Files.writeString(folder.resolve("script.zeek"), "global a = 1;\n");
  }

  @AfterEach
  void comeBack() {
    System.setProperty("user.dir", USER_DIR);
  }

  private void store(String key, String read, String missed) {
    cache.store(key, program, List.of(read), List.of(missed), false);
  }

  @Test
  void programOfAbsoluteFilesIsFoundInEveryFolder() {
    store("key", script.toString(), "./script.zeek");

    System.setProperty("user.dir", folder.toString());

    assertThat(cache.find("key")).isPresent();
    assertThat(cache.find("other")).isEmpty();
  }

  @Test
  void programOfRelativeFilesBelongsToItsFolder() {
    store("key", "./pom.xml", folder.resolve("none.zeek").toString());
    assertThat(cache.find("key")).isPresent();

    System.setProperty("user.dir", folder.toString());

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void programThatTheBuildMadeIsFoundAndLeftAsItIs() throws IOException {
    store("key", script.toString(), "./script.zeek");
    Path made = folder.resolve("cache");
    ProgramCache users = new ProgramCache(folder.resolve("users"), made);

    assertThat(users.find("key")).isPresent();
    assertThat(users.find("other")).isEmpty();
    try (Stream<Path> all = Files.list(made.resolve("programs"))) {
      assertThat(all).containsExactly(cache.jar("key"));
    }

    Files.writeString(script, "global a = 12;\n");
    assertThat(users.find("key")).isEmpty();
  }

  @Test
  void changedFileMakesTheProgramStale() throws IOException {
    store("key", script.toString(), "./script.zeek");

    Files.writeString(script, "global a = 12;\n");

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void fileThatAppearsMakesTheProgramStale() throws IOException {
    Path missed = folder.resolve("missed.zeek");
    store("key", script.toString(), missed.toString());

    Files.writeString(missed, "\n");

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void damagedJarIsIgnored() throws IOException {
    store("key", script.toString(), "./script.zeek");

    Files.writeString(cache.jar("key"), "no archive");

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void programsThatWereNotUsedForLongestMakeRoom() throws IOException {
    Path programs = Files.createDirectories(folder.resolve("cache/programs"));
    for (int i = 0; i < ProgramCache.MOST; i++) {
      for (String extension : List.of(".jar", ".aot", ".used")) {
        Path file = Files.writeString(programs.resolve("p" + i + extension), "");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + 1_000L * i));
      }
    }
    Files.setLastModifiedTime(programs.resolve("p0.used"), FileTime.fromMillis(9_000_000L));

    store("key", script.toString(), "./script.zeek");

    int kept = ProgramCache.MOST * 3 / 4;
    int gone = ProgramCache.MOST - kept;
    assertThat(programs.resolve("p0.jar")).exists();
    assertThat(programs.resolve("p" + gone + ".jar")).doesNotExist();
    assertThat(programs.resolve("p" + gone + ".aot")).doesNotExist();
    assertThat(programs.resolve("p" + (gone + 1) + ".aot")).exists();
    try (Stream<Path> all = Files.list(programs)) {
      assertThat(all.filter(path -> path.toString().endsWith(".jar"))).hasSize(kept + 1);
    }
    assertThat(cache.find("key")).isPresent();
  }
}
