package org.brood.script.check;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Expr;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Constructors of records, tables, sets and vectors.
final class Constructors {
  private static final TableType ANY_SET = new TableType(List.of(), null);
  private static final TableType ANY_TABLE = new TableType(List.of(), Basic.VOID);

  /// How many elements one may stand for.
  private static final int MOST_ELEMENTS = 100_000;

  private final Checks checks;
  private final Map<org.brood.script.syntax.Expr, Type> naturalTypes = new IdentityHashMap<>();

  /// Lists whose elements do not fit, which was told, as messages show them.
  private final Map<org.brood.script.syntax.Expr, String> inconsistent = new IdentityHashMap<>();

  Constructors(Checks checks) {
    this.checks = checks;
  }

  /// The type that an element has by itself. It is worked out once: elements may nest.
  private Type natural(org.brood.script.syntax.Expr source, Frame frame) {
    Type known = naturalTypes.get(source);
    if (known == null) {
      known = checks.expressions.check(source, frame).type();
      naturalTypes.put(source, known);
    }
    return known;
  }

  // ---- lists

  /// `{ … }` and `[ … ]` where their place says what they are, or their first element.
  Expr items(org.brood.script.syntax.Expr.Items source, @Nullable Type hint, Frame frame) {
    List<org.brood.script.syntax.Expr> items = source.items();
    if (hint instanceof TableType type && !type.isUnspecified()) {
      return type.isSet()
          ? setOf(items, type, TableAttrs.NONE, source, frame)
          : tableOf(items, type, TableAttrs.NONE, source, frame);
    }
    if (hint instanceof VectorType type) {
      return vector(items, type, source, frame);
    }
    if (items.isEmpty()) {
      return checks.broken(source, "empty list in untyped initialization");
    }
    if (hint != null && hint != Basic.ANY && hint != Basic.ERROR) {
      if (!source.braces() && items.size() == 1) {
        return checks.expressions.check(items.getFirst(), hint, frame);
      }
      items.forEach(item -> checks.expressions.check(item, frame));
      return checks.broken(source, "invalid constructor list on RHS of assignment");
    }
    return items.getFirst() instanceof org.brood.script.syntax.Expr.Assign
        ? tableOf(items, null, TableAttrs.NONE, source, frame)
        : setOf(items, null, TableAttrs.NONE, source, frame);
  }

  Expr table(
      org.brood.script.syntax.Expr.TableConstructor source, @Nullable Type hint, Frame frame) {
    TableType type = hint instanceof TableType table && !table.isUnspecified() ? table : null;
    if (source.items().isEmpty() && (type == null || type.isSet())) {
      TableAttrs attrs = attributes(source.attributes(), type, frame);
      return new Expr.TableNew(ANY_TABLE, List.of(), attrs, source.span());
    }
    TableType wanted = type == null || type.isSet() ? null : type;
    if (wanted != null) {
      Diagnostics.Mark before = checks.diagnostics.mark();
      TableAttrs attrs = attributes(source.attributes(), wanted, frame);
      Expr made = tableOf(source.items(), wanted, attrs, source, frame);
      if (!Checks.isBroken(made)) {
        return made;
      }
      checks.diagnostics.rollback(before); // its place tells of the clash
    }
    Expr made = tableOf(source.items(), null, TableAttrs.NONE, source, frame);
    return withAttributes(made, source.attributes(), frame);
  }

  /// Whether a constructor that does not fit is told of as the clash of an assignment, too.
  boolean clashes(Expr value, org.brood.script.syntax.Expr source) {
    boolean list =
        source instanceof org.brood.script.syntax.Expr.Items && inconsistent.containsKey(source);
    return Checks.isBroken(value)
        && (list
            || source instanceof org.brood.script.syntax.Expr.SetConstructor set
                && !set.items().isEmpty());
  }

  /// A first value as messages show it.
  String shown(org.brood.script.syntax.Expr source) {
    String list = inconsistent.get(source);
    return list == null ? Describe.expression(source) : list;
  }

  Expr set(org.brood.script.syntax.Expr.SetConstructor source, @Nullable Type hint, Frame frame) {
    TableType type =
        hint instanceof TableType table && !table.isUnspecified() && table.isSet() ? table : null;
    if (source.items().isEmpty() && type == null) {
      TableAttrs attrs = attributes(source.attributes(), null, frame);
      return new Expr.TableNew(ANY_SET, List.of(), attrs, source.span());
    }
    TableAttrs attrs =
        type == null ? TableAttrs.NONE : attributes(source.attributes(), type, frame);
    Expr made = setOf(source.items(), type, attrs, source, frame);
    return type == null ? withAttributes(made, source.attributes(), frame) : made;
  }

  private TableAttrs attributes(List<Attr> attributes, @Nullable TableType type, Frame frame) {
    return checks.attributes.table(attributes, type == null ? ANY_TABLE : type, frame);
  }

  /// Adds attributes whose types follow from those of the elements.
  private Expr withAttributes(Expr made, List<Attr> attributes, Frame frame) {
    if (attributes.isEmpty()
        || !(made instanceof Expr.TableNew(TableType type, var entries, _, Span span))) {
      return made;
    }
    return new Expr.TableNew(type, entries, attributes(attributes, type, frame), span);
  }

  // ---- tables

  /// An element of a table or set: the parts of its index and its value, lists in it multiplied
  /// out.
  private record Element(
      List<org.brood.script.syntax.Expr> index, org.brood.script.syntax.@Nullable Expr value) {}

  private Expr tableOf(
      List<org.brood.script.syntax.Expr> items,
      @Nullable TableType hint,
      TableAttrs attrs,
      org.brood.script.syntax.Expr source,
      Frame frame) {
    if (items.size() == 1
        && hint != null
        && !(items.getFirst() instanceof org.brood.script.syntax.Expr.Assign)) {
      Expr whole = checks.expressions.check(items.getFirst(), hint, frame);
      if (Types.same(whole.type(), hint)) {
        return whole; // `{ other_table }`
      }
    }
    List<Element> elements = new ArrayList<>();
    for (org.brood.script.syntax.Expr item : items) {
      if (!(item instanceof org.brood.script.syntax.Expr.Assign(var op, var index, var value, _))) {
        checks.error(
            item,
            hint == null
                ? "table constructor element lacks '=' structure"
                : "illegal table constructor element");
        return hint == null ? undetermined(source) : Checks.broken(source.span());
      }
      if (index instanceof org.brood.script.syntax.Expr.Items list && list.trailingComma()) {
        checks.error(
            index,
            "incorrect syntax for list expression on left-hand side of assignment: trailing comma"
                + " not allowed");
      }
      if (!(index instanceof org.brood.script.syntax.Expr.Items(_, var parts, _, _))) {
        if (hint == null) {
          return undetermined(source);
        }
        return checks.broken(item, "table constructor index is not a list");
      }
      elements.addAll(multiplied(parts, value));
    }
    TableType type = hint == null ? inferredTable(elements, source, frame) : hint;
    return type == null
        ? Checks.broken(source.span())
        : entries(elements, type, attrs, source, frame);
  }

  private Expr undetermined(org.brood.script.syntax.Expr source) {
    return checks.broken(
        source, "cannot determine type for table; ensure square brackets are around each key");
  }

  /// The elements that stand for lists in an index: `[{ a, b }, c]` is `[a, c]` and `[b, c]`.
  private static List<Element> multiplied(
      List<org.brood.script.syntax.Expr> parts, org.brood.script.syntax.@Nullable Expr value) {
    List<List<org.brood.script.syntax.Expr>> all = new ArrayList<>(List.of(List.of()));
    for (org.brood.script.syntax.Expr part : parts) {
      List<org.brood.script.syntax.Expr> choices =
          part instanceof org.brood.script.syntax.Expr.Items list ? list.items() : List.of(part);
      if ((long) all.size() * choices.size() > MOST_ELEMENTS) {
        return List.of(new Element(parts, value));
      }
      List<List<org.brood.script.syntax.Expr>> longer = new ArrayList<>();
      for (List<org.brood.script.syntax.Expr> begun : all) {
        for (org.brood.script.syntax.Expr choice : choices) {
          List<org.brood.script.syntax.Expr> index = new ArrayList<>(begun);
          index.add(choice);
          longer.add(index);
        }
      }
      all = longer;
    }
    return all.stream().map(index -> new Element(index, value)).toList();
  }

  private @Nullable TableType inferredTable(
      List<Element> elements, org.brood.script.syntax.Expr source, Frame frame) {
    List<Type> index = inferredIndex(elements, source, frame);
    Type value = null;
    for (Element element : elements) {
      Type type = element.value() == null ? Basic.ERROR : natural(element.value(), frame);
      value = value == null ? type : merge(value, type, element.value());
      if (value == null) {
        return null;
      }
    }
    return index == null || value == null || value == Basic.ERROR
        ? null
        : new TableType(index, value);
  }

  private @Nullable Type merge(Type a, Type b, org.brood.script.syntax.@Nullable Expr source) {
    Type merged = checks.conversions.merged(a, b);
    if (merged == null && a instanceof EnumType x && b instanceof EnumType y) {
      checks.diagnostics.error(
          checks.typeSubject(a),
          checks.typeSubject(b),
          "incompatible enum types: '" + x.name() + "' and '" + y.name() + "'");
    } else if (merged == null && source != null) {
      checks.diagnostics.error(checks.typeSubject(a), Checks.subject(source), "incompatible types");
    }
    return merged;
  }

  private @Nullable List<Type> inferredIndex(
      List<Element> elements, org.brood.script.syntax.Expr source, Frame frame) {
    List<Type> types = new ArrayList<>();
    for (Element element : elements) {
      for (int i = 0; i < element.index().size(); i++) {
        org.brood.script.syntax.Expr part = element.index().get(i);
        Type type = natural(part, frame);
        if (element.value() == null
            && type instanceof TableType set
            && set.isSet()
            && set.index().size() == 1) {
          type = set.index().getFirst(); // `{ a, other_set }`
        }
        if (element == elements.getFirst()) {
          types.add(type);
        } else if (i < types.size()) {
          Type merged = merge(types.get(i), type, part);
          if (merged == null) {
            return null;
          }
          types.set(i, merged);
        }
      }
      if (element.index().size() != types.size()) {
        checks.error(source, "different number of indices");
        return null;
      }
    }
    return types.contains(Basic.ERROR) ? null : List.copyOf(types);
  }

  private Expr entries(
      List<Element> elements,
      TableType type,
      TableAttrs attrs,
      org.brood.script.syntax.Expr source,
      Frame frame) {
    List<Expr.Entry> entries = new ArrayList<>();
    List<Expr> unions = new ArrayList<>();
    for (Element element : elements) {
      List<Expr> parts = checks.access.columns(element.index(), type, frame);
      if (parts.stream().anyMatch(Checks::isBroken)) {
        return Checks.broken(source.span());
      }
      if (isSplice(parts, type)) {
        unions.add(parts.getFirst());
        continue;
      }
      for (List<Expr> one : SetExpansion.expand(parts, type, checks.init)) {
        List<Expr> key = key(one, element, type, source);
        Expr value = elementValue(element, type, frame);
        if (key == null && unknownSet(one, type) >= 0) {
          inconsistent.put(source, asConstructor(type, source));
          return Checks.broken(source.span());
        }
        if (key == null || (value != null && Checks.isBroken(value))) {
          return inconsistent(type, source);
        }
        entries.add(new Expr.Entry(key, value));
      }
    }
    Expr made = new Expr.TableNew(type, List.copyOf(entries), attrs, source.span());
    if (unions.isEmpty()) {
      return made;
    }
    unions.addFirst(made);
    return union(unions, type, source.span());
  }

  private Expr inconsistent(TableType type, org.brood.script.syntax.Expr source) {
    String text = asConstructor(type, source);
    inconsistent.put(source, text);
    checks.diagnostics.error(
        new Subject(source.span(), text),
        type.isSet()
            ? "inconsistent type in set constructor"
            : "inconsistent types in table constructor");
    return Checks.broken(source.span());
  }

  private static String asConstructor(TableType type, org.brood.script.syntax.Expr source) {
    String text = Describe.expression(source);
    boolean list = source instanceof org.brood.script.syntax.Expr.Items;
    return list ? (type.isSet() ? "set(" : "table(") + text + ")" : text;
  }

  /// Which part of an index is a set whose elements are not known yet, -1 if none is.
  private static int unknownSet(List<Expr> parts, TableType type) {
    for (int i = 0; i < parts.size() && i < type.index().size(); i++) {
      boolean set = parts.get(i).type() instanceof TableType given && given.isSet();
      if (set && !(type.index().get(i) instanceof TableType)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether the only part of an index is a whole set of such indices.
  private static boolean isSplice(List<Expr> parts, TableType type) {
    return type.isSet()
        && parts.size() == 1
        && parts.getFirst().type() instanceof TableType set
        && set.isSet()
        && Types.same(set, type)
        && !(type.index().size() == 1 && Types.same(type.index().getFirst(), set));
  }

  private @Nullable List<Expr> key(
      List<Expr> parts, Element element, TableType type, org.brood.script.syntax.Expr source) {
    if (parts.size() != type.index().size()) {
      checks.diagnostics.error(
          new Subject(checks.place(type), Access.listOf(type.index())),
          new Subject(source.span(), Describe.expressions(element.index())),
          "indexing mismatch");
      return null;
    }
    int unknown = unknownSet(parts, type);
    if (unknown >= 0) {
      checks.error(
          element.index().get(unknown),
          "cannot expand constructor elements using a value that depends on local variables");
      return null;
    }
    return checks.conversions.index(parts, type.index(), element.index(), type.isSet());
  }

  private @Nullable Expr elementValue(Element element, TableType type, Frame frame) {
    Type wanted = type.value();
    if (wanted == null || element.value() == null) {
      return null;
    }
    return checks.conversions.checked(element.value(), wanted, frame);
  }

  // ---- sets

  private Expr setOf(
      List<org.brood.script.syntax.Expr> items,
      @Nullable TableType hint,
      TableAttrs attrs,
      org.brood.script.syntax.Expr source,
      Frame frame) {
    List<Element> elements = new ArrayList<>();
    for (org.brood.script.syntax.Expr item : items) {
      if (item instanceof org.brood.script.syntax.Expr.Assign) {
        return checks.broken(item, "table constructor used in a non-table context");
      }
      boolean list = item instanceof org.brood.script.syntax.Expr.Items && !isSingleVector(hint);
      elements.addAll(
          list && item instanceof org.brood.script.syntax.Expr.Items(_, var parts, _, _)
              ? multiplied(parts, null)
              : List.of(new Element(List.of(item), null)));
    }
    TableType type = hint;
    if (type == null) {
      List<Type> index = inferredIndex(elements, source, frame);
      if (index == null) {
        return checks.broken(source, "inconsistent types in list");
      }
      type = new TableType(index, null);
    }
    return entries(elements, type, attrs, source, frame);
  }

  private static boolean isSingleVector(@Nullable TableType type) {
    return type != null
        && type.index().size() == 1
        && type.index().getFirst() instanceof VectorType;
  }

  // ---- vectors

  Expr vector(
      List<org.brood.script.syntax.Expr> items,
      @Nullable Type hint,
      org.brood.script.syntax.Expr source,
      Frame frame) {
    if (hint instanceof VectorType type && !type.isUnspecified()) {
      Diagnostics.Mark before = checks.diagnostics.mark();
      Expr made = vectorOf(items, type, source, frame);
      if (!Checks.isBroken(made)
          || !(source instanceof org.brood.script.syntax.Expr.VectorConstructor)) {
        return made;
      }
      checks.diagnostics.rollback(before); // its place tells of the clash
    }
    if (items.isEmpty()) {
      return new Expr.VectorNew(new VectorType(Basic.VOID), List.of(), source.span());
    }
    Type element = null;
    for (org.brood.script.syntax.Expr item : items) {
      Type type = natural(item, frame);
      element = element == null ? type : merge(element, type, item);
      if (element == null) {
        checks.diagnostics.error(source.span(), "inconsistent types in list");
        return Checks.broken(source.span());
      }
    }
    return element == null || element == Basic.ERROR
        ? Checks.broken(source.span())
        : vectorOf(items, new VectorType(element), source, frame);
  }

  private Expr vectorOf(
      List<org.brood.script.syntax.Expr> items,
      VectorType type,
      org.brood.script.syntax.Expr source,
      Frame frame) {
    List<Expr> elements = new ArrayList<>(items.size());
    boolean broken = false;
    for (org.brood.script.syntax.Expr item : items) {
      Expr value = checks.expressions.check(item, type.element(), frame);
      Expr element = checks.conversions.convert(value, type.element(), item);
      if (element == null) {
        checks.diagnostics.error(
            Checks.subject(item), checks.typeSubject(type.element()), "type mismatch");
        checks.diagnostics.error(
            new Subject(source.span(), "vector(" + Describe.expressions(items) + ")"),
            "inconsistent types in vector constructor");
        return Checks.broken(source.span());
      }
      broken |= Checks.isBroken(element);
      elements.add(element);
    }
    return broken
        ? Checks.broken(source.span())
        : new Expr.VectorNew(type, List.copyOf(elements), source.span());
  }

  /// The operands of several sets as one union.
  private static Expr union(List<Expr> sets, Type type, Span span) {
    List<Expr> rest = new ArrayList<>(sets);
    Expr all = rest.removeFirst();
    for (Expr set : rest) {
      all = new Expr.Binary(Expr.Op.BIT_OR, all, set, type, false, span);
    }
    return all;
  }
}
