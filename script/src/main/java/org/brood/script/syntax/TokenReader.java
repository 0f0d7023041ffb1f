package org.brood.script.syntax;

import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.jspecify.annotations.Nullable;

/// The tokens of one file, with at most one read ahead, and what is common to all of the grammar:
/// expectations, bounds, conditionals.
abstract class TokenReader {
  /// How deeply expressions, statements and types may nest.
  static final int MAX_DEPTH = 400;

  /// How high the tree of an expression or statement may be: operators that follow each other
  /// count.
  static final int MAX_HEIGHT = 600;

  final Diagnostics diagnostics;
  final Directives directives;
  final Lexer lexer;
  private @Nullable Token ahead;
  private Span last;
  private int depth;
  private int height;
  private int braces;

  TokenReader(SourceFile file, Diagnostics diagnostics, Directives directives) {
    this.diagnostics = diagnostics;
    this.directives = directives;
    this.lexer = new Lexer(file, diagnostics, directives);
    this.last = new Span(file, 0, 0);
  }

  /// Ends the declaration that is being read. Thrown after the error was reported.
  static final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxError() {
      super("syntax error", null, false, false);
    }
  }

  final Token peek() {
    if (ahead == null) {
      ahead = lexer.next();
    }
    return ahead;
  }

  final boolean at(Token token) {
    return peek() == token;
  }

  final boolean accept(Token token) {
    if (peek() != token) {
      return false;
    }
    take();
    return true;
  }

  /// Takes the token ahead.
  final Token take() {
    Token token = peek();
    last = lexer.span();
    if (token == Token.OPEN_BRACE) {
      braces++;
    } else if (token == Token.CLOSE_BRACE) {
      braces--;
    }
    if (token != Token.END) {
      ahead = null;
    }
    return token;
  }

  final Span expect(Token token) {
    if (peek() != token) {
      throw unexpected("\"" + token.text() + "\"");
    }
    take();
    return last;
  }

  /// Takes a name without a `::` before it.
  final String expectName() {
    if (peek() != Token.NAME) {
      throw unexpected("a name");
    }
    take();
    return lexer.text();
  }

  /// Takes a name; with `::` before it outside of export sections only.
  final String expectLookup() {
    if (peek() == Token.GLOBAL_NAME) {
      take();
      String name = lexer.text();
      if (directives.scope().exported()) {
        diagnostics.error(last, "cannot use :: prefix in export section: " + name);
        throw unexpected("a name without ::");
      }
      return name;
    }
    return expectName();
  }

  /// Where the token ahead stands.
  final Span here() {
    peek();
    return lexer.span();
  }

  /// Where the token that was taken last stands.
  final Span last() {
    return last;
  }

  final Span since(Span start) {
    return start.to(last);
  }

  /// Reports the token ahead as out of place.
  final SyntaxError unexpected(String expected) {
    Token token = peek();
    String where =
        token == Token.END
            ? "at end of file " + lexer.span().file().name()
            : "at or near \"" + lexer.written() + "\"";
    diagnostics.error(lexer.span(), "syntax error, " + where, "expected " + expected);
    return new SyntaxError();
  }

  final void enter() {
    if (++depth > MAX_DEPTH) {
      diagnostics.error(here(), "nested too deeply");
      throw new SyntaxError();
    }
  }

  /// Ends what [#enter] began: one node more stands on what was read.
  final void leave() {
    depth--;
    raise(height);
  }

  /// The height of what was read last.
  final int height() {
    return height;
  }

  final void height(int known) {
    height = known;
  }

  /// Notes that a node stands on others, the highest of which has height `below`.
  final void raise(int below) {
    height = below + 1;
    if (height > MAX_HEIGHT) {
      diagnostics.error(here(), "expression is too long");
      throw new SyntaxError();
    }
  }

  final int openBraces() {
    return braces;
  }

  abstract Expr expression();

  /// Whether a conditional stands ahead; it is carried out.
  final boolean conditional() {
    Token token = peek();
    if (token == Token.AT_ELSE) {
      take();
      lexer.otherwise();
      return true;
    }
    if (token == Token.AT_IF) {
      take();
      expect(Token.OPEN_PAREN);
      Expr condition = expression();
      expect(Token.CLOSE_PAREN);
      lexer.beginConditional(evaluate(condition));
      return true;
    }
    if (token == Token.AT_IFDEF || token == Token.AT_IFNDEF) {
      take();
      expect(Token.OPEN_PAREN);
      String name = expectName();
      expect(Token.CLOSE_PAREN);
      boolean declared = directives.isDeclared(name, directives.scope());
      lexer.beginConditional(declared == (token == Token.AT_IFDEF));
      return true;
    }
    return false;
  }

  /// Carries out all conditionals that stand ahead.
  final void conditionals() {
    boolean more = conditional();
    while (more) {
      more = conditional();
    }
  }

  /// The value of an `@if`; names that only a running function knows cannot be used.
  abstract boolean evaluate(Expr condition);

  /// Skips to where a declaration may begin: behind the one that failed.
  ///
  /// @param outer how many braces are open around declarations here
  /// @return whether a declaration at the left margin was met, so that no brace counts any more
  final boolean recover(int outer) {
    depth = 0;
    lexer.mute(true);
    boolean margin = skip(outer);
    if (margin) {
      braces = 0;
    }
    lexer.mute(false);
    return margin;
  }

  private boolean skip(int outer) {
    while (true) {
      Token token = peek();
      if (token == Token.END) {
        return false;
      }
      if (startsDeclaration(token) && lexer.span().column() == 1 && last.end() > 0) {
        return outer > 0;
      }
      boolean closesOuter = token == Token.CLOSE_BRACE && braces <= outer;
      if (closesOuter && outer > 0) {
        return false;
      }
      if (isDirective(token)) {
        conditionalWhileSkipping();
        continue;
      }
      take();
      braces = Math.max(braces, 0);
      if ((token == Token.SEMICOLON || token == Token.CLOSE_BRACE) && braces <= outer) {
        accept(Token.SEMICOLON);
        return false;
      }
    }
  }

  private void conditionalWhileSkipping() {
    try {
      conditional();
    } catch (SyntaxError alreadyReported) {
      // the text goes on to be skipped
    }
  }

  private static boolean isDirective(Token token) {
    return token == Token.AT_IF
        || token == Token.AT_IFDEF
        || token == Token.AT_IFNDEF
        || token == Token.AT_ELSE;
  }

  static boolean startsDeclaration(Token token) {
    return switch (token) {
      case MODULE, EXPORT, GLOBAL, OPTION, CONST, REDEF, TYPE, FUNCTION, EVENT, HOOK -> true;
      default -> false;
    };
  }
}
