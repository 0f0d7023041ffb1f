package org.brood.script.syntax;

import java.util.List;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;

/// Reads the declarations of one file and hands each over as soon as it is complete.
///
/// A declaration that cannot be read is reported and skipped, so that one run tells of all of them.
public final class Parser extends StatementParser {
  private int exportDepth;
  private boolean misplaced;

  public Parser(SourceFile file, Diagnostics diagnostics, Directives directives) {
    super(file, diagnostics, directives);
  }

  /// Reads the whole file.
  public void parse() {
    boolean outerExport = directives.scope().exported();
    while (!at(Token.END)) {
      Span before = here();
      try {
        if (exportDepth > 0 && at(Token.CLOSE_BRACE)) {
          take();
          exportDepth = 0;
          directives.export(outerExport);
        } else if (!conditional()) {
          declaration();
        }
      } catch (SyntaxError reported) {
        if (recover(exportDepth) && exportDepth > 0) {
          exportDepth = 0;
          directives.export(outerExport);
        }
        if (here().equals(before) && !at(Token.END)) {
          take();
        }
      }
    }
    if (exportDepth > 0) {
      directives.export(outerExport);
      if (diagnostics.errors() == 0) {
        unexpected("\"}\"");
      }
    }
  }

  /// Where the comments with two `#` begin that were read so far.
  public int[] comments() {
    return lexer.comments();
  }

  /// Reads an expression that stands alone, such as a value of the command line.
  public static Expr parseValue(SourceFile file, Diagnostics diagnostics, Directives directives) {
    Parser parser = new Parser(file, diagnostics, directives);
    try {
      Expr value = parser.initializer();
      parser.expect(Token.END);
      return value;
    } catch (SyntaxError reported) {
      return new Expr.Absent(parser.last());
    }
  }

  private void declaration() {
    Token token = peek();
    Span start = here();
    if (token == Token.AT_DEBUG) {
      take();
      return;
    }
    if (!startsDeclaration(token) || (directives.inStatements() && !isUnmistakable(token))) {
      if (exportDepth > 0) {
        throw unexpected("a declaration or \"}\"");
      }
      Stmt statement = statement();
      directives.declare(new Decl.Statement(statement, directives.scope(), since(start)));
      return;
    }
    if (directives.inStatements() && !misplaced) {
      misplaced = true;
      unexpected("a statement: declarations stand before the first one");
    }
    switch (token) {
      case MODULE -> module();
      case EXPORT -> export();
      case GLOBAL -> variable(Decl.VariableKind.GLOBAL, start);
      case OPTION -> variable(Decl.VariableKind.OPTION, start);
      case CONST -> variable(Decl.VariableKind.CONST, start);
      case TYPE -> typeDeclaration(start);
      case REDEF -> redef(start);
      case FUNCTION, EVENT, HOOK -> function(false, start);
      default -> throw unexpected("a declaration");
    }
  }

  /// Whether a token begins a declaration and can begin no statement.
  private static boolean isUnmistakable(Token token) {
    return switch (token) {
      case MODULE, EXPORT, GLOBAL, OPTION, REDEF, TYPE -> true;
      default -> false;
    };
  }

  private void module() {
    take();
    String name = expectName();
    expect(Token.SEMICOLON);
    directives.enterModule(name);
  }

  private void export() {
    take();
    if (exportDepth > 0) {
      throw unexpected("a declaration, not an export section in another");
    }
    expect(Token.OPEN_BRACE);
    exportDepth = openBraces();
    directives.export(true);
  }

  private void variable(Decl.VariableKind kind, Span start) {
    take();
    String name = expectLookup();
    variable(kind, name, last(), start);
  }

  private void variable(Decl.VariableKind kind, String name, Span nameSpan, Span start) {
    TypeExpr type = optionalType();
    Initial initial = initial();
    List<Attr> attributes = attributes();
    expect(Token.SEMICOLON);
    directives.declare(
        new Decl.Variable(
            kind,
            name,
            nameSpan,
            type,
            initial.op(),
            initial.value(),
            attributes,
            directives.scope(),
            since(start)));
  }

  private void typeDeclaration(Span start) {
    take();
    String name = expectLookup();
    Span nameSpan = last();
    expect(Token.COLON);
    TypeExpr type = type();
    List<Attr> attributes = attributes();
    expect(Token.SEMICOLON);
    directives.declare(
        new Decl.Type(name, nameSpan, type, attributes, directives.scope(), since(start)));
  }

  private void redef(Span start) {
    take();
    switch (peek()) {
      case EVENT -> function(true, start);
      case ENUM -> redefEnum(start);
      case RECORD -> redefRecord(start);
      default -> {
        String name = expectLookup();
        rejectType(name);
        variable(Decl.VariableKind.REDEF, name, last(), start);
      }
    }
  }

  /// Only variables are redefined without a word that says what they are.
  private void rejectType(String name) {
    String kind = directives.kindOfType(name, directives.scope());
    if (kind.isEmpty()) {
      return;
    }
    boolean word = kind.equals("record") || kind.equals("enum");
    String near = ", at or near \"" + name + "\"";
    diagnostics.error(
        last(),
        word
            ? "redef of " + kind + " type " + name + " is missing " + kind + " keyword" + near
            : "can not redef " + kind + " type " + name + near);
    throw new SyntaxError();
  }

  private void redefEnum(Span start) {
    take();
    String name = expectLookup();
    Span nameSpan = last();
    expect(Token.ADD_TO);
    expect(Token.OPEN_BRACE);
    List<TypeExpr.EnumValue> values = enumValues();
    expect(Token.CLOSE_BRACE);
    expect(Token.SEMICOLON);
    directives.declare(
        new Decl.RedefEnum(name, nameSpan, values, directives.scope(), since(start)));
  }

  private void redefRecord(Span start) {
    take();
    String name = expectLookup();
    Span nameSpan = last();
    if (accept(Token.DOLLAR)) {
      redefField(name, nameSpan, start);
      return;
    }
    expect(Token.ADD_TO);
    expect(Token.OPEN_BRACE);
    List<TypeExpr.Field> fields = fields();
    expect(Token.CLOSE_BRACE);
    List<Attr> attributes = attributes();
    expect(Token.SEMICOLON);
    directives.declare(
        new Decl.RedefRecord(name, nameSpan, fields, attributes, directives.scope(), since(start)));
  }

  private void redefField(String record, Span nameSpan, Span start) {
    String field = expectName();
    Decl.InitOp op = at(Token.ADD_TO) ? Decl.InitOp.ADD : Decl.InitOp.REMOVE;
    if (!accept(Token.ADD_TO) && !accept(Token.REMOVE_FROM)) {
      throw unexpected("\"+=\" or \"-=\"");
    }
    expect(Token.OPEN_BRACE);
    if (!at(Token.ATTRIBUTE)) {
      throw unexpected("an attribute");
    }
    List<Attr> attributes = attributes();
    expect(Token.CLOSE_BRACE);
    expect(Token.SEMICOLON);
    directives.declare(
        new Decl.RedefField(
            record, nameSpan, field, op, attributes, directives.scope(), since(start)));
  }

  private void function(boolean redef, Span start) {
    TypeExpr.Flavor flavor =
        switch (take()) {
          case EVENT -> TypeExpr.Flavor.EVENT;
          case HOOK -> TypeExpr.Flavor.HOOK;
          default -> TypeExpr.Flavor.FUNCTION;
        };
    String name = expectLookup();
    Span nameSpan = last();
    TypeExpr.Signature signature = signature(flavor);
    List<Attr> attributes = attributes();
    Span head = since(start);
    conditionals();
    expect(Token.OPEN_BRACE);
    Expr.Captures none = new Expr.Captures(false, List.of(), head);
    List<Stmt> body = functionBody(signature, none);
    expect(Token.CLOSE_BRACE);
    directives.declare(
        new Decl.Function(
            redef, name, nameSpan, signature, attributes, body, directives.scope(), since(start)));
  }
}
