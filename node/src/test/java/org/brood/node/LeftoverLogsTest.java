package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs that a run left because it did not come to its end.
final class LeftoverLogsTest {
  private static final String SCRIPT =
      """
      redef LogAscii::enable_leftover_log_rotation = T;
      redef Log::default_rotation_interval = 1hr;
      redef Log::rotation_format_func = function(info: Log::RotationFmtInfo): Log::RotationPath
        { return Log::RotationPath($file_basename=info$path + "-then"); };

      function mine(info: Log::RotationInfo): bool
        {
        print info$path, info$writer, info$terminating, info$open <= info$close;
        return T;
        }
      function other(): bool { return T; }
      """;

  @TempDir Path folder;

  private ScriptRun.Result run(String script) throws IOException {
    return ScriptRun.of(folder, SCRIPT + script);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> logs() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("log"))
          .sorted()
          .toList();
    }
  }

  @Test
  void areRotatedAtTheStartAndGoToTheirFunction() throws IOException {
    write(".shadow.old.log", ".log\nmine\n");
    write("old.log", "a row\n");

    ScriptRun.Result result = run("");

    assertThat(result.out()).containsExactly("old, Log::WRITER_ASCII, F, T");
    assertThat(result.err())
        .containsExactly(
            "Rotated/postprocessed leftover log '" + folder + "/old.log' -> 'old-then.log' ");
    assertThat(logs()).containsExactly("old-then.log");
    assertThat(folder.resolve("old-then.log")).hasContent("a row\n");
  }

  @Test
  void withoutAFunctionThatFitsGoToTheUsualOne() throws IOException {
    write(".shadow.one.log", ".log\nnobody\n");
    write("one.log", "");
    write(".shadow.two.log", ".log\nother\n");
    write("two.log", "");

    ScriptRun.Result result = run("");

    String warning =
        "warning: Could not postprocess log '%s/%s.log' with intended postprocessor function '%s', proceeding  with the default function";
    assertThat(result.err())
        .contains(
            warning.formatted(folder, "one", "nobody"), warning.formatted(folder, "two", "other"));
    assertThat(logs()).containsExactly("one-then.log", "two-then.log");
  }

  @Test
  void withoutTheirMarkStay() throws IOException {
    write("old.log", "a row\n");

    run("");

    assertThat(logs()).containsExactly("old.log");
  }

  @Test
  void thatAreGoneLeaveNoMark() throws IOException {
    write(".shadow.old.log", ".log\nmine\n");

    ScriptRun.Result result = run("");

    assertThat(result.err()).isEmpty();
    assertThat(logs()).isEmpty();
  }

  @Test
  void withABrokenMarkAreRotatedAllTheSame() throws IOException {
    write(".shadow.old.log", ".log");
    write("old.log", "a row\n");

    ScriptRun.Result result = run("");

    assertThat(result.err().getFirst()).contains("is invalid: using default");
    assertThat(logs()).containsExactly("old-then.log");
  }

  @Test
  void areMarkedWhileTheyAreWritten() throws IOException {
    ScriptRun.Result result =
        run(
            """
            module Mine;
            export { redef enum Log::ID += { LOG }; type Row: record { n: count &log; }; }
            event zeek_init()
              {
              Log::create_stream(LOG, [$columns=Row, $path="mine"]);
              Log::remove_default_filter(LOG);
              Log::add_filter(LOG, [$name="mine", $path="mine", $interv=1hr, $postprocessor=::mine]);
              Log::write(LOG, [$n=1]);
              flush_all();
              system("cp DIR/.shadow.mine.log DIR/mark");
              }
            """
                .replace("DIR", folder.toString()));

    assertThat(result.out()).containsExactly("mine, Log::WRITER_ASCII, T, T");
    assertThat(folder.resolve("mark")).hasContent(".log\nmine\n");
    assertThat(logs()).containsExactly("mine-then.log");
  }
}
