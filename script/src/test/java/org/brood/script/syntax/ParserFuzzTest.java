package org.brood.script.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brood.script.check.Checker;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.junit.jupiter.api.Test;

/// Damaged scripts give diagnostics, never exceptions.
class ParserFuzzTest {
  private static final String SCRIPT =
      """
      module M;
      export {
        type Kind: enum { ONE, TWO = 5 };
        type Info: record { a: count &log; b: string &optional; s: set[addr, port] &default=set(); };
        global log: event(rec: Info, n: count);
        option limit = 5 min;
        const names: table[string] of count = { ["a"] = 1, ["b"] = 2 } &redef;
      }
      redef names += { ["c"] = 3 };
      redef record Info += { k: Kind &default=ONE; };
      @if ( T && |names| == 3 )
      global extra: vector of double = vector(1.0, 2);
      @else
      global extra: count = 0;
      @endif
      function f(x: count, y: string &default="z"): bool
        { return x > 1 ? /a+/ in y : x !in set(1, 2); }
      event M::log(rec: Info, n: count) &priority=-5
        {
        local t: table[addr] of Info = table() &create_expire=limit;
        t[1.2.3.4] = [$a=n, $b=fmt("%s", rec$a)];
        for ( [h, p] in rec$s ) { if ( rec?$b && f(n) ) next; else break; }
        when [n] ( local r = f(n) ) { print r, n; } timeout 5 sec { print n; }
        switch ( n ) { case 1, 2: print "x"; fallthrough; default: break; }
        local g = function[n](q: int): int { return q + n; };
        delete t[1.2.3.4];
        schedule 1 min { M::log(rec, n + 1) };
        }
      """;

  @Test
  void damagedScriptsNeverThrow() {
    Random random = new Random(20260117);

    for (int round = 0; round < 3_000; round++) {
      Diagnostics diagnostics = new Diagnostics();
      LoadedProgram program = load(damaged(random), diagnostics);
      Checker.check(program, diagnostics);
      diagnostics.all().forEach(DiagnosticRenderer::rich);
      diagnostics.all().forEach(DiagnosticRenderer::zeek);
    }
  }

  @Test
  void undamagedItIsRight() {
    Diagnostics diagnostics = new Diagnostics();

    LoadedProgram program =
        load("global fmt: function(va_args: any): string;\n" + SCRIPT, diagnostics);

    assertThat(Checker.check(program, diagnostics)).as(diagnostics.all().toString()).isPresent();
  }

  private static LoadedProgram load(String code, Diagnostics diagnostics) {
    LoadRequest request =
        new LoadRequest(new ScriptPath(List.of()), List.of(), List.of(), List.of(), code);
    return Loader.load(request, diagnostics, new Environment(Map.of(), "8.2.0", false, false));
  }

  private static String damaged(Random random) {
    StringBuilder text = new StringBuilder(SCRIPT);
    int changes = 1 + random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length());
      int length = Math.min(random.nextInt(12), text.length() - at);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, at + length);
        case 1 -> text.insert(at, text.substring(at, at + length));
        case 2 -> text.insert(at, (char) random.nextInt(256));
        default -> {
          int from = random.nextInt(text.length());
          int size = Math.min(random.nextInt(30), text.length() - from);
          text.insert(at, text.substring(from, from + size));
        }
      }
    }
    return text.toString();
  }
}
