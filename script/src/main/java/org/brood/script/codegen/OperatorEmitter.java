package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;

/// Operators.
final class OperatorEmitter {
  private static final MethodTypeDesc LONGS_SITE =
      MethodTypeDesc.of(Jvm.LONG, Jvm.LONG, Jvm.LONG, Jvm.STRING);
  private static final MethodTypeDesc COMPARE_OBJECTS =
      MethodTypeDesc.of(Jvm.INT, Jvm.OBJECT, Jvm.OBJECT);

  private final Frame frame;
  private final ExprEmitter exprs;
  private final CodeBuilder code;

  OperatorEmitter(Frame frame, ExprEmitter exprs) {
    this.frame = frame;
    this.exprs = exprs;
    this.code = frame.code;
  }

  // ---- jumps

  /// Jumps when the condition is false, else goes on.
  void jumpUnless(Expr condition, Label target) {
    switch (condition) {
      case Expr.Not(Expr operand, Type type, var _) when type == Basic.BOOL ->
          jumpIf(operand, target);
      case Expr.Binary b when b.op() == Expr.Op.AND && !b.vector() -> {
        jumpUnless(b.left(), target);
        jumpUnless(b.right(), target);
      }
      case Expr.Binary b when b.op() == Expr.Op.OR && !b.vector() -> {
        Label yes = code.newLabel();
        jumpIf(b.left(), yes);
        jumpUnless(b.right(), target);
        code.labelBinding(yes);
      }
      case Expr.Binary b when isComparison(b.op()) && !b.vector() -> compare(b, false, target);
      default -> {
        exprs.emit(condition);
        code.ifeq(target);
      }
    }
  }

  /// Jumps when the condition is true, else goes on.
  void jumpIf(Expr condition, Label target) {
    switch (condition) {
      case Expr.Not(Expr operand, Type type, var _) when type == Basic.BOOL ->
          jumpUnless(operand, target);
      case Expr.Binary b when b.op() == Expr.Op.OR && !b.vector() -> {
        jumpIf(b.left(), target);
        jumpIf(b.right(), target);
      }
      case Expr.Binary b when b.op() == Expr.Op.AND && !b.vector() -> {
        Label no = code.newLabel();
        jumpUnless(b.left(), no);
        jumpIf(b.right(), target);
        code.labelBinding(no);
      }
      case Expr.Binary b when isComparison(b.op()) && !b.vector() -> compare(b, true, target);
      default -> {
        exprs.emit(condition);
        code.ifne(target);
      }
    }
  }

  private static boolean isComparison(Expr.Op op) {
    return switch (op) {
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
      case ADD, SUB, MUL, DIV, MOD, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, AND, OR ->
          false;
    };
  }

  /// Jumps if the comparison gives `when`.
  private void compare(Expr.Binary b, boolean when, Label target) {
    Type type = b.left().type();
    exprs.emit(b.left());
    exprs.emit(b.right());
    switch (type.rep()) {
      case BOOL -> code.branch(intJump(b.op(), when), target);
      case LONG -> {
        if (type == Basic.COUNT && isOrder(b.op())) {
          code.invokestatic(
              ConstantDescs.CD_Long,
              "compareUnsigned",
              MethodTypeDesc.of(Jvm.INT, Jvm.LONG, Jvm.LONG));
        } else {
          code.lcmp();
        }
        code.branch(zeroJump(b.op(), when), target);
      }
      case DOUBLE -> {
        if (b.op() == Expr.Op.LESS || b.op() == Expr.Op.LESS_EQUAL) {
          code.dcmpg();
        } else {
          code.dcmpl();
        }
        code.branch(zeroJump(b.op(), when), target);
      }
      case REF, VOID -> compareObjects(b, when, target);
    }
  }

  private static boolean isOrder(Expr.Op op) {
    return op != Expr.Op.EQUAL && op != Expr.Op.NOT_EQUAL;
  }

  private void compareObjects(Expr.Binary b, boolean when, Label target) {
    boolean equality = !isOrder(b.op());
    if (equality) {
      boolean equalJumps = (b.op() == Expr.Op.EQUAL) == when;
      if (b.left().type() == Basic.PATTERN && b.right().type() == Basic.STRING) {
        code.invokevirtual(Jvm.PATTERN, "matches", MethodTypeDesc.of(Jvm.BOOL, Jvm.STR));
      } else {
        code.invokevirtual(Jvm.OBJECT, "equals", MethodTypeDesc.of(Jvm.BOOL, Jvm.OBJECT));
      }
      code.branch(equalJumps ? Opcode.IFNE : Opcode.IFEQ, target);
    } else if (b.left().type() instanceof TableType) {
      subset(b.op());
      code.branch(when ? Opcode.IFNE : Opcode.IFEQ, target);
    } else {
      code.invokestatic(BehaviorEmitter.VALUES, "compare", COMPARE_OBJECTS);
      code.branch(zeroJump(b.op(), when), target);
    }
  }

  private void subset(Expr.Op op) {
    if (op == Expr.Op.GREATER || op == Expr.Op.GREATER_EQUAL) {
      code.swap();
    }
    boolean proper = op == Expr.Op.LESS || op == Expr.Op.GREATER;
    code.invokestatic(
        Jvm.TABLES,
        proper ? "properSubset" : "subset",
        MethodTypeDesc.of(Jvm.BOOL, Jvm.TABLE, Jvm.TABLE));
  }

  private static Opcode zeroJump(Expr.Op op, boolean when) {
    return switch (op) {
      case EQUAL -> when ? Opcode.IFEQ : Opcode.IFNE;
      case NOT_EQUAL -> when ? Opcode.IFNE : Opcode.IFEQ;
      case LESS -> when ? Opcode.IFLT : Opcode.IFGE;
      case LESS_EQUAL -> when ? Opcode.IFLE : Opcode.IFGT;
      case GREATER -> when ? Opcode.IFGT : Opcode.IFLE;
      case GREATER_EQUAL -> when ? Opcode.IFGE : Opcode.IFLT;
      case ADD, SUB, MUL, DIV, MOD, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, AND, OR ->
          throw new IllegalStateException("no comparison: " + op);
    };
  }

  private static Opcode intJump(Expr.Op op, boolean when) {
    return switch (op) {
      case EQUAL -> when ? Opcode.IF_ICMPEQ : Opcode.IF_ICMPNE;
      case NOT_EQUAL -> when ? Opcode.IF_ICMPNE : Opcode.IF_ICMPEQ;
      case LESS -> when ? Opcode.IF_ICMPLT : Opcode.IF_ICMPGE;
      case LESS_EQUAL -> when ? Opcode.IF_ICMPLE : Opcode.IF_ICMPGT;
      case GREATER -> when ? Opcode.IF_ICMPGT : Opcode.IF_ICMPLE;
      case GREATER_EQUAL -> when ? Opcode.IF_ICMPGE : Opcode.IF_ICMPLT;
      case ADD, SUB, MUL, DIV, MOD, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, AND, OR ->
          throw new IllegalStateException("no comparison: " + op);
    };
  }

  /// Turns a jump into a value.
  private void asBool(Expr condition) {
    Label no = code.newLabel();
    Label end = code.newLabel();
    jumpUnless(condition, no);
    code.iconst_1().goto_(end).labelBinding(no).iconst_0().labelBinding(end);
  }

  // ---- values

  void binary(Expr.Binary b) {
    if (b.vector()) {
      vector(b);
    } else if (isComparison(b.op()) || b.op() == Expr.Op.AND || isLogicalOr(b)) {
      asBool(b);
    } else {
      exprs.emit(b.left());
      exprs.emit(b.right());
      apply(b.op(), b.left().type(), b.right().type(), b);
    }
  }

  private static boolean isLogicalOr(Expr.Binary b) {
    return b.op() == Expr.Op.OR;
  }

  private void vector(Expr.Binary b) {
    code.loadConstant(b.op().name());
    exprs.boxed(b.left());
    exprs.boxed(b.right());
    Type element = b.left().type() instanceof VectorType(Type of) ? of : b.left().type();
    frame.constants.type(code, element, Jvm.TYPE);
    frame.constants.type(code, b.type(), Jvm.VECTOR_TYPE);
    frame.site(b.span());
    code.invokestatic(
        Jvm.VECTORS,
        "binary",
        MethodTypeDesc.of(
            Jvm.VEC, Jvm.STRING, Jvm.OBJECT, Jvm.OBJECT, Jvm.TYPE, Jvm.VECTOR_TYPE, Jvm.STRING));
  }

  /// Applies an operator to the two values on the stack; `at` says where, for errors.
  void apply(Expr.Op op, Type left, Type right, Expr at) {
    switch (left) {
      case Basic basic -> applyBasic(op, basic, right, at);
      case TableType _ -> tables(op);
      case EnumType _, RecordType _, FuncType _, VectorType _ ->
          throw new IllegalStateException("operator " + op + " on " + left.describe());
      default -> throw new IllegalStateException("operator " + op + " on " + left.describe());
    }
  }

  private void applyBasic(Expr.Op op, Basic type, Type right, Expr at) {
    switch (type) {
      case COUNT, INT -> longs(op, type == Basic.COUNT, at);
      case DOUBLE, TIME, INTERVAL -> doubles(op, at);
      case STRING -> code.invokevirtual(Jvm.STR, "plus", MethodTypeDesc.of(Jvm.STR, Jvm.STR));
      case PATTERN -> {
        frame.site(at.span());
        code.invokestatic(
            Jvm.CHECKS,
            op == Expr.Op.BIT_AND ? "both" : "either",
            MethodTypeDesc.of(Jvm.PATTERN, Jvm.PATTERN, Jvm.PATTERN, Jvm.STRING));
      }
      case ADDR -> {
        frame.site(at.span());
        code.invokestatic(
            Jvm.CHECKS, "subnet", MethodTypeDesc.of(Jvm.SUBNET, Jvm.ADDR, Jvm.LONG, Jvm.STRING));
      }
      case VOID, BOOL, PORT, SUBNET, FILE, ANY, ERROR ->
          throw new IllegalStateException("operator " + op + " on " + type + " and " + right);
    }
  }

  private void longs(Expr.Op op, boolean unsigned, Expr at) {
    switch (op) {
      case ADD -> code.ladd();
      case SUB -> {
        if (unsigned) {
          subtractCount(at);
        } else {
          code.lsub();
        }
      }
      case MUL -> code.lmul();
      case DIV -> checked(unsigned ? "divideCount" : "divideInt", at);
      case MOD -> checked(unsigned ? "moduloCount" : "moduloInt", at);
      case BIT_AND -> code.land();
      case BIT_OR -> code.lor();
      case BIT_XOR -> code.lxor();
      case SHIFT_LEFT -> {
        if (unsigned) {
          code.l2i().lshl();
        } else {
          checked("shiftLeftInt", at);
        }
      }
      case SHIFT_RIGHT -> {
        code.l2i();
        if (unsigned) {
          code.lushr();
        } else {
          code.lshr();
        }
      }
      case AND, OR, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL ->
          throw new IllegalStateException("not arithmetic: " + op);
    }
  }

  private void subtractCount(Expr at) {
    frame.program();
    if (at instanceof Expr.AssignOp(Expr target, Expr.Op _, Expr value, var span)) {
      frame.site(span, Frame.text(target.span()) + " - " + Frame.text(value.span()));
    } else {
      frame.site(at.span());
    }
    code.invokestatic(
        Jvm.CHECKS,
        "subtractCount",
        MethodTypeDesc.of(Jvm.LONG, Jvm.LONG, Jvm.LONG, Jvm.SCRIPT_PROGRAM, Jvm.STRING));
  }

  private void checked(String name, Expr at) {
    frame.site(at.span());
    code.invokestatic(Jvm.CHECKS, name, LONGS_SITE);
  }

  private void doubles(Expr.Op op, Expr at) {
    switch (op) {
      case ADD -> code.dadd();
      case SUB -> code.dsub();
      case MUL -> code.dmul();
      case DIV -> {
        frame.site(at.span());
        code.invokestatic(
            Jvm.CHECKS,
            "divideDouble",
            MethodTypeDesc.of(Jvm.DOUBLE, Jvm.DOUBLE, Jvm.DOUBLE, Jvm.STRING));
      }
      case MOD -> code.drem();
      case BIT_AND,
          BIT_OR,
          BIT_XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          AND,
          OR,
          LESS,
          LESS_EQUAL,
          GREATER,
          GREATER_EQUAL,
          EQUAL,
          NOT_EQUAL ->
          throw new IllegalStateException("not arithmetic: " + op);
    }
  }

  private void tables(Expr.Op op) {
    String name =
        switch (op) {
          case ADD, BIT_OR -> "union";
          case SUB -> "difference";
          case BIT_AND -> "intersection";
          default -> throw new IllegalStateException("operator " + op + " on sets");
        };
    code.invokestatic(Jvm.TABLES, name, MethodTypeDesc.of(Jvm.TABLE, Jvm.TABLE, Jvm.TABLE));
  }

  void not(Expr.Not not) {
    if (not.type() instanceof VectorType) {
      unaryVector("NOT", not.operand(), not.type());
    } else {
      asBool(not);
    }
  }

  void negate(Expr.Negate negate) {
    if (negate.type() instanceof VectorType) {
      unaryVector("NEGATE", negate.operand(), negate.type());
      return;
    }
    exprs.emit(negate.operand());
    if (negate.type().rep() == Type.Rep.DOUBLE) {
      code.dneg();
    } else {
      code.lneg();
    }
  }

  void complement(Expr.Complement complement) {
    if (complement.type() instanceof VectorType) {
      unaryVector("COMPLEMENT", complement.operand(), complement.type());
      return;
    }
    exprs.emit(complement.operand());
    code.loadConstant(-1L).lxor();
  }

  private void unaryVector(String op, Expr operand, Type type) {
    code.loadConstant(op);
    exprs.emit(operand);
    frame.constants.type(code, type, Jvm.VECTOR_TYPE);
    code.invokestatic(
        Jvm.VECTORS, "unary", MethodTypeDesc.of(Jvm.VEC, Jvm.STRING, Jvm.VEC, Jvm.VECTOR_TYPE));
  }

  void size(Expr.Size size) {
    Type of = size.operand().type();
    if (of.rep() == Type.Rep.REF) {
      exprs.any(size.operand());
      code.invokestatic(
          Jvm.of(org.brood.script.runtime.Sizes.class),
          switch (size.type().rep()) {
            case DOUBLE -> "asDouble";
            case REF -> "any";
            case LONG, BOOL, VOID -> "asLong";
          },
          MethodTypeDesc.of(Jvm.desc(size.type()), Jvm.OBJECT));
      return;
    }
    exprs.emit(size.operand());
    switch (of.rep()) {
      case LONG -> {
        if (of == Basic.INT) {
          code.invokestatic(Jvm.of(Math.class), "abs", MethodTypeDesc.of(Jvm.LONG, Jvm.LONG));
        }
      }
      case DOUBLE ->
          code.invokestatic(Jvm.of(Math.class), "abs", MethodTypeDesc.of(Jvm.DOUBLE, Jvm.DOUBLE));
      case BOOL -> code.i2l();
      case VOID, REF -> throw new IllegalStateException("size of " + of.describe());
    }
  }

  /// What is looked for comes first, then where.
  void in(Expr.In in) {
    switch (in.form()) {
      case TABLE -> inTable(in);
      case VECTOR -> {
        int index = frame.temp(Basic.COUNT);
        exprs.emit(in.what().getFirst());
        code.lstore(index);
        exprs.emit(in.where());
        code.lload(index);
        code.invokestatic(Jvm.VECTORS, "has", MethodTypeDesc.of(Jvm.BOOL, Jvm.VEC, Jvm.LONG));
      }
      case STRING -> {
        swapped(in);
        code.invokevirtual(Jvm.STR, "contains", MethodTypeDesc.of(Jvm.BOOL, Jvm.STR));
      }
      case PATTERN -> {
        exprs.emit(in.what().getFirst());
        exprs.emit(in.where());
        code.invokevirtual(Jvm.PATTERN, "isIn", MethodTypeDesc.of(Jvm.BOOL, Jvm.STR));
      }
      case ADDR_IN_SUBNET -> {
        swapped(in);
        code.invokevirtual(Jvm.SUBNET, "contains", MethodTypeDesc.of(Jvm.BOOL, Jvm.ADDR));
      }
      case SUBNET_IN_SUBNET -> {
        swapped(in);
        code.invokevirtual(Jvm.SUBNET, "contains", MethodTypeDesc.of(Jvm.BOOL, Jvm.SUBNET));
      }
    }
  }

  /// Leaves the two operands, which are objects, the right one below.
  private void swapped(Expr.In in) {
    exprs.key(in.what());
    exprs.emit(in.where());
    code.swap();
  }

  private void inTable(Expr.In in) {
    TableType table = (TableType) in.where().type();
    Type only = in.what().size() == 1 ? in.what().getFirst().type() : Basic.VOID;
    Type column = table.index().isEmpty() ? Basic.ANY : table.index().getFirst();
    if (only == Basic.ADDR && column == Basic.SUBNET) {
      swapped(in);
      code.invokestatic(
          Jvm.TABLES, "containsAddr", MethodTypeDesc.of(Jvm.BOOL, Jvm.TABLE, Jvm.ADDR));
    } else if (only == Basic.SUBNET && column == Basic.SUBNET) {
      swapped(in);
      code.invokestatic(
          Jvm.TABLES, "containsSubnet", MethodTypeDesc.of(Jvm.BOOL, Jvm.TABLE, Jvm.SUBNET));
    } else if (only == Basic.STRING && column == Basic.PATTERN) {
      swapped(in);
      code.invokestatic(
          Jvm.TABLES, "containsString", MethodTypeDesc.of(Jvm.BOOL, Jvm.TABLE, Jvm.STR));
    } else {
      frame.program();
      swapped(in);
      code.invokestatic(
          Jvm.TABLES,
          "contains",
          MethodTypeDesc.of(Jvm.BOOL, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.OBJECT));
    }
  }
}
