package org.brood.script.check;

import org.brood.script.load.Loader;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Describe;
import org.brood.script.syntax.Expr;
import org.brood.script.syntax.Parser;

/// The source text of an expression in the form that messages of Zeek show: as it was read, not as
/// it was written.
public final class ExpressionText {
  private ExpressionText() {}

  /// @return the source itself if it is no whole expression
  public static String canonical(String source) {
    Diagnostics ignored = new Diagnostics();
    Decl.Scope scope = new Decl.Scope(Loader.GLOBAL_MODULE, false);
    Expr parsed =
        Parser.parseValue(SourceFile.ofText("", source), ignored, new ValueDirectives(scope));
    return parsed instanceof Expr.Absent || ignored.hasErrors()
        ? source
        : Describe.expression(parsed);
  }
}
