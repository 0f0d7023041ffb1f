package org.brood.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.brood.script.load.Environment;
import org.brood.script.load.LoadRequest;
import org.brood.script.load.Loader;
import org.brood.script.source.DiagnosticRenderer;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.ScriptPath;
import org.junit.jupiter.api.Test;

final class VariableUsageTest {
  /// The warnings about the body of a function with the parameter `p`.
  private static List<String> told(String body) {
    var diagnostics = new Diagnostics();
    var loaded =
        Loader.load(
            new LoadRequest(
                new ScriptPath(List.of()),
                List.of(),
                List.of(),
                List.of(),
                "global f: function(): count;\nfunction body(p: count) {\n" + body + "\n}"),
            diagnostics,
            new Environment(Map.of(), "8.2.2", false, false));
    var program = Checker.check(loaded, diagnostics).orElseThrow();
    VariableUsage.report(program, diagnostics);
    return diagnostics.all().stream()
        .map(DiagnosticRenderer::zeek)
        .map(message -> message.replaceFirst("warning in <command line>, line \\d+: ", ""))
        .toList();
  }

  @Test
  void aVariableThatIsReadBeforeItHasAValueIsToldOnce() {
    assertThat(told("local a: count; print a; print a; a = 1; print a;"))
        .containsExactly("used without definition (a)");
  }

  @Test
  void aVariableThatOneBranchAssignsPerhapsHasAValue() {
    assertThat(told("local a: count; if ( p > 1 ) a = 1; print a;"))
        .containsExactly("possibly used without definition (a)");
    assertThat(told("local a: count; if ( p > 1 ) a = 1; else a = 2; print a;")).isEmpty();
    assertThat(told("local a: count; if ( p > 1 ) a = 1; else return; print a;")).isEmpty();
  }

  @Test
  void aLoopMayRunNeverOrAgain() {
    assertThat(told("local a: count; for ( i in vector(1) ) a = i; print a;"))
        .containsExactly("possibly used without definition (a)");
    assertThat(told("local a: count; for ( i in vector(1) ) { print a; a = i; }"))
        .containsExactly("possibly used without definition (a)");
  }

  @Test
  void aSwitchAssignsIfAllItsCasesDo() {
    String cases = "local a: count; switch ( p ) { case 1: a = 1; break; %s } print a;";

    assertThat(told(cases.formatted("default: a = 2; break;"))).isEmpty();
    assertThat(told(cases.formatted("default: break;")))
        .containsExactly("possibly used without definition (a)");
    assertThat(told(cases.formatted(""))).containsExactly("possibly used without definition (a)");
  }

  @Test
  void containersAndRecordsStartEmpty() {
    assertThat(told("local t: table[count] of count; t[1] = 1; local v: vector of count; print v;"))
        .isEmpty();
  }

  @Test
  void lambdasReadWhatTheyCapture() {
    assertThat(told("local a: count; local g = function[a]() { print a; }; g();"))
        .containsExactly("used without definition (a)");
  }

  @Test
  void valuesThatNobodyReadsAreToldFromTheLast() {
    assertThat(told("local a = p; a = 2; a = 3; print a; a = 4;"))
        .containsExactly(
            "assignment unused (a = 4)", "assignment unused (a = 2)", "assignment unused (a = p)");
  }

  @Test
  void resultsOfCallsMayBeLeft() {
    assertThat(told("local a = f(); a = f();")).isEmpty();
  }

  @Test
  void whatTheNextRoundReadsIsRead() {
    assertThat(told("local a = 1; while ( p > 1 ) { print a; a = 2; }")).isEmpty();
    assertThat(told("local a = 1; while ( p > 1 ) { a = 2; next; } print a;")).isEmpty();
  }

  @Test
  void aReturnReadsNothingBehindIt() {
    assertThat(told("local a = 1; if ( p > 1 ) { a = 2; return; } print a;"))
        .containsExactly("assignment unused (a = 2)");
  }

  @Test
  void authorsCanSayThatItIsMeant() {
    assertThat(told("local a = 1 &is_used; local b: count &is_assigned; print b;")).isEmpty();
  }

  @Test
  void bodiesOfLambdasAreLookedAtToo() {
    assertThat(told("local g = function() { local a: count; print a; }; g();"))
        .containsExactly("used without definition (a)");
  }
}
