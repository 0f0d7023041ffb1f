package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoFindingsTest {
  private final DemoFindings findings = new DemoFindings();

  private void add(String note, String message, String uid, String sub) {
    findings.add(Map.of("note", note, "msg", message, "uid", uid, "sub", sub));
  }

  private String print() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    findings.print(
        new PrintStream(out, true, StandardCharsets.UTF_8), "bin/zeek-cut", Path.of("logs"));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void longestChainStandsForTheShorterOnes() {
    add("M::Move", "two", "C2", "C1,C2");
    add("M::Move", "three", "C3", "C1,C2,C3");
    add("M::Move", "another", "C9", "C8,C9");

    assertThat(print())
        .isEqualTo(
            """

            Findings

              M::Move
                three
                connections: C1 C2 C3
                bin/zeek-cut ts uid id.orig_h id.resp_h id.resp_p service conn_state <logs/conn.log | grep -E 'C1|C2|C3'

              M::Move
                another
                connections: C8 C9
                bin/zeek-cut ts uid id.orig_h id.resp_h id.resp_p service conn_state <logs/conn.log | grep -E 'C8|C9'
            """);
  }

  @Test
  void longChainsAreTakenFromTheNotice() {
    add("S::Scan", "many", "C7", "C1,C2,C3,C4,C5,C6,C7");

    assertThat(print())
        .isEqualTo(
            """

            Findings

              S::Scan
                many
                connections: C1 C2 C3 ... C7
                bin/zeek-cut uid sub <logs/notice.log | grep ^C7 | cut -f 2 | tr , '\\n' | grep -F -f - logs/conn.log
            """);
  }

  @Test
  void noticesWithoutChainNameTheirConnectionIfThereIsOne() {
    add("Intel::Notice", "hit", "C1", "192.0.2.1");
    add("Other::Thing", "no connection", "-", "-");

    assertThat(print())
        .isEqualTo(
            """

            Findings

              Intel::Notice
                hit
                connections: C1
                bin/zeek-cut ts uid id.orig_h id.resp_h id.resp_p service conn_state <logs/conn.log | grep -E 'C1'

              Other::Thing
                no connection
            """);
  }

  @Test
  void nothingIsSaidSo() {
    assertThat(print()).isEqualTo("\nNothing was found.\n");
  }

  @Test
  void twelveAreShown() {
    for (int i = 0; i < 14; i++) {
      add("A::B", "number " + i, "-", "-");
    }

    assertThat(print())
        .contains("number 11")
        .doesNotContain("number 12")
        .contains("and 2 more in logs/notice.log");
  }
}
