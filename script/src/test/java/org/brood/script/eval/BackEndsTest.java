package org.brood.script.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.brood.script.tree.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random programs, compiled and evaluated, print the same.
///
/// `-Dprograms.count=100000` runs more of them, `-Dprograms.first=SEED` begins at another seed.
class BackEndsTest {
  private static final String DECLARATIONS =
      """
      type transport_proto: enum { unknown_transport, tcp, udp, icmp };
      global zeek_init: event();
      global zeek_done: event();
      global cat: function(va_args: any): string;
      global fmt: function(va_args: any): string;
      global to_upper: function(str: string): string;
      global to_lower: function(str: string): string;
      global sub_bytes: function(s: string, start: count, n: int): string;
      global reverse: function(str: string): string;
      global type_name: function(t: any): string;
      global double_to_time: function(d: double): time;
      global time_to_double: function(t: time): double;
      global interval_to_double: function(i: interval): double;
      global double_to_interval: function(d: double): interval;
      global count_to_double: function(c: count): double;
      global enum_to_int: function(e: any): int;
      global count_to_port: function(num: count, proto: transport_proto): port;
      global port_to_count: function(p: port): count;
      global subnet_to_addr: function(sn: subnet): addr;
      """;

  @TempDir Path folder;

  @Test
  void randomProgramsPrintTheSameCompiledAndEvaluated() throws Exception {
    BackEnds.onLargeStack(() -> {
      compare();
      return null;
    });
  }

  private void compare() throws IOException {
    Path declarations = Files.writeString(folder.resolve("declared.bif.zeek"), DECLARATIONS);
    long first = Long.getLong("programs.first", 1);
    int count = Integer.getInteger("programs.count", 2000);
    int shown = Integer.getInteger("programs.shown", 3);
    List<String> failures = new ArrayList<>();
    int withErrors = 0;
    for (long seed = first; seed < first + count && failures.size() < shown; seed++) {
      String code = ProgramGenerator.program(seed);
      try {
        Program program = BackEnds.check(List.of(), List.of(declarations), code);
        String compiled = BackEnds.compiled(program);
        String evaluated = BackEnds.evaluated(program);
        withErrors += compiled.contains("\n! ") ? 1 : 0;
        if (!compiled.equals(evaluated)) {
          failures.add(differing(seed, code, compiled, evaluated));
        }
      } catch (RuntimeException | Error e) {
        failures.add("seed " + seed + ": " + e + "\n" + numbered(code));
      }
    }

    assertThat(failures).as("programs from seed %d", first).isEmpty();
    assertThat(withErrors).as("programs with run-time errors").isGreaterThan(count / 100);
  }

  private static String differing(long seed, String code, String compiled, String evaluated) {
    String[] one = compiled.split("\n", -1);
    String[] two = evaluated.split("\n", -1);
    int at = 0;
    while (at < one.length && at < two.length && one[at].equals(two[at])) {
      at++;
    }
    String before = at == 0 ? "" : one[at - 1];
    return "seed %d differs in line %d of the output, after %s%ncompiled:  %s%nevaluated: %s%n%s"
        .formatted(
            seed,
            at + 1,
            before,
            at < one.length ? one[at] : "(end)",
            at < two.length ? two[at] : "(end)",
            numbered(code));
  }

  private static String numbered(String code) {
    StringBuilder text = new StringBuilder();
    int line = 1;
    for (String one : code.split("\n", -1)) {
      text.append(line++).append(": ").append(one).append('\n');
    }
    return text.toString();
  }
}
