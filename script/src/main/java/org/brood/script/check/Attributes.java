package org.brood.script.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Describe;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Program;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Attributes: where each may stand, and what their values have to be.
final class Attributes {
  private static final Set<Attr.Kind> REPEATABLE =
      EnumSet.of(
          Attr.Kind.BROKER_ALLOW_COMPLEX_TYPE,
          Attr.Kind.ERROR_HANDLER,
          Attr.Kind.IS_USED,
          Attr.Kind.LOG,
          Attr.Kind.NO_CPP_OPT,
          Attr.Kind.NO_ZAM_OPT,
          Attr.Kind.OPTIONAL,
          Attr.Kind.RAW_OUTPUT,
          Attr.Kind.REDEF);

  private final Checks checks;

  Attributes(Checks checks) {
    this.checks = checks;
  }

  void error(Attr attribute, String message) {
    checks.diagnostics.error(new Subject(attribute.span(), Describe.attribute(attribute)), message);
  }

  private void error(List<Attr> attributes, Attr at, String message) {
    List<Attr> shown = attributes.subList(0, attributes.indexOf(at) + 1);
    checks.diagnostics.error(new Subject(at.span(), Describe.attributes(shown)), message);
  }

  static boolean has(List<Attr> attributes, Attr.Kind kind) {
    return find(attributes, kind) != null;
  }

  static @Nullable Attr find(List<Attr> attributes, Attr.Kind kind) {
    for (Attr attribute : attributes) {
      if (attribute.kind() == kind) {
        return attribute;
      }
    }
    return null;
  }

  private void checkDuplicates(List<Attr> attributes) {
    Set<Attr.Kind> seen = EnumSet.noneOf(Attr.Kind.class);
    for (Attr attribute : attributes) {
      boolean plainDeprecation =
          attribute.kind() == Attr.Kind.DEPRECATED
              && attributes.stream()
                  .filter(a -> a.kind() == Attr.Kind.DEPRECATED)
                  .allMatch(a -> a.value() instanceof org.brood.script.syntax.Expr.Absent);
      if (!seen.add(attribute.kind())
          && !REPEATABLE.contains(attribute.kind())
          && !plainDeprecation) {
        checks.diagnostics.error(
            attribute.span(), "Duplicate " + attribute.kind().text() + " attribute is ambiguous");
      }
    }
  }

  // ---- fields

  private static String typeColumn(List<Attr> attributes) {
    Attr column = find(attributes, Attr.Kind.TYPE_COLUMN);
    return column != null
            && column.value()
                instanceof
                org.brood.script.syntax.Expr.Literal(
                    org.brood.script.syntax.Constant.Text(String name),
                    _)
        ? name
        : "";
  }

  /// Adds a field with its attributes to a record.
  void addField(RecordType record, TypeExpr.Field source, Type type, boolean logAll, Frame frame) {
    List<Attr> attributes = source.attributes();
    checkDuplicates(attributes);
    Attr defaults = find(attributes, Attr.Kind.DEFAULT);
    Attr optional = find(attributes, Attr.Kind.OPTIONAL);
    if (defaults != null && optional != null) {
      Attr later =
          attributes.indexOf(defaults) > attributes.indexOf(optional) ? defaults : optional;
      error(
          attributes, later, "Using &default and &optional together results in &default behavior");
    }
    Attr log = find(attributes, Attr.Kind.LOG);
    if (log != null && !isLoggable(type, false)) {
      error(attributes, log, "&log applied to a type that cannot be logged");
    }
    Expr value = defaults == null ? null : fieldDefault(defaults, type, attributes, frame);
    boolean tableDefault = defaults != null && value == null;
    int slot = record.size();
    boolean logged = log != null || (logAll && isLoggable(type, false));
    record.add(
        new RecordType.Field(
            source.name(),
            type,
            optional != null,
            value != null,
            logged,
            TypeResolver.deprecation(attributes),
            typeColumn(attributes)));
    TableAttrs attrs = variable(without(attributes, tableDefault), type, frame);
    if (value != null) {
      checks.fieldDefaults.add(new Program.FieldDefault(record, slot, attach(value, attrs)));
    } else if (type instanceof TableType table
        && optional == null
        && !attrs.equals(TableAttrs.NONE)) {
      Expr empty = new Expr.TableNew(table, List.of(), attrs, source.span());
      checks.fieldDefaults.add(new Program.FieldDefault(record, slot, empty));
    }
    misplaced(attributes);
  }

  private static List<Attr> without(List<Attr> attributes, boolean keepDefault) {
    return attributes.stream()
        .filter(a -> keepDefault || a.kind() != Attr.Kind.DEFAULT)
        .filter(a -> a.kind() != Attr.Kind.OPTIONAL && a.kind() != Attr.Kind.LOG)
        .toList();
  }

  /// The default of a field; null when it is the default of the table that the field holds.
  private @Nullable Expr fieldDefault(
      Attr attribute, Type type, List<Attr> attributes, Frame frame) {
    Diagnostics.Mark before = checks.diagnostics.mark();
    Expr value = checks.expressions.check(attribute.value(), type, frame);
    if (Checks.isBroken(value)) {
      Expr natural = checks.expressions.check(attribute.value(), frame);
      if (type instanceof TableType && !Checks.isBroken(natural)) {
        checks.diagnostics.rollback(before);
        error(attributes, attribute, "&default value has inconsistent type");
      }
      return value;
    }
    if (type instanceof TableType table
        && !table.isSet()
        && !(value.type() instanceof TableType)
        && value.type() != Basic.ANY) {
      return null;
    }
    Expr converted =
        type instanceof RecordType to && value.type() instanceof RecordType from && from != to
            ? checks.conversions.coerceRecord(value, from, to, attribute.value())
            : checks.conversions.convert(value, type, attribute.value());
    if (converted == null) {
      error(attributes, attribute, "&default value has inconsistent type");
      return Checks.broken(attribute.span());
    }
    return converted;
  }

  private void misplaced(List<Attr> attributes) {
    for (Attr attribute : attributes) {
      switch (attribute.kind()) {
        case PRIORITY -> error(attributes, attribute, "&priority only applicable to event bodies");
        case GROUP -> error(attributes, attribute, "&group only applicable to events");
        case ERROR_HANDLER ->
            error(attributes, attribute, "&error_handler only applicable to events");
        default -> {}
      }
    }
  }

  /// Whether values of a type can be written to a log.
  static boolean isLoggable(Type type, boolean inside) {
    return switch (type) {
      case Basic basic ->
          switch (basic) {
            case BOOL,
                INT,
                COUNT,
                PORT,
                SUBNET,
                ADDR,
                DOUBLE,
                TIME,
                INTERVAL,
                STRING,
                FILE,
                ERROR ->
                true;
            case VOID, PATTERN, ANY -> false;
          };
      case EnumType _, FuncType _ -> true;
      case RecordType _ -> !inside;
      case TableType table ->
          !inside
              && table.isSet()
              && table.index().size() == 1
              && isLoggable(table.index().getFirst(), true);
      case VectorType(Type element) -> !inside && isLoggable(element, true);
      case org.brood.script.type.OpaqueType _, org.brood.script.type.TypeType _ -> false;
    };
  }

  // ---- variables and tables

  /// The table attributes of a variable or field; those that need another type are errors.
  TableAttrs variable(List<Attr> attributes, Type type, Frame frame) {
    checkDuplicates(attributes);
    Attr optional = find(attributes, Attr.Kind.OPTIONAL);
    if (optional != null) {
      error(attributes, optional, "&optional is only valid for record fields");
    }
    if (type instanceof TableType table) {
      return table(attributes, table, frame);
    }
    for (Attr attribute : attributes) {
      notATable(attributes, attribute, type);
    }
    return TableAttrs.NONE;
  }

  private void notATable(List<Attr> attributes, Attr attribute, Type type) {
    if (type == Basic.ERROR) {
      return;
    }
    String problem =
        switch (attribute.kind()) {
          case DEFAULT_INSERT -> "&default_insert only applicable to tables";
          case CREATE_EXPIRE, READ_EXPIRE, WRITE_EXPIRE ->
              "expiration only applicable to sets/tables";
          case EXPIRE_FUNC -> "expiration only applicable to tables";
          case ON_CHANGE -> "&on_change only applicable to sets/tables";
          case PUBLISH_ON_CHANGE -> "&publish_on_change only applicable to global sets/tables";
          case BACKEND -> "&backend only applicable to global sets/tables";
          case BROKER_STORE -> "&broker_store only applicable to sets/tables";
          case BROKER_ALLOW_COMPLEX_TYPE ->
              "&broker_allow_complex_type only applicable to sets/tables";
          case ORDERED -> "&ordered only applicable to tables";
          case RAW_OUTPUT -> type == Basic.FILE ? "" : "&raw_output only applicable to files";
          case TYPE_COLUMN -> type == Basic.PORT ? "" : "type_column tag only applicable to ports";
          case LOG -> isLoggable(type, false) ? "" : "&log applied to a type that cannot be logged";
          case ADD_FUNC, DEFAULT, DELETE_FUNC, DEPRECATED, ERROR_HANDLER, GROUP, IS_ASSIGNED -> "";
          case IS_USED, NO_CPP_OPT, NO_ZAM_OPT, OPTIONAL, PRIORITY, REDEF -> "";
        };
    if (!problem.isEmpty()) {
      error(attributes, attribute, problem);
    }
  }

  TableAttrs table(List<Attr> attributes, TableType type, Frame frame) {
    Builder built = new Builder();
    for (Attr attribute : attributes) {
      switch (attribute.kind()) {
        case DEFAULT, DEFAULT_INSERT -> tableDefault(attribute, attributes, type, built, frame);
        case CREATE_EXPIRE -> expiry(TableAttrs.Expiry.CREATE, attribute, attributes, built, frame);
        case READ_EXPIRE -> expiry(TableAttrs.Expiry.READ, attribute, attributes, built, frame);
        case WRITE_EXPIRE -> expiry(TableAttrs.Expiry.WRITE, attribute, attributes, built, frame);
        case EXPIRE_FUNC -> built.expireFunction = expireFunction(attribute, type, frame);
        case ON_CHANGE -> built.onChange = onChange(attribute, attributes, type, frame);
        case ORDERED -> built.ordered = true;
        case BACKEND, BROKER_STORE -> deprecatedStore(attribute, frame);
        case LOG, PUBLISH_ON_CHANGE, BROKER_ALLOW_COMPLEX_TYPE, REDEF, DEPRECATED, IS_USED -> {}
        case IS_ASSIGNED, ADD_FUNC, DELETE_FUNC, OPTIONAL, PRIORITY, GROUP, ERROR_HANDLER -> {}
        case NO_CPP_OPT, NO_ZAM_OPT -> {}
        case RAW_OUTPUT -> error(attributes, attribute, "&raw_output only applicable to files");
        case TYPE_COLUMN ->
            error(attributes, attribute, "type_column tag only applicable to ports");
      }
    }
    return built.build();
  }

  private void deprecatedStore(Attr attribute, Frame frame) {
    checks.expressions.check(attribute.value(), frame);
    checks.diagnostics.deprecation(
        new Subject(attribute.span(), ""),
        "Remove in v9.1: The Broker-specific "
            + attribute.kind().text()
            + " attribute on tables is deprecated. Use explicit remote events via Cluster::publish()"
            + " or the storage framework to distribute or persist state.");
  }

  /// The attributes of a table as they are found.
  private static final class Builder {
    private @Nullable Expr defaultValue;
    private boolean defaultIsFunction;
    private boolean defaultInsert;
    private TableAttrs.Expiry expiry = TableAttrs.Expiry.NONE;
    private @Nullable Expr expireAfter;
    private @Nullable Expr expireFunction;
    private @Nullable Expr onChange;
    private boolean ordered;

    TableAttrs build() {
      return new TableAttrs(
          defaultValue,
          defaultIsFunction,
          defaultInsert,
          expiry,
          expireAfter,
          expireFunction,
          onChange,
          ordered);
    }
  }

  private void tableDefault(
      Attr attribute, List<Attr> attributes, TableType type, Builder built, Frame frame) {
    boolean insert = attribute.kind() == Attr.Kind.DEFAULT_INSERT;
    if (built.defaultValue != null && find(attributes, attribute.kind()) != attribute) {
      return; // told as a duplicate
    }
    if (built.defaultValue != null) {
      error(attributes, attribute, "&default and &default_insert cannot be used together");
      return;
    }
    Type value = type.value();
    if (value == null) {
      error(
          attributes,
          attribute,
          insert
              ? "&default_insert only applicable to tables"
              : "&default is not valid for global variables except for tables");
      return;
    }
    Expr given =
        checks.expressions.check(attribute.value(), value == Basic.VOID ? null : value, frame);
    if (Checks.isBroken(given)) {
      return;
    }
    String name = attribute.kind().text();
    boolean function = given.type() instanceof FuncType && !Types.same(given.type(), value);
    if (function || (given.type() instanceof FuncType && value == Basic.ANY)) {
      if (given.type() instanceof FuncType called && !yields(called, type, value)) {
        error(attributes, attribute, name + " function type clash");
        return;
      }
      built.defaultIsFunction = true;
    } else if (value != Basic.VOID) {
      Expr converted = checks.conversions.convert(given, value, attribute.value());
      if (converted == null) {
        error(attributes, attribute, name + " value has inconsistent type");
        return;
      }
      given = converted;
    }
    built.defaultValue = given;
    built.defaultInsert = insert;
  }

  /// Whether a function takes the index of a table and gives a value of it.
  private static boolean yields(FuncType function, TableType table, Type value) {
    if (table.isUnspecified() || value == Basic.VOID) {
      return true;
    }
    List<FuncType.Param> params = function.params();
    if (params.size() != table.index().size() || !Types.same(function.result(), value)) {
      return false;
    }
    for (int i = 0; i < params.size(); i++) {
      if (!Types.same(params.get(i).type(), table.index().get(i))) {
        return false;
      }
    }
    return true;
  }

  private void expiry(
      TableAttrs.Expiry expiry, Attr attribute, List<Attr> attributes, Builder built, Frame frame) {
    if (built.expiry != TableAttrs.Expiry.NONE) {
      error(
          attributes,
          attribute,
          "set/table can only have one of &read_expire, &write_expire, &create_expire");
      return;
    }
    Expr after = checks.expressions.check(attribute.value(), frame);
    if (after.type() != Basic.INTERVAL && !Checks.isBroken(after)) {
      checks.error(attribute.value(), "expiration interval has wrong type");
      return;
    }
    built.expiry = expiry;
    built.expireAfter = after;
  }

  private @Nullable Expr expireFunction(Attr attribute, TableType type, Frame frame) {
    Expr function = checks.expressions.check(attribute.value(), frame);
    if (Checks.isBroken(function)) {
      return null;
    }
    if (!(function.type() instanceof FuncType called)
        || called.flavor() != FuncType.Flavor.FUNCTION) {
      error(attribute, "&expire_func attribute is not a function");
      return null;
    }
    if (called.result() != Basic.INTERVAL) {
      error(attribute, "&expire_func must yield a value of type interval");
      return null;
    }
    if (type.isUnspecified() || called.isVariadic()) {
      return function;
    }
    List<Type> wanted = new ArrayList<>();
    wanted.add(type);
    boolean columns = called.params().size() == type.index().size() + 1;
    boolean anyIndex = called.params().size() == 2 && called.params().get(1).type() == Basic.ANY;
    if (!columns && !anyIndex) {
      Span at =
          function instanceof Expr.FunctionGet(Function named, var _)
              ? named.span()
              : function.span();
      checks.diagnostics.warning(
          new Subject(at, called.describe()),
          "Wrong number of arguments for function. Expected "
              + (type.index().size() + 1)
              + ", got "
              + called.params().size()
              + ".");
      error(attribute, "&expire_func argument type clash");
      return null;
    }
    if (columns) {
      wanted.addAll(type.index());
    } else {
      wanted.add(Basic.ANY);
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!Types.same(called.params().get(i).type(), wanted.get(i))) {
        error(attribute, "&expire_func argument type clash");
        return null;
      }
    }
    return function;
  }

  private @Nullable Expr onChange(
      Attr attribute, List<Attr> attributes, TableType type, Frame frame) {
    Expr function = checks.expressions.check(attribute.value(), frame);
    if (Checks.isBroken(function)) {
      return null;
    }
    if (!(function.type() instanceof FuncType called)
        || called.flavor() != FuncType.Flavor.FUNCTION) {
      error(attributes, attribute, "&on_change attribute is not a function");
      return null;
    }
    if (called.result() != Basic.VOID) {
      error(attributes, attribute, "&on_change must not return a value");
      return null;
    }
    if (type.isUnspecified() || called.isVariadic()) {
      return function;
    }
    String problem = onChangeProblem(called, type);
    if (!problem.isEmpty()) {
      error(attributes, attribute, problem);
      return null;
    }
    return function;
  }

  private static String onChangeProblem(FuncType called, TableType type) {
    List<FuncType.Param> params = called.params();
    int columns = type.index().size();
    if (params.size() != (type.isSet() ? 2 : 3) + columns) {
      return "&on_change function has incorrect number of arguments";
    }
    if (!Types.same(params.getFirst().type(), type)) {
      return "&on_change: first argument must be of same type as table";
    }
    if (!(params.get(1).type() instanceof EnumType)) {
      return "&on_change: second argument must be a TableChange enum";
    }
    for (int i = 0; i < columns; i++) {
      if (!Types.same(params.get(2 + i).type(), type.index().get(i))) {
        return "&on_change: index types do not match table";
      }
    }
    Type value = type.value();
    boolean fits = value == null || Types.same(params.get(2 + columns).type(), value);
    return fits ? "" : "&on_change: value type does not match table";
  }

  /// Gives a table that a constructor makes the attributes of its variable, if it has none itself.
  static Expr attach(Expr value, TableAttrs attrs) {
    boolean plain =
        value instanceof Expr.TableNew(_, _, TableAttrs own, _) && own.equals(TableAttrs.NONE);
    return plain && value instanceof Expr.TableNew made
        ? new Expr.TableNew(made.type(), made.entries(), attrs, made.span())
        : value;
  }

  /// The attributes of a table after a `redef` that adds some.
  static TableAttrs merged(TableAttrs before, TableAttrs more) {
    boolean defaults = more.defaultValue() != null;
    boolean expires = more.expiry() != TableAttrs.Expiry.NONE;
    return new TableAttrs(
        defaults ? more.defaultValue() : before.defaultValue(),
        defaults ? more.defaultIsFunction() : before.defaultIsFunction(),
        defaults ? more.defaultInsert() : before.defaultInsert(),
        expires ? more.expiry() : before.expiry(),
        expires ? more.expireAfter() : before.expireAfter(),
        more.expireFunction() != null ? more.expireFunction() : before.expireFunction(),
        more.onChange() != null ? more.onChange() : before.onChange(),
        more.ordered() || before.ordered());
  }
}
