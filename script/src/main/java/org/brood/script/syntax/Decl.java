package org.brood.script.syntax;

import java.util.List;
import org.brood.script.source.Span;

/// A declaration, with the module that it is in.
public sealed interface Decl {
  Scope scope();

  Span span();

  /// Where a declaration stands.
  ///
  /// @param module the module, `GLOBAL` when the file names none
  /// @param exported whether it is in an `export` block
  record Scope(String module, boolean exported) {}

  /// `global`, `const`, `option`, and `redef` of one of these.
  record Variable(
      VariableKind kind,
      String name,
      Span nameSpan,
      TypeExpr type,
      InitOp op,
      Expr value,
      List<Attr> attributes,
      Scope scope,
      Span span)
      implements Decl {}

  record Type(
      String name, Span nameSpan, TypeExpr type, List<Attr> attributes, Scope scope, Span span)
      implements Decl {}

  /// A body for a function, event or hook.
  ///
  /// @param redef `redef event`: the bodies so far are dropped
  record Function(
      boolean redef,
      String name,
      Span nameSpan,
      TypeExpr.Signature signature,
      List<Attr> attributes,
      List<Stmt> body,
      Scope scope,
      Span span)
      implements Decl {}

  record RedefEnum(
      String name, Span nameSpan, List<TypeExpr.EnumValue> values, Scope scope, Span span)
      implements Decl {}

  record RedefRecord(
      String name,
      Span nameSpan,
      List<TypeExpr.Field> fields,
      List<Attr> attributes,
      Scope scope,
      Span span)
      implements Decl {}

  /// `redef record X$field += { &log };`
  record RedefField(
      String name,
      Span nameSpan,
      String field,
      InitOp op,
      List<Attr> attributes,
      Scope scope,
      Span span)
      implements Decl {}

  /// `NAME=value` on the command line: the value is read by the type of the variable.
  record CommandLine(String name, InitOp op, String value, Scope scope, Span span)
      implements Decl {}

  /// A statement outside of functions: they run when everything is loaded.
  record Statement(Stmt statement, Scope scope, Span span) implements Decl {}

  /// What kind of variable a declaration makes.
  enum VariableKind {
    GLOBAL,
    CONST,
    OPTION,
    REDEF
  }

  /// How an initial value is joined to what is there.
  enum InitOp {
    NONE(""),
    SET("="),
    ADD("+="),
    REMOVE("-=");

    private final String text;

    InitOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
