package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brood.script.load.LoadedProgram;
import org.brood.script.load.Loader;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Body;
import org.brood.script.tree.Function;
import org.brood.script.tree.Program;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// Checks a whole program.
public final class Checker {
  /// The name of the function that holds the statements outside of functions. It runs once, after
  /// the globals have their values and before `zeek_init`.
  public static final String STATEMENTS = "<statements>";

  private final Checks checks;
  private final Variables variables;
  private final Bodies bodies;
  private final List<Decl.Statement> statements = new ArrayList<>();
  private int index;

  private Checker(Diagnostics diagnostics) {
    this.checks = new Checks(diagnostics);
    this.variables = new Variables(checks);
    this.bodies = new Bodies(checks);
  }

  /// Checks `loaded`; what is wrong with it is told to `diagnostics`.
  ///
  /// @return the checked program, or nothing when there were errors
  public static Optional<Program> check(LoadedProgram loaded, Diagnostics diagnostics) {
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Program program = new Checker(diagnostics).program(loaded);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(program);
  }

  private Program program(LoadedProgram loaded) {
    bodies.findNames(loaded.declarations());
    for (Decl declaration : loaded.declarations()) {
      checks.diagnostics.section(index);
      declare(declaration);
      index++;
    }
    bodies.check();
    checks.diagnostics.section(index);
    topLevel();
    new Usage(checks, loaded.mentioned()).report(bodies.implicitEvents());
    checks.functions.add(Expressions.COPY);
    return new Program(
        List.copyOf(checks.globals),
        List.copyOf(checks.functions),
        List.copyOf(checks.records),
        List.copyOf(checks.enums),
        checks.named,
        List.copyOf(checks.fieldDefaults),
        List.copyOf(checks.init),
        documentation(loaded),
        loaded.modules(),
        Set.copyOf(checks.quiet));
  }

  /// What the comments say, if anything in the program asks for it.
  private Map<String, String> documentation(LoadedProgram loaded) {
    boolean wanted = Documenter.FUNCTIONS.stream().anyMatch(checks.symbols::isReferenced);
    return wanted ? Documenter.document(loaded) : Map.of();
  }

  private Frame frame(Decl declaration) {
    return Frame.global(declaration.scope().module(), index);
  }

  private void declare(Decl declaration) {
    Frame frame = frame(declaration);
    switch (declaration) {
      case Decl.Variable variable -> variables.declare(variable, frame, index);
      case Decl.CommandLine assignment -> variables.assign(assignment, frame);
      case Decl.Type type -> type(type, frame);
      case Decl.Function function -> bodies.declare(function, frame, index);
      case Decl.RedefEnum redef -> redefEnum(redef, frame);
      case Decl.RedefRecord redef -> redefRecord(redef, frame);
      case Decl.RedefField redef -> redefField(redef, frame);
      case Decl.Statement statement -> statements.add(statement);
    }
  }

  private Symbol.Common common(Decl declaration, List<Attr> attributes, Span span) {
    return new Symbol.Common(
        index, declaration.scope().exported(), TypeResolver.deprecation(attributes), span);
  }

  // ---- types

  private void type(Decl.Type source, Frame frame) {
    String name = Symbols.fullName(source.name(), frame.module());
    Symbol existing = checks.symbols.get(name);
    if (existing != null && !(existing instanceof Symbol.Named)) {
      checks.diagnostics.error(
          source.span(), "Identifier " + name + " has already been declared and is not a type");
      return;
    }
    Symbol.Common common = common(source, source.attributes(), source.nameSpan());
    Type before = existing instanceof Symbol.Named named ? named.type() : null;
    boolean logAll = Attributes.has(source.attributes(), Attr.Kind.LOG);
    Type type =
        switch (source.type()) {
          case TypeExpr.RecordType written -> record(name, written, logAll, before, common, frame);
          case TypeExpr.Enum(List<TypeExpr.EnumValue> values, Span span) -> {
            Type made = enumeration(name, values, before, common, frame);
            if (made != null) {
              checks.places.putIfAbsent(made, span);
            }
            yield made;
          }
          default -> alias(source, before, frame);
        };
    if (type == null) {
      Span at = existing == null ? source.span() : existing.span();
      String where = " at " + at.file().name() + ":" + at.line();
      checks.diagnostics.error(
          source.span(), "Type " + name + " has already been declared" + where);
      return;
    }
    checks.symbols.put(name, new Symbol.Named(name, type, common));
    checks.named.put(name, type);
  }

  private @Nullable Type alias(Decl.Type source, @Nullable Type before, Frame frame) {
    if (before != null) {
      return null;
    }
    Type type = checks.types.resolve(source.type(), frame);
    if (type == Basic.ERROR) {
      checks.diagnostics.error(source.span(), "Error trying to create alias to nonexistent type");
    }
    return type;
  }

  /// A record. One without fields may be declared before, so that others can refer to it.
  private @Nullable Type record(
      String name,
      TypeExpr.RecordType written,
      boolean logAll,
      @Nullable Type before,
      Symbol.Common common,
      Frame frame) {
    RecordType record;
    if (before instanceof RecordType stub && stub.size() == 0) {
      record = stub;
    } else if (before != null) {
      return null;
    } else {
      record = new RecordType(name);
      checks.records.add(record);
    }
    // The fields may refer to the record itself.
    Symbol.Common visible = new Symbol.Common(index - 1, common.exported(), null, common.span());
    checks.symbols.put(name, new Symbol.Named(name, record, visible));
    checks.types.addFields(record, written.fields(), written.span(), logAll, frame);
    return record;
  }

  /// An enumeration; the same one may be declared twice.
  private @Nullable Type enumeration(
      String name,
      List<TypeExpr.EnumValue> values,
      @Nullable Type before,
      Symbol.Common common,
      Frame frame) {
    if (before instanceof EnumType known) {
      List<String> names =
          values.stream().map(v -> Symbols.fullName(v.name(), frame.module())).toList();
      List<String> had = known.items().stream().map(EnumType.Item::name).toList();
      return names.equals(had) || had.containsAll(names) ? known : null;
    }
    if (before != null) {
      return null;
    }
    EnumType type = new EnumType(name);
    checks.enums.add(type);
    checks.types.addEnumerators(type, values, frame.module(), common);
    return type;
  }

  private @Nullable Type named(String name, Span span, Frame frame) {
    Symbol symbol = checks.symbols.use(name, frame.module(), frame.visible(), span);
    return symbol instanceof Symbol.Named(_, Type type, _) ? type : null;
  }

  private void redefEnum(Decl.RedefEnum source, Frame frame) {
    Type type = named(source.name(), source.nameSpan(), frame);
    if (type instanceof EnumType enumeration) {
      checks.types.addEnumerators(
          enumeration, source.values(), frame.module(), common(source, List.of(), source.span()));
      return;
    }
    String name = source.name();
    checks.diagnostics.fatal(
        source.nameSpan(),
        type == null
            ? "unknown enum identifier \"" + name + "\""
            : "identifier \"" + name + "\" is not an enum",
        checks.symbols.suggestions(name, frame.module()));
  }

  private void redefRecord(Decl.RedefRecord source, Frame frame) {
    Type type = named(source.name(), source.nameSpan(), frame);
    if (!(type instanceof RecordType record)) {
      unknownRecord(source.name(), source.nameSpan(), type, frame);
      return;
    }
    for (TypeExpr.Field field : source.fields()) {
      boolean mayBeMissing =
          Attributes.has(field.attributes(), Attr.Kind.OPTIONAL)
              || Attributes.has(field.attributes(), Attr.Kind.DEFAULT);
      if (!mayBeMissing) {
        checks.diagnostics.error(
            new Subject(source.nameSpan(), source.name()),
            "extension field must be &optional or have &default");
        return;
      }
    }
    boolean log = Attributes.has(source.attributes(), Attr.Kind.LOG);
    checks.types.addFields(record, source.fields(), source.span(), log, frame);
  }

  private void unknownRecord(String name, Span span, @Nullable Type type, Frame frame) {
    if (type == null) {
      checks.diagnostics.error(
          new Subject(span, name),
          "unknown identifier",
          checks.symbols.suggestions(name, frame.module()));
    } else {
      checks.diagnostics.fatal(
          span,
          "identifier \""
              + name
              + "\" has type \""
              + Conversions.kind(type)
              + "\", expected \"record\"");
    }
  }

  private void redefField(Decl.RedefField source, Frame frame) {
    Type type = named(source.name(), source.nameSpan(), frame);
    if (type == null) {
      checks.diagnostics.fatal(
          source.nameSpan(), "unknown record identifier \"" + source.name() + "\"");
      return;
    }
    if (!(type instanceof RecordType record)) {
      unknownRecord(source.name(), source.nameSpan(), type, frame);
      return;
    }
    int slot = record.slot(source.field());
    if (slot < 0) {
      checks.diagnostics.fatal(
          source.span(),
          "field \"" + source.field() + "\" not in record \"" + source.name() + "\"");
      return;
    }
    if (!source.attributes().stream().allMatch(a -> a.kind() == Attr.Kind.LOG)) {
      checks.diagnostics.fatal(
          source.span(), "Can only redef \"&log\" attributes of record fields");
      return;
    }
    record.replace(slot, record.field(slot).withLog(source.op() == Decl.InitOp.ADD));
  }

  // ---- statements outside of functions

  private void topLevel() {
    if (statements.isEmpty()) {
      return;
    }
    Span span = statements.getFirst().span();
    List<Stmt> code = new ArrayList<>();
    Frame frame =
        new Frame(null, FuncType.Flavor.FUNCTION, Basic.VOID, Loader.GLOBAL_MODULE, index);
    for (Decl.Statement statement : statements) {
      Frame own = frame;
      if (!statement.scope().module().equals(frame.module())) {
        own =
            new Frame(
                null, FuncType.Flavor.FUNCTION, Basic.VOID, statement.scope().module(), index);
        frame = own;
      }
      code.add(checks.statements.check(statement.statement(), own));
    }
    FuncType type = new FuncType(FuncType.Flavor.FUNCTION, List.of(), Basic.VOID);
    Function function = new Function(STATEMENTS, type, false, span);
    Stmt block = new Stmt.Block(List.copyOf(code), span);
    function
        .bodies()
        .add(
            new Body(
                List.of(), List.of(), List.of(), block, 0, List.of(), Loader.GLOBAL_MODULE, span));
    checks.functions.add(function);
  }
}
