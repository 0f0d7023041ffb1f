package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.FilledRecord;

/// Assignments. A target is prepared once (its parts are evaluated into variables), then read and
/// written.
final class AssignEmitter {
  private final Frame frame;
  private final ExprEmitter exprs;
  private final OperatorEmitter operators;
  private final CodeBuilder code;

  AssignEmitter(Frame frame, ExprEmitter exprs, OperatorEmitter operators) {
    this.frame = frame;
    this.exprs = exprs;
    this.operators = operators;
    this.code = frame.code;
  }

  /// A prepared target: the slots of the variables that hold its parts.
  private sealed interface Target {
    record OfLocal(Local local) implements Target {}

    record OfGlobal(Expr.GlobalGet get) implements Target {}

    record OfField(Expr.FieldGet get, int record) implements Target {}

    record OfTable(Expr.TableGet get, int table, int key) implements Target {}

    record OfVector(Expr.VectorGet get, int vector, int index) implements Target {}

    record OfSlice(Expr.Slice slice) implements Target {}
  }

  private int reference() {
    return code.allocateLocal(TypeKind.REFERENCE);
  }

  private Target prepare(Expr target) {
    return switch (target) {
      case Expr.LocalGet get -> new Target.OfLocal(get.local());
      case Expr.GlobalGet get -> new Target.OfGlobal(get);
      case Expr.FieldGet get -> {
        int record = reference();
        exprs.emit(get.record());
        code.checkcast(frame.layout.recordClass(get.of())).astore(record);
        yield new Target.OfField(get, record);
      }
      case Expr.TableGet get -> {
        int table = reference();
        int key = reference();
        exprs.emit(get.table());
        code.astore(table);
        exprs.key(get.index());
        code.astore(key);
        yield new Target.OfTable(get, table, key);
      }
      case Expr.VectorGet get -> {
        int vector = reference();
        int index = code.allocateLocal(TypeKind.LONG);
        exprs.emit(get.vector());
        code.astore(vector);
        exprs.emit(get.index());
        code.lstore(index);
        yield new Target.OfVector(get, vector, index);
      }
      case Expr.Slice slice -> new Target.OfSlice(slice);
      default -> throw new IllegalStateException("cannot assign to " + target);
    };
  }

  /// Pushes the target's present value.
  private void load(Target target, Expr expr) {
    switch (target) {
      case Target.OfLocal _, Target.OfGlobal _, Target.OfSlice _ -> exprs.emit(expr);
      case Target.OfField(Expr.FieldGet get, int record) -> loadField(get, record);
      case Target.OfTable(Expr.TableGet get, int table, int key) -> {
        frame.program();
        code.aload(table).aload(key);
        frame.site(get.span(), get.text());
        code.invokestatic(
            Jvm.TABLES,
            get.index().size() == 1 && get.of().index().getFirst() == Basic.SUBNET
                ? "getBySubnet"
                : "get",
            MethodTypeDesc.of(Jvm.OBJECT, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.OBJECT, Jvm.STRING));
        Boxing.unbox(code, get.type());
      }
      case Target.OfVector(Expr.VectorGet get, int vector, int index) -> {
        code.aload(vector).lload(index);
        frame.site(get.span(), get.text());
        code.invokestatic(
            Jvm.VECTORS, "get", MethodTypeDesc.of(Jvm.OBJECT, Jvm.VEC, Jvm.LONG, Jvm.STRING));
        Boxing.unbox(code, get.type());
      }
    }
  }

  private void loadField(Expr.FieldGet get, int record) {
    ClassDesc owner = frame.layout.recordClass(get.of());
    Type type = get.type();
    code.aload(record).checkcast(owner);
    if (Layout.isPrimitive(type)) {
      frame.site(get.span(), get.text());
      code.invokevirtual(owner, "get" + get.slot(), RecordEmitter.getter(type));
    } else {
      exprs.readField(get.of(), get.slot());
      exprs.checkMissing(get);
    }
  }

  /// Stores the value on the stack; leaves it there too if `keep`.
  private void store(Target target, Type type, boolean keep) {
    switch (target) {
      case Target.OfLocal(Local local) -> storeLocal(local, keep);
      case Target.OfGlobal(Expr.GlobalGet get) -> {
        int value = spill(type, keep);
        frame.program();
        Boxing.load(code, type, value);
        code.putfield(Jvm.P, frame.layout.field(get.global()), Jvm.desc(type));
        if (frame.layout.mayBeUnset(get.global())) {
          frame.program();
          code.iconst_1().putfield(Jvm.P, frame.layout.presence(get.global()), Jvm.BOOL);
        }
      }
      case Target.OfField(Expr.FieldGet get, int record) -> {
        ClassDesc owner = frame.layout.recordClass(get.of());
        int value = spill(type, keep);
        code.aload(record).checkcast(owner);
        Boxing.load(code, type, value);
        if (Layout.isPrimitive(type)) {
          code.invokevirtual(owner, "set" + get.slot(), RecordEmitter.setter(type));
        } else if (FilledRecord.isFilled(get.of(), get.slot())) {
          code.invokevirtual(owner, "set" + get.slot(), RecordEmitter.GIVE_FIELD);
        } else {
          code.putfield(owner, Layout.field(get.slot()), Jvm.desc(type));
        }
      }
      case Target.OfTable(Expr.TableGet _, int table, int key) -> {
        int value = spill(type, keep);
        frame.program();
        code.aload(table).aload(key);
        Boxing.load(code, type, value);
        Boxing.box(code, type);
        code.invokestatic(Jvm.TABLES, "put", BehaviorEmitter.PUT);
      }
      case Target.OfVector(Expr.VectorGet get, int vector, int index) -> {
        int value = spill(type, keep);
        code.aload(vector).lload(index);
        Boxing.load(code, type, value);
        Boxing.box(code, type);
        frame.site(get.span(), get.text());
        code.invokestatic(
            Jvm.VECTORS,
            type == Basic.ANY ? "setAny" : "set",
            MethodTypeDesc.of(Jvm.VOID, Jvm.VEC, Jvm.LONG, Jvm.OBJECT, Jvm.STRING));
      }
      case Target.OfSlice(Expr.Slice slice) -> {
        int value = spill(type, keep);
        exprs.emit(slice.of());
        exprs.bounds(slice);
        code.aload(value);
        code.invokestatic(
            Jvm.VECTORS,
            "setSlice",
            MethodTypeDesc.of(Jvm.VOID, Jvm.VEC, Jvm.LONG, Jvm.LONG, Jvm.VEC));
      }
    }
  }

  /// Moves the value on the stack into a variable; leaves it there too if `keep`.
  private int spill(Type type, boolean keep) {
    if (keep) {
      dup(type);
    }
    int value = frame.temp(type);
    Boxing.store(code, type, value);
    return value;
  }

  private void dup(Type type) {
    if (Boxing.isWide(type)) {
      code.dup2();
    } else {
      code.dup();
    }
  }

  void storeLocal(Local local, boolean keep) {
    Type type = local.type();
    if (keep) {
      dup(type);
    }
    int capture = frame.capture(local);
    if (capture < 0) {
      Boxing.store(code, type, frame.slot(local));
      int presence = frame.presence(local);
      if (presence >= 0) {
        code.iconst_1().istore(presence);
      }
      return;
    }
    int value = frame.temp(type);
    Boxing.store(code, type, value);
    code.aload(1).loadConstant(capture);
    Boxing.load(code, type, value);
    Boxing.box(code, type);
    code.aastore();
  }

  /// Takes a variable's value away.
  void clearLocal(Local local) {
    int capture = frame.capture(local);
    if (capture >= 0) {
      code.aload(1).loadConstant(capture).aconst_null().aastore();
    } else if (!Layout.isPrimitive(local.type())) {
      code.aconst_null().astore(frame.slot(local));
    } else {
      code.iconst_0().istore(frame.presence(local));
    }
  }

  /// The value comes before the parts of the target.
  void assign(Expr.Assign assign, boolean keep) {
    Type type = assign.target().type();
    exprs.emit(assign.value());
    if (assign.target() instanceof Expr.LocalGet || assign.target() instanceof Expr.GlobalGet) {
      store(prepare(assign.target()), type, keep);
      return;
    }
    int value = frame.temp(type);
    Boxing.store(code, type, value);
    Target target = prepare(assign.target());
    Boxing.load(code, type, value);
    store(target, type, keep);
  }

  void assignOp(Expr.AssignOp assign, boolean keep) {
    Target target = prepare(assign.target());
    Type type = assign.target().type();
    Type operand = assign.value().type();
    load(target, assign.target());
    if (type instanceof VectorType(Type element)) {
      elementwise(assign, element);
    } else {
      widen(type, operand);
      exprs.emit(assign.value());
      operators.apply(assign.op(), wider(type, operand), operand, assign);
      narrow(wider(type, operand), type);
    }
    store(target, type, keep);
  }

  private void elementwise(Expr.AssignOp assign, Type element) {
    int left = reference();
    code.astore(left);
    code.loadConstant(assign.op().name()).aload(left);
    exprs.boxed(assign.value());
    frame.constants.type(code, element, Jvm.TYPE);
    frame.constants.type(code, assign.type(), Jvm.VECTOR_TYPE);
    frame.site(assign.span());
    code.invokestatic(
        Jvm.VECTORS,
        "binary",
        MethodTypeDesc.of(
            Jvm.VEC, Jvm.STRING, Jvm.OBJECT, Jvm.OBJECT, Jvm.TYPE, Jvm.VECTOR_TYPE, Jvm.STRING));
  }

  private static Type wider(Type target, Type operand) {
    return target.rep() == Type.Rep.LONG && operand.rep() == Type.Rep.DOUBLE ? operand : target;
  }

  private void widen(Type target, Type operand) {
    if (target.rep() == Type.Rep.LONG && operand.rep() == Type.Rep.DOUBLE) {
      code.l2d();
    }
  }

  private void narrow(Type from, Type to) {
    if (from.rep() == Type.Rep.DOUBLE && to.rep() == Type.Rep.LONG) {
      code.invokestatic(Jvm.CHECKS, "doubleToLong", MethodTypeDesc.of(Jvm.LONG, Jvm.DOUBLE));
    }
  }

  void step(Expr.Step step, boolean keep) {
    Target target = prepare(step.target());
    Type type = step.target().type();
    load(target, step.target());
    if (type instanceof VectorType) {
      code.dup().loadConstant((long) step.step());
      code.invokestatic(Jvm.VECTORS, "step", MethodTypeDesc.of(Jvm.VOID, Jvm.VEC, Jvm.LONG));
    } else if (type == Basic.COUNT && step.step() < 0) {
      frame.program();
      frame.site(step.span());
      code.invokestatic(
          Jvm.CHECKS,
          "decrement",
          MethodTypeDesc.of(Jvm.LONG, Jvm.LONG, Jvm.SCRIPT_PROGRAM, Jvm.STRING));
    } else {
      code.loadConstant((long) step.step()).ladd();
    }
    store(target, type, keep);
  }

  /// Containers are changed where they are. A table element that is missing starts from its default
  /// and is put back.
  void grow(Expr.AssignGrow grow, boolean keep) {
    if (grow.how() == Expr.Grow.PATTERN_OR || grow.how() == Expr.Grow.PATTERN_AND) {
      growPattern(grow, keep);
      return;
    }
    Target target = prepare(grow.target());
    load(target, grow.target());
    int container = reference();
    code.astore(container);
    switch (grow.how()) {
      case VECTOR_APPEND -> {
        code.aload(container);
        exprs.boxed(grow.value());
        append("append", Jvm.OBJECT, element(grow.target()) == Basic.ANY, grow);
      }
      case VECTOR_APPEND_ALL -> {
        code.aload(container);
        exprs.emit(grow.value());
        boolean any = element(grow.target()) == Basic.ANY || element(grow.value()) == Basic.ANY;
        append("appendAll", Jvm.VEC, any, grow);
      }
      case TABLE_ADD_ALL -> tables("addAll", container, grow.value());
      case TABLE_REMOVE_ALL -> tables("removeAll", container, grow.value());
      case PATTERN_OR, PATTERN_AND -> throw new IllegalStateException();
    }
    if (target instanceof Target.OfTable) {
      code.aload(container);
      store(target, grow.target().type(), false);
    }
    if (keep) {
      code.aload(container);
    }
  }

  /// Calls what appends to a vector; where its elements are of any type, each is checked.
  private void append(String operation, ClassDesc what, boolean any, Expr.AssignGrow grow) {
    if (any) {
      frame.site(grow.span());
      code.invokestatic(
          Jvm.VECTORS, operation + "Any", MethodTypeDesc.of(Jvm.VOID, Jvm.VEC, what, Jvm.STRING));
    } else {
      code.invokestatic(Jvm.VECTORS, operation, MethodTypeDesc.of(Jvm.VOID, Jvm.VEC, what));
    }
  }

  private void tables(String operation, int container, Expr value) {
    frame.program();
    code.aload(container);
    exprs.emit(value);
    code.invokestatic(
        Jvm.TABLES,
        operation,
        MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.TABLE));
  }

  private static Type element(Expr vector) {
    return vector.type() instanceof VectorType type ? type.element() : Basic.ERROR;
  }

  private void growPattern(Expr.AssignGrow grow, boolean keep) {
    Target target = prepare(grow.target());
    load(target, grow.target());
    exprs.emit(grow.value());
    Expr.Op op = grow.how() == Expr.Grow.PATTERN_AND ? Expr.Op.BIT_AND : Expr.Op.BIT_OR;
    operators.apply(op, Basic.PATTERN, Basic.PATTERN, grow);
    store(target, Basic.PATTERN, keep);
  }
}
