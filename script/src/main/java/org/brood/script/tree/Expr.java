package org.brood.script.tree;

import java.util.List;
import org.brood.script.source.Span;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// A checked expression. Every node knows its type and its place.
public sealed interface Expr {

  Type type();

  Span span();

  // ---- constants

  record BoolConst(boolean value, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.BOOL;
    }
  }

  /// A `count` (unsigned) or `int`, as `type` says.
  record LongConst(long value, Type type, Span span) implements Expr {}

  /// A `double`, `time` or `interval` (in seconds), as `type` says.
  record DoubleConst(double value, Type type, Span span) implements Expr {}

  /// The bytes of a string literal, escapes resolved.
  @SuppressWarnings("ArrayRecordComponent")
  record StringConst(byte[] value, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.STRING;
    }
  }

  /// A pattern literal: the text between the slashes as written.
  record PatternConst(String text, boolean ignoreCase, boolean singleLine, Span span)
      implements Expr {
    @Override
    public Type type() {
      return Basic.PATTERN;
    }
  }

  /// @param proto 0 unknown, 1 tcp, 2 udp, 3 icmp (Zeek's transport_proto)
  record PortConst(int number, int proto, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.PORT;
    }
  }

  /// An address as 128 bits; IPv4 as ::ffff:a.b.c.d.
  record AddrConst(long high, long low, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.ADDR;
    }
  }

  /// @param width prefix length in 128 bits (IPv4: 96 + the written one)
  record SubnetConst(long high, long low, int width, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.SUBNET;
    }
  }

  record EnumConst(EnumType.Item item, Span span) implements Expr {
    @Override
    public Type type() {
      return item.type();
    }
  }

  /// A type used as a value.
  record TypeConst(TypeType type, Span span) implements Expr {}

  // ---- names

  record LocalGet(Local local, Span span) implements Expr {
    @Override
    public Type type() {
      return local.type();
    }
  }

  record GlobalGet(Global global, Span span) implements Expr {
    @Override
    public Type type() {
      return global.type();
    }
  }

  /// A named function, event or hook as a value.
  record FunctionGet(Function function, Span span) implements Expr {
    @Override
    public Type type() {
      return function.type();
    }
  }

  // ---- access

  /// `r$f`. The run-time error of an unset field shows `text`, the source text of the whole
  /// expression.
  record FieldGet(Expr record, RecordType of, int slot, Type type, String text, Span span)
      implements Expr {}

  /// `r?$f`
  record HasField(Expr record, RecordType of, int slot, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.BOOL;
    }
  }

  /// `t[a, b]` on a table: `index` has one expression for each index type, already of that type. An
  /// index of type `subnet` may be looked up by an `addr` (longest prefix): then `index` holds one
  /// expression of type `addr`. A `table[pattern] of T` may be looked up by a `string`: then
  /// `index` holds one string and `type` is `vector of T`.
  record TableGet(Expr table, TableType of, List<Expr> index, Type type, String text, Span span)
      implements Expr {}

  /// `v[i]` with an index of type count or int (negative counts from the end).
  record VectorGet(Expr vector, Expr index, Type type, String text, Span span) implements Expr {}

  /// `v[bools]` or `v[counts]`: a vector of the chosen elements.
  record VectorSelect(Expr vector, Expr selector, Type type, Span span) implements Expr {}

  /// `s[i]`: one byte of a string, as a string.
  record StringGet(Expr string, Expr index, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.STRING;
    }
  }

  /// `x[low:high]` on a string or vector; a bound that is not written is null.
  record Slice(Expr of, @Nullable Expr low, @Nullable Expr high, Type type, Span span)
      implements Expr {}

  // ---- assignment

  /// What can be assigned to: [LocalGet], [GlobalGet], [FieldGet], [TableGet], [VectorGet], or a
  /// [Slice] of a vector. The value is already of the target's type, and is the value of the
  /// expression.
  record Assign(Expr target, Expr value, Span span) implements Expr {
    @Override
    public Type type() {
      return target.type();
    }
  }

  /// `x op= y` with an arithmetic, bit or string operator: the target is evaluated once. `value`
  /// has the operand type.
  record AssignOp(Expr target, Op op, Expr value, Span span) implements Expr {
    @Override
    public Type type() {
      return target.type();
    }
  }

  /// `x += y`, `x -= y` where `x` is a container or pattern; see [Grow].
  record AssignGrow(Expr target, Grow how, Expr value, Span span) implements Expr {
    @Override
    public Type type() {
      return target.type();
    }
  }

  /// `++x` (step 1), `--x` (step -1): the value is the new one. A vector target steps every
  /// element.
  record Step(Expr target, int step, Span span) implements Expr {
    @Override
    public Type type() {
      return target.type();
    }
  }

  /// The forms of [AssignGrow].
  enum Grow {
    /// `vector += element`: appends.
    VECTOR_APPEND,
    /// `vector += vector`: appends all.
    VECTOR_APPEND_ALL,
    /// `set += set`, `table += table`: adds all entries.
    TABLE_ADD_ALL,
    /// `set -= set`, `table -= table` or `table -= set`: removes all indices of the right side.
    TABLE_REMOVE_ALL,
    /// `pattern += pattern`: either matches.
    PATTERN_OR,
    /// `pattern &= pattern`: one after the other.
    PATTERN_AND
  }

  // ---- operators

  /// Binary operators. Both operands have the same type (after coercion) unless said otherwise; the
  /// result type is the node's.
  enum Op {
    /// Numbers, time+interval, interval+interval, string+string; set+set is [#OR].
    ADD,
    /// Numbers, time-time, time-interval, interval-interval; set-set.
    SUB,
    /// Numbers, interval*double.
    MUL,
    /// Numbers, interval/double, interval/interval; addr/count (right is count): a subnet.
    DIV,
    MOD,
    /// count/int bits; set intersection; pattern & pattern (one after the other).
    BIT_AND,
    /// count/int bits; set union; pattern | pattern.
    BIT_OR,
    BIT_XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    /// bool; evaluated only if needed. Vectors of bool element by element.
    AND,
    OR,
    /// Numbers, times, strings, ports, addrs, subnets, enums; sets: proper subset.
    LESS,
    /// Like LESS; sets: subset.
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    /// All comparable types; `pattern == string` (left pattern, right string): the whole string
    /// matches.
    EQUAL,
    NOT_EQUAL
  }

  /// @param vector whether it is done element by element: then at least one operand is a vector,
  ///   the result is one, and a scalar operand is used for each element
  record Binary(Op op, Expr left, Expr right, Type type, boolean vector, Span span)
      implements Expr {}

  /// `!x` on bool (or a vector of bool).
  record Not(Expr operand, Type type, Span span) implements Expr {}

  /// `-x` on int, double, interval (or a vector).
  record Negate(Expr operand, Type type, Span span) implements Expr {}

  /// `~x` on count.
  record Complement(Expr operand, Type type, Span span) implements Expr {}

  /// `|x|`: size of containers and strings, absolute value of numbers, address width of addr,
  /// number of addresses of a subnet (double), record fields, enum's number, function name length
  /// as Zeek does.
  record Size(Expr operand, Type type, Span span) implements Expr {}

  /// `c ? a : b`; with vectors of bool element by element.
  record Conditional(Expr condition, Expr yes, Expr no, Type type, boolean vector, Span span)
      implements Expr {}

  /// `x in y`.
  record In(InForm form, List<Expr> what, Expr where, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.BOOL;
    }
  }

  /// The forms of [In].
  enum InForm {
    /// index (one expression a column) in table or set; subnet-indexed ones accept an addr;
    /// pattern-indexed ones a string
    TABLE,
    /// number in vector: whether the index has an element
    VECTOR,
    /// string in string
    STRING,
    /// pattern in string
    PATTERN,
    /// addr in subnet
    ADDR_IN_SUBNET,
    /// subnet in subnet
    SUBNET_IN_SUBNET
  }

  // ---- conversion

  /// A conversion that always succeeds: between count, int and double (a negative int to count is a
  /// run-time error, an int or count to int overflow too), to `any`, of a record to another record
  /// type (missing optional fields unset, others by default), of `any` to a type when the context
  /// demands it implicitly (checked at run time).
  record Coerce(Expr operand, Type type, Span span) implements Expr {}

  /// `x as T`: checked at run time.
  record Cast(Expr operand, Type type, Span span) implements Expr {}

  /// `x is T`
  record Is(Expr operand, Type tested, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.BOOL;
    }
  }

  // ---- calls

  /// A call of a named function, native or not. Arguments have the parameters' types, one for each
  /// parameter (defaults of parameters are filled in by the checker); for a variadic native each
  /// has type `any`.
  record Call(Function function, List<Expr> arguments, Type type, Span span) implements Expr {}

  /// A call of a function value.
  record CallValue(Expr function, List<Expr> arguments, Type type, Span span) implements Expr {}

  /// `hook f(…)`: runs the bodies, `F` if one of them broke off. The function may be null: then
  /// `value` is the hook's value.
  record HookCall(
      @Nullable Function function, @Nullable Expr value, List<Expr> arguments, Span span)
      implements Expr {
    @Override
    public Type type() {
      return Basic.BOOL;
    }
  }

  /// `schedule delay { event(arguments) }`
  record Schedule(Expr delay, Function event, List<Expr> arguments, Span span) implements Expr {
    @Override
    public Type type() {
      return Basic.VOID;
    }
  }

  // ---- constructors

  /// `T($a=1)`, `[$a=1]`: the record's defaults apply to fields that are not named.
  record RecordNew(RecordType type, List<FieldInit> fields, Span span) implements Expr {}

  record FieldInit(int slot, Expr value) {}

  /// `table(…)`, `set(…)`, `{…}`: entries in order.
  record TableNew(TableType type, List<Entry> entries, TableAttrs attrs, Span span)
      implements Expr {}

  /// @param value null for sets
  record Entry(List<Expr> index, @Nullable Expr value) {}

  record VectorNew(VectorType type, List<Expr> elements, Span span) implements Expr {}

  /// A lambda: `captured` has one expression for each of the body's captures, evaluated when the
  /// lambda is made; `copied` tells which of them are copied deeply (`[copy x]`).
  record Lambda(Function function, List<Expr> captured, List<Boolean> copied, Span span)
      implements Expr {
    @Override
    public Type type() {
      return function.type();
    }
  }
}
