package org.brood.script.syntax;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.jspecify.annotations.Nullable;

/// Types, signatures and attributes.
abstract class TypeParser extends TokenReader {
  TypeParser(SourceFile file, Diagnostics diagnostics, Directives directives) {
    super(file, diagnostics, directives);
  }

  final TypeExpr type() {
    enter();
    TypeExpr type = anyType();
    leave();
    return type;
  }

  private TypeExpr anyType() {
    Span start = here();
    switch (peek()) {
      case FUNCTION -> {
        take();
        return new TypeExpr.Function(signature(TypeExpr.Flavor.FUNCTION), since(start));
      }
      case EVENT -> {
        take();
        return new TypeExpr.Function(parameters(TypeExpr.Flavor.EVENT), since(start));
      }
      case HOOK -> {
        take();
        return new TypeExpr.Function(parameters(TypeExpr.Flavor.HOOK), since(start));
      }
      case NAME, GLOBAL_NAME -> {
        String name = expectLookup();
        return new TypeExpr.Named(name, since(start));
      }
      default -> {
        if (!startsSimpleType()) {
          throw unexpected("a type");
        }
        return simpleType();
      }
    }
  }

  final boolean startsSimpleType() {
    return switch (peek()) {
      case TABLE, SET, RECORD, ENUM, VECTOR, FILE, OPAQUE -> true;
      default -> basicKind(peek()) != null;
    };
  }

  private static TypeExpr.@Nullable Kind basicKind(Token token) {
    return switch (token) {
      case BOOL -> TypeExpr.Kind.BOOL;
      case INT -> TypeExpr.Kind.INT;
      case COUNT -> TypeExpr.Kind.COUNT;
      case DOUBLE -> TypeExpr.Kind.DOUBLE;
      case TIME -> TypeExpr.Kind.TIME;
      case INTERVAL -> TypeExpr.Kind.INTERVAL;
      case STRING -> TypeExpr.Kind.STRING;
      case PATTERN -> TypeExpr.Kind.PATTERN;
      case PORT -> TypeExpr.Kind.PORT;
      case ADDR -> TypeExpr.Kind.ADDR;
      case SUBNET -> TypeExpr.Kind.SUBNET;
      case ANY -> TypeExpr.Kind.ANY;
      default -> null;
    };
  }

  /// A type that begins with a keyword of its own: the only ones that can be expressions.
  final TypeExpr simpleType() {
    Span start = here();
    Token token = take();
    TypeExpr.Kind kind = basicKind(token);
    return kind != null ? new TypeExpr.Basic(kind, start) : compoundType(token, start);
  }

  /// The rest of a type whose first word was taken.
  final TypeExpr compoundType(Token token, Span start) {
    return switch (token) {
      case TABLE -> {
        List<TypeExpr> index = indexTypes();
        expect(Token.OF);
        TypeExpr yield = type();
        yield new TypeExpr.Table(index, yield, since(start));
      }
      case SET -> new TypeExpr.Set(indexTypes(), since(start));
      case RECORD -> {
        expect(Token.OPEN_BRACE);
        List<TypeExpr.Field> fields = fields();
        expect(Token.CLOSE_BRACE);
        yield new TypeExpr.RecordType(fields, since(start));
      }
      case ENUM -> {
        expect(Token.OPEN_BRACE);
        List<TypeExpr.EnumValue> values = enumValues();
        expect(Token.CLOSE_BRACE);
        yield new TypeExpr.Enum(values, since(start));
      }
      case VECTOR -> {
        expect(Token.OF);
        TypeExpr element = type();
        yield new TypeExpr.Vector(element, since(start));
      }
      case FILE -> {
        boolean typed = accept(Token.OF);
        TypeExpr element = typed ? type() : new TypeExpr.Basic(TypeExpr.Kind.STRING, start);
        yield new TypeExpr.File(element, since(start));
      }
      case OPAQUE -> {
        expect(Token.OF);
        String name = expectName();
        yield new TypeExpr.Opaque(name, since(start));
      }
      default -> throw unexpected("a type");
    };
  }

  private List<TypeExpr> indexTypes() {
    expect(Token.OPEN_BRACKET);
    List<TypeExpr> types = new ArrayList<>();
    do {
      types.add(type());
    } while (accept(Token.COMMA));
    expect(Token.CLOSE_BRACKET);
    return List.copyOf(types);
  }

  /// The fields of a record up to its closing brace.
  final List<TypeExpr.Field> fields() {
    List<TypeExpr.Field> fields = new ArrayList<>();
    while (true) {
      if (conditional()) {
        continue;
      }
      if (at(Token.CLOSE_BRACE)) {
        return List.copyOf(fields);
      }
      fields.add(field());
      expect(Token.SEMICOLON);
    }
  }

  private TypeExpr.Field field() {
    Span start = here();
    String name = expectName();
    expect(Token.COLON);
    TypeExpr type = type();
    List<Attr> attributes = attributes();
    return new TypeExpr.Field(name, type, attributes, since(start));
  }

  final List<TypeExpr.EnumValue> enumValues() {
    List<TypeExpr.EnumValue> values = new ArrayList<>();
    do {
      if (at(Token.CLOSE_BRACE) && !values.isEmpty()) {
        break;
      }
      values.add(enumValue());
    } while (accept(Token.COMMA));
    return List.copyOf(values);
  }

  private TypeExpr.EnumValue enumValue() {
    Span start = here();
    String name = expectName();
    long number = -1;
    if (accept(Token.ASSIGN)) {
      boolean negative = accept(Token.MINUS);
      Constant value = constant();
      if (!negative && value instanceof Constant.Count(long count)) {
        number = Math.max(count, 0);
        if (count < 0) {
          diagnostics.error(last(), "enumerator value cannot be negative");
        }
      } else {
        diagnostics.error(last(), "enumerator is not a count constant");
      }
    }
    List<Attr> attributes = new ArrayList<>();
    if (at(Token.ATTRIBUTE)) {
      if (lexer.attribute() != Attr.Kind.DEPRECATED) {
        throw unexpected("&deprecated");
      }
      attributes.add(attribute());
    }
    return new TypeExpr.EnumValue(name, number, List.copyOf(attributes), since(start));
  }

  final Constant constant() {
    if (!at(Token.CONSTANT)) {
      throw unexpected("a constant");
    }
    take();
    return lexer.constant();
  }

  /// Parameters, and the result if one is written.
  final TypeExpr.Signature signature(TypeExpr.Flavor flavor) {
    TypeExpr.Signature plain = parameters(flavor);
    if (!accept(Token.COLON)) {
      return plain;
    }
    TypeExpr result = type();
    return new TypeExpr.Signature(flavor, plain.parameters(), result, since(plain.span()));
  }

  private TypeExpr.Signature parameters(TypeExpr.Flavor flavor) {
    Span start = expect(Token.OPEN_PAREN);
    List<TypeExpr.Field> parameters = new ArrayList<>();
    while (!at(Token.CLOSE_PAREN)) {
      parameters.add(field());
      boolean semicolon = at(Token.SEMICOLON);
      if (!accept(Token.SEMICOLON) && !accept(Token.COMMA)) {
        break;
      }
      if (!semicolon && at(Token.CLOSE_PAREN)) {
        throw unexpected("a parameter");
      }
    }
    expect(Token.CLOSE_PAREN);
    TypeExpr none = new TypeExpr.Basic(TypeExpr.Kind.VOID, last());
    return new TypeExpr.Signature(flavor, List.copyOf(parameters), none, since(start));
  }

  final List<Attr> attributes() {
    if (!at(Token.ATTRIBUTE)) {
      return List.of();
    }
    List<Attr> attributes = new ArrayList<>();
    while (at(Token.ATTRIBUTE)) {
      attributes.add(attribute());
    }
    return List.copyOf(attributes);
  }

  private Attr attribute() {
    Span start = here();
    take();
    Attr.Kind kind = lexer.attribute();
    Expr value = new Expr.Absent(start);
    if (kind == Attr.Kind.DEPRECATED) {
      if (accept(Token.ASSIGN)) {
        value = deprecation();
      }
    } else if (kind.takesValue()) {
      expect(Token.ASSIGN);
      value = expression();
    }
    return new Attr(kind, value, since(start));
  }

  private Expr deprecation() {
    Constant value = constant();
    if (!(value instanceof Constant.Text)) {
      String written = last().file().latin1(last().start(), last().end());
      diagnostics.error(last(), "'&deprecated=" + written + "' must use a string literal");
      return new Expr.Absent(last());
    }
    return new Expr.Literal(value, last());
  }
}
