package org.brood.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.brood.script.source.Diagnostic.Severity;
import org.brood.script.source.Diagnostic.Subject;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
  private static final SourceFile FILE =
      SourceFile.ofText("./a.zeek", "global a = 1;\n\tprint b + 1;\nprint\n  c;\n");

  private static Span span(String text) {
    int at = FILE.latin1(0, FILE.length()).indexOf(text);
    return new Span(FILE, at, at + text.length());
  }

  @Test
  void oneSubjectIsPlacedAndShown() {
    Diagnostic diagnostic =
        new Diagnostic(
            Severity.ERROR, List.of(new Subject(span("b + 1"), "b + 1")), "is wrong", List.of());

    assertThat(DiagnosticRenderer.zeek(diagnostic))
        .isEqualTo("error in ./a.zeek, line 2: is wrong (b + 1)");
  }

  @Test
  void aSubjectWithoutPlaceStandsForItself() {
    Diagnostic diagnostic =
        new Diagnostic(
            Severity.WARNING,
            List.of(new Subject(Span.NONE, "count"), new Subject(span("print\n  c"), "c")),
            "type clash",
            List.of());

    assertThat(DiagnosticRenderer.zeek(diagnostic))
        .isEqualTo("warning in count and ./a.zeek, lines 3-4: type clash (count and c)");
  }

  @Test
  void theRichFormShowsTheLine() {
    Diagnostic diagnostic =
        new Diagnostic(
            Severity.ERROR,
            List.of(new Subject(span("b + 1"), "")),
            "unknown identifier b",
            List.of("did you mean a?"));

    assertThat(DiagnosticRenderer.rich(diagnostic))
        .isEqualTo(
            """
            ./a.zeek:2:8: error: unknown identifier b
             2 |  print b + 1;
               |        ^^^^^
              did you mean a?
            """);
  }

  @Test
  void fatalErrorsMayHaveNoPlace() {
    Diagnostic diagnostic = Diagnostic.of(Severity.FATAL, Span.NONE, "can't find x");

    assertThat(DiagnosticRenderer.zeek(diagnostic)).isEqualTo("fatal error: can't find x");
  }

  @Test
  void diagnosticsAreBounded() {
    Diagnostics diagnostics = new Diagnostics();

    for (int i = 0; i <= Diagnostics.LIMIT; i++) {
      diagnostics.error(Span.NONE, "error " + i);
    }

    assertThat(diagnostics.all()).hasSize(Diagnostics.LIMIT);
    assertThat(diagnostics.dropped()).isEqualTo(1);
  }
}
