package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Options of `zeek` that say what a run does, or how.
final class ZeekCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  private StatusFile status(String name) {
    return new StatusFile(name, new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  @Test
  void theStatusFileSaysWhatTheRunDoes() {
    Path file = folder.resolve("status");
    StatusFile status = status(file.toString());

    status.initializing();
    assertThat(file).hasContent("INITIALIZING [main]\n");
    status.running();
    assertThat(file).hasContent("RUNNING [run_loop]\n");
    status.terminating();
    assertThat(file).hasContent("TERMINATING [done_with_network]\n");
    status.terminated(false);
    assertThat(file).hasContent("TERMINATED [atexit]\n");
    status.terminated(true);
    assertThat(file).hasContent("TERMINATED [fatal_error]\n");
  }

  @Test
  void aStatusFileThatCannotBeWrittenIsToldAndNoMore() {
    status(folder + "/no/status").running();

    assertThat(told.toString(StandardCharsets.UTF_8))
        .isEqualTo("Failed to open process status file '" + folder + "/no/status': 2 [RUNNING]\n");
  }

  @Test
  void aReplayHasTheSpeedThatIsAskedFor() {
    assertThat(ZeekOptions.parse(List.of("-r", "x")).speed()).isZero();
    assertThat(ZeekOptions.parse(List.of("--pseudo-realtime", "-r", "x")).speed()).isEqualTo(1);
    assertThat(ZeekOptions.parse(List.of("--pseudo-realtime=2.5")).speed()).isEqualTo(2.5);
    assertThat(ZeekOptions.parse(List.of("--pseudo-realtime=0")).error()).contains("a speed");
    assertThat(ZeekOptions.parse(List.of("--pseudo-realtime=x")).error()).contains("a speed");
    assertThat(ZeekOptions.parse(List.of("--pseudo-realtime=NaN")).error()).contains("a speed");
  }
}
