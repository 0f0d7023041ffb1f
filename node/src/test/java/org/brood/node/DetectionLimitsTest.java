package org.brood.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Dialogue;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What detection keeps for an analyzer that is found late.
class DetectionLimitsTest {
  private static final String SCRIPT =
      """
      @load-sigs ./late.sig
      redef dpd_buffer_size = 100;
      redef dpd_max_packets = 4;
      redef dpd_match_only_beginning = F;
      function tell(c: connection, what: string) { print fmt("%d %s", port_to_count(c$id$orig_p), what); }
      event finger_request(c: connection, full: bool, username: string, hostname: string)
        { tell(c, fmt("%d", |username|)); }
      event protocol_late_match(c: connection, atype: Analyzer::Tag) { tell(c, "late"); }
      """;

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  @BeforeAll
  static void compile() throws IOException {
    Files.writeString(
        folder.resolve("late.sig"),
        "signature late {\n  ip-proto == tcp\n  payload /^a+z/\n  enable \"finger\"\n}\n");
    Path script = Files.writeString(folder.resolve("events.zeek"), SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), true, List.of(script.toString()), true);
  }

  private static void say(Talks talks, String... pieces) {
    TcpConversation talk = talks.begin();
    Dialogue all = new Dialogue();
    for (String piece : pieces) {
      all.client(piece.getBytes(US_ASCII));
    }
    all.send(talk, 1_000);
    talk.close(true).close(false);
  }

  @Test
  void bytesAreKeptUpToTheBound() throws IOException {
    Talks talks = new Talks(program, folder, 4_000);
    say(talks, "a".repeat(100), "z\r\n");
    say(talks, "a".repeat(101), "z\r\n");

    assertThat(talks.events()).containsExactly(List.of("101"), List.of("late"));
  }

  @Test
  void piecesAreKeptUpToTheBound() throws IOException {
    Talks talks = new Talks(program, folder, 4_000);
    say(talks, "a", "a", "a", "a", "z\r\n");
    say(talks, "a", "a", "a", "a", "a", "z\r\n");

    assertThat(talks.events()).containsExactly(List.of("5"), List.of("late"));
  }
}
