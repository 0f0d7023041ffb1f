package org.brood.script.syntax;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.brood.script.syntax.Expr.AssignOp;
import org.brood.script.syntax.Expr.BinaryOp;
import org.brood.script.syntax.Expr.UnaryOp;
import org.jspecify.annotations.Nullable;

/// Expressions, by precedence: `=`, `?:`, `||`, `&&`, comparison, `in`, `|`, `^`, `&`, shifts,
/// sums, products, signs, and what follows an operand.
abstract class ExpressionParser extends TypeParser {
  private static final int LOWEST_BINARY = 4;
  private static final int COMPARISON = 7;

  private int whenConditions;
  private boolean inSize;

  ExpressionParser(SourceFile file, Diagnostics diagnostics, Directives directives) {
    super(file, diagnostics, directives);
  }

  /// The statements of a function up to its closing brace.
  abstract List<Stmt> functionBody(TypeExpr.Signature signature, Expr.Captures captures);

  @Override
  final Expr expression() {
    enter();
    Expr target = conditionalExpression();
    AssignOp op =
        switch (peek()) {
          case ASSIGN -> AssignOp.SET;
          case ADD_TO -> AssignOp.ADD;
          case REMOVE_FROM -> AssignOp.REMOVE;
          default -> null;
        };
    if (op != null) {
      take();
      int left = height();
      Expr value = initializer();
      height(Math.max(left, height()));
      target = new Expr.Assign(op, target, value, since(target.span()));
    }
    leave();
    return target;
  }

  /// An expression, or items in braces.
  final Expr initializer() {
    if (!at(Token.OPEN_BRACE)) {
      return expression();
    }
    Span start = expect(Token.OPEN_BRACE);
    boolean outer = sizeContext(false);
    Items items = items(Token.CLOSE_BRACE);
    expect(Token.CLOSE_BRACE);
    inSize = outer;
    return new Expr.Items(true, items.items(), items.trailingComma(), since(start));
  }

  /// The condition of a `when`, where `local` may declare.
  final Expr whenCondition() {
    whenConditions++;
    Expr condition = expression();
    whenConditions--;
    return condition;
  }

  private boolean sizeContext(boolean on) {
    boolean outer = inSize;
    inSize = on;
    return outer;
  }

  private Expr conditionalExpression() {
    Expr condition = binary(LOWEST_BINARY);
    if (!accept(Token.QUESTION)) {
      return condition;
    }
    int highest = height();
    Expr yes = expression();
    highest = Math.max(highest, height());
    expect(Token.COLON);
    enter();
    Expr no = conditionalExpression();
    leave();
    raise(Math.max(highest, height()));
    return new Expr.Conditional(condition, yes, no, since(condition.span()));
  }

  private Expr binary(int lowest) {
    Expr left = unary();
    int highest = height();
    boolean compared = false;
    while (true) {
      BinaryOp op = binaryOp(peek());
      if (op == null || op.precedence() < lowest) {
        height(highest);
        return left;
      }
      if (op.precedence() == COMPARISON) {
        if (compared) {
          throw unexpected("an operator that can follow a comparison");
        }
        compared = true;
      }
      if (op == BinaryOp.BIT_OR && inSize) {
        if (!barContinues()) {
          height(highest);
          return left;
        }
      } else {
        take();
      }
      Expr right = binary(op.precedence() + 1);
      raise(Math.max(highest, height()));
      highest = height();
      left = new Expr.Binary(op, left, right, since(left.span()));
      compared &= op.precedence() >= COMPARISON;
    }
  }

  /// Whether the bar ahead is an operator, not the end of a size. It is taken if it is.
  private boolean barContinues() {
    Span bar = here();
    int c = bar.file().at(nextByte(bar.end()));
    boolean operand = Lexer.isLetter(c) || Lexer.isDigit(c) || c == '"';
    if (operand && !operatorWord(bar)) {
      take();
      return true;
    }
    return false;
  }

  private static int nextByte(int at, SourceFile file) {
    int next = at;
    while (file.at(next) == ' ' || file.at(next) == '\t') {
      next++;
    }
    return next;
  }

  private int nextByte(int at) {
    return nextByte(at, here().file());
  }

  private boolean operatorWord(Span bar) {
    SourceFile file = bar.file();
    int from = nextByte(bar.end(), file);
    int to = from;
    while (Lexer.isLetter(file.at(to)) || Lexer.isDigit(file.at(to))) {
      to++;
    }
    return switch (file.latin1(from, to)) {
      case "in", "as", "is", "of", "timeout", "add", "delete", "hook" -> true;
      default -> false;
    };
  }

  private static @Nullable BinaryOp binaryOp(Token token) {
    return switch (token) {
      case OR -> BinaryOp.OR;
      case AND -> BinaryOp.AND;
      case LESS -> BinaryOp.LESS;
      case GREATER -> BinaryOp.GREATER;
      case LESS_EQUAL -> BinaryOp.LESS_EQUAL;
      case GREATER_EQUAL -> BinaryOp.GREATER_EQUAL;
      case EQUAL -> BinaryOp.EQUAL;
      case NOT_EQUAL -> BinaryOp.NOT_EQUAL;
      case IN -> BinaryOp.IN;
      case NOT_IN -> BinaryOp.NOT_IN;
      case BAR -> BinaryOp.BIT_OR;
      case CARET -> BinaryOp.BIT_XOR;
      case AMPERSAND -> BinaryOp.BIT_AND;
      case SHIFT_LEFT -> BinaryOp.SHIFT_LEFT;
      case SHIFT_RIGHT -> BinaryOp.SHIFT_RIGHT;
      case PLUS -> BinaryOp.PLUS;
      case MINUS -> BinaryOp.MINUS;
      case STAR -> BinaryOp.TIMES;
      case SLASH -> BinaryOp.DIVIDE;
      case PERCENT -> BinaryOp.MODULO;
      default -> null;
    };
  }

  private Expr unary() {
    UnaryOp op =
        switch (peek()) {
          case BANG -> UnaryOp.NOT;
          case TILDE -> UnaryOp.COMPLEMENT;
          case MINUS -> UnaryOp.NEGATE;
          case PLUS -> UnaryOp.PLUS;
          case INCREMENT -> UnaryOp.INCREMENT;
          case DECREMENT -> UnaryOp.DECREMENT;
          case ADD -> UnaryOp.ADD;
          case DELETE -> UnaryOp.DELETE;
          default -> null;
        };
    if (op == null && !at(Token.HOOK)) {
      return postfix(primary());
    }
    Span start = here();
    enter();
    take();
    Expr result;
    if (op == null) {
      Expr call = binary(COMPARISON);
      result = new Expr.HookCall(call, since(start));
    } else {
      Expr operand = op == UnaryOp.ADD || op == UnaryOp.DELETE ? expression() : unary();
      result = new Expr.Unary(op, operand, since(start));
    }
    leave();
    return result;
  }

  private Expr postfix(Expr operand) {
    Expr result = operand;
    int highest = height();
    while (true) {
      Span start = result.span();
      height(highest);
      switch (peek()) {
        case OPEN_BRACKET -> result = index(result);
        case DOLLAR -> {
          take();
          String name = expectName();
          result = new Expr.Field(result, name, since(start));
        }
        case HAS_FIELD -> {
          take();
          String name = expectName();
          result = new Expr.HasField(result, name, since(start));
        }
        case OPEN_PAREN -> {
          take();
          boolean outer = sizeContext(false);
          List<Expr> arguments = expressionsOrFields(Token.CLOSE_PAREN).items();
          inSize = outer;
          expect(Token.CLOSE_PAREN);
          result = new Expr.Call(result, arguments, since(start));
        }
        case AS -> {
          take();
          TypeExpr type = type();
          result = new Expr.Cast(result, type, since(start));
        }
        case IS -> {
          take();
          TypeExpr type = type();
          result = new Expr.Is(result, type, since(start));
        }
        default -> {
          return result;
        }
      }
      raise(Math.max(highest, height()));
      highest = height();
    }
  }

  private Expr index(Expr container) {
    expect(Token.OPEN_BRACKET);
    boolean outer = sizeContext(false);
    Expr result;
    Expr first = at(Token.COLON) ? new Expr.Absent(here()) : expression();
    if (accept(Token.COLON)) {
      Expr high = at(Token.CLOSE_BRACKET) ? new Expr.Absent(here()) : expression();
      expect(Token.CLOSE_BRACKET);
      result = new Expr.Slice(container, first, high, since(container.span()));
    } else {
      List<Expr> indices = new ArrayList<>(List.of(first));
      while (accept(Token.COMMA)) {
        indices.add(expression());
      }
      expect(Token.CLOSE_BRACKET);
      result = new Expr.Index(container, List.copyOf(indices), since(container.span()));
    }
    inSize = outer;
    return result;
  }

  private Expr primary() {
    enter();
    Expr result = operand();
    leave();
    return result;
  }

  private Expr operand() {
    Span start = here();
    height(0);
    return switch (peek()) {
      case CONSTANT -> {
        take();
        yield new Expr.Literal(lexer.constant(), start);
      }
      case NAME, GLOBAL_NAME -> new Expr.Name(expectLookup(), start);
      case OPEN_PAREN, COPY, BAR -> enclosed(start);
      case OPEN_BRACKET -> bracketed(start);
      case SLASH -> {
        take();
        Constant.Pattern pattern = lexer.pattern();
        yield new Expr.Literal(pattern, start.to(lexer.span()));
      }
      case FUNCTION -> {
        take();
        Expr.Captures captures = captures();
        TypeExpr.Signature signature = signature(TypeExpr.Flavor.FUNCTION);
        yield lambda(captures, signature, false, start);
      }
      case SCHEDULE -> schedule(start);
      case LOCAL -> whenLocal(start);
      case RECORD, TABLE, SET, VECTOR -> constructorOrType(start);
      default -> {
        if (!startsSimpleType()) {
          throw unexpected("an expression");
        }
        TypeExpr type = simpleType();
        yield new Expr.TypeValue(type, since(start));
      }
    };
  }

  private Expr enclosed(Span start) {
    Token token = take();
    if (token == Token.BAR) {
      boolean outer = sizeContext(true);
      Expr inner = expression();
      inSize = outer;
      expect(Token.BAR);
      return new Expr.Size(inner, since(start));
    }
    boolean outer = sizeContext(false);
    if (token == Token.COPY) {
      expect(Token.OPEN_PAREN);
    }
    Expr inner = expression();
    expect(Token.CLOSE_PAREN);
    inSize = outer;
    return token == Token.COPY
        ? new Expr.Copy(inner, since(start))
        : new Expr.Paren(inner, since(start));
  }

  private Expr bracketed(Span start) {
    expect(Token.OPEN_BRACKET);
    boolean outer = sizeContext(false);
    boolean fields = at(Token.DOLLAR) || at(Token.CLOSE_BRACKET);
    Items items = expressionsOrFields(Token.CLOSE_BRACKET);
    expect(Token.CLOSE_BRACKET);
    inSize = outer;
    return fields
        ? new Expr.RecordConstructor(fieldAssigns(items), since(start))
        : new Expr.Items(false, items.items(), items.trailingComma(), since(start));
  }

  private static List<Expr.FieldAssign> fieldAssigns(Items items) {
    List<Expr.FieldAssign> fields = new ArrayList<>();
    for (Expr item : items.items()) {
      if (item instanceof Expr.FieldAssign field) {
        fields.add(field);
      }
    }
    return List.copyOf(fields);
  }

  private Expr constructorOrType(Span start) {
    Token word = take();
    if (!at(Token.OPEN_PAREN)) {
      TypeExpr type = compoundType(word, start);
      return new Expr.TypeValue(type, since(start));
    }
    take();
    boolean outer = sizeContext(false);
    if (word == Token.RECORD && !at(Token.DOLLAR)) {
      throw unexpected("\"$\"");
    }
    Items items = word == Token.RECORD ? fieldItems() : items(Token.CLOSE_PAREN);
    expect(Token.CLOSE_PAREN);
    inSize = outer;
    if (word == Token.RECORD) {
      return new Expr.RecordConstructor(fieldAssigns(items), since(start));
    }
    if (word == Token.VECTOR) {
      return new Expr.VectorConstructor(items.items(), since(start));
    }
    List<Attr> attributes = attributes();
    return word == Token.TABLE
        ? new Expr.TableConstructor(items.items(), attributes, since(start))
        : new Expr.SetConstructor(items.items(), attributes, since(start));
  }

  private record Items(List<Expr> items, boolean trailingComma) {}

  private Items expressionsOrFields(Token end) {
    return at(Token.DOLLAR) ? fieldItems() : items(end);
  }

  private Items items(Token end) {
    List<Expr> items = new ArrayList<>();
    boolean comma = false;
    int highest = 0;
    while (!at(end) && (items.isEmpty() || comma)) {
      items.add(expression());
      highest = Math.max(highest, height());
      comma = accept(Token.COMMA);
    }
    height(highest);
    return new Items(List.copyOf(items), comma);
  }

  private Items fieldItems() {
    List<Expr> items = new ArrayList<>();
    boolean comma = true;
    int highest = 0;
    while (comma && at(Token.DOLLAR)) {
      items.add(fieldAssign());
      highest = Math.max(highest, height());
      comma = accept(Token.COMMA);
    }
    height(highest);
    return new Items(List.copyOf(items), comma);
  }

  private Expr.FieldAssign fieldAssign() {
    Span start = expect(Token.DOLLAR);
    String name = expectName();
    if (accept(Token.ASSIGN)) {
      Expr value = expression();
      return new Expr.FieldAssign(name, value, since(start));
    }
    if (!at(Token.OPEN_PAREN) && !at(Token.OPEN_BRACKET)) {
      throw unexpected("\"=\"");
    }
    Expr.Captures captures = captures();
    TypeExpr.Signature signature = signature(TypeExpr.Flavor.FUNCTION);
    expect(Token.ASSIGN);
    Expr lambda = lambda(captures, signature, true, start);
    return new Expr.FieldAssign(name, lambda, since(start));
  }

  final Expr.Captures captures() {
    Span start = here();
    if (!accept(Token.OPEN_BRACKET)) {
      return new Expr.Captures(false, List.of(), start);
    }
    List<Expr.Capture> names = new ArrayList<>();
    while (!at(Token.CLOSE_BRACKET)) {
      Span at = here();
      boolean deep = accept(Token.COPY);
      String name = expectName();
      names.add(new Expr.Capture(name, deep, since(at)));
      if (!accept(Token.COMMA)) {
        break;
      }
    }
    expect(Token.CLOSE_BRACKET);
    return new Expr.Captures(true, List.copyOf(names), since(start));
  }

  private Expr lambda(
      Expr.Captures captures, TypeExpr.Signature signature, boolean infer, Span start) {
    conditionals();
    boolean outer = sizeContext(false);
    int conditions = whenConditions;
    whenConditions = 0;
    expect(Token.OPEN_BRACE);
    List<Stmt> body = functionBody(signature, captures);
    expect(Token.CLOSE_BRACE);
    whenConditions = conditions;
    inSize = outer;
    return new Expr.Lambda(captures, signature, body, infer, since(start));
  }

  private Expr schedule(Span start) {
    take();
    Expr delay = expression();
    expect(Token.OPEN_BRACE);
    Expr.EventCall event = eventCall();
    expect(Token.CLOSE_BRACE);
    return new Expr.Schedule(delay, event, since(start));
  }

  final Expr.EventCall eventCall() {
    Span start = here();
    String name = expectLookup();
    Span nameSpan = last();
    expect(Token.OPEN_PAREN);
    List<Expr> arguments = items(Token.CLOSE_PAREN).items();
    expect(Token.CLOSE_PAREN);
    return new Expr.EventCall(name, arguments, nameSpan, since(start));
  }

  private Expr whenLocal(Span start) {
    if (whenConditions == 0) {
      throw unexpected("an expression");
    }
    take();
    String name = expectName();
    declareLocal(name);
    expect(Token.ASSIGN);
    Expr value = initializer();
    return new Expr.WhenLocal(name, value, since(start));
  }

  abstract void declareLocal(String name);
}
