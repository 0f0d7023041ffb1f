package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Local;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.FilledRecord;

/// Expressions: each leaves its value on the stack. Operators, assignments and calls have emitters
/// of their own.
final class ExprEmitter {
  private final Frame frame;
  private final CodeBuilder code;
  private final OperatorEmitter operators;
  private final AssignEmitter assigns;
  private final CallEmitter calls;

  ExprEmitter(Frame frame) {
    this.frame = frame;
    this.code = frame.code;
    this.operators = new OperatorEmitter(frame, this);
    this.assigns = new AssignEmitter(frame, this, operators);
    this.calls = new CallEmitter(frame, this);
  }

  OperatorEmitter operators() {
    return operators;
  }

  AssignEmitter assigns() {
    return assigns;
  }

  CallEmitter calls() {
    return calls;
  }

  void emit(Expr expr) {
    switch (expr) {
      case Expr.BoolConst e -> code.loadConstant(e.value() ? 1 : 0);
      case Expr.LongConst e -> code.loadConstant(e.value());
      case Expr.DoubleConst e -> code.loadConstant(e.value());
      case Expr.StringConst e -> frame.constants.text(code, e.value());
      case Expr.PatternConst e ->
          frame.constants.pattern(code, e.text(), e.ignoreCase(), e.singleLine());
      case Expr.PortConst e -> frame.constants.port(code, e.number(), e.proto());
      case Expr.AddrConst e -> frame.constants.addr(code, e.high(), e.low());
      case Expr.SubnetConst e -> frame.constants.subnet(code, e.high(), e.low(), e.width());
      case Expr.EnumConst e -> frame.constants.item(code, e.item());
      case Expr.TypeConst e -> frame.constants.typeValue(code, e.type().named());
      case Expr.LocalGet e -> emitLocal(e);
      case Expr.GlobalGet e -> emitGlobal(e);
      case Expr.FunctionGet e -> emitFunction(e.function());
      case Expr.FieldGet e -> emitField(e);
      case Expr.HasField e -> emitHas(e);
      case Expr.TableGet e -> emitTableGet(e);
      case Expr.VectorGet e -> emitVectorGet(e);
      case Expr.VectorSelect e -> emitVectorSelect(e);
      case Expr.StringGet e -> emitStringGet(e);
      case Expr.Slice e -> emitSlice(e);
      case Expr.Assign e -> assigns.assign(e, true);
      case Expr.AssignOp e -> assigns.assignOp(e, true);
      case Expr.AssignGrow e -> assigns.grow(e, true);
      case Expr.Step e -> assigns.step(e, true);
      case Expr.Binary e -> operators.binary(e);
      case Expr.Not e -> operators.not(e);
      case Expr.Negate e -> operators.negate(e);
      case Expr.Complement e -> operators.complement(e);
      case Expr.Size e -> operators.size(e);
      case Expr.Conditional e -> emitConditional(e);
      case Expr.In e -> operators.in(e);
      case Expr.Coerce e -> emitCoerce(e);
      case Expr.Cast e -> emitCast(e);
      case Expr.Is e -> emitIs(e);
      case Expr.Call e -> calls.call(e);
      case Expr.CallValue e -> calls.callValue(e);
      case Expr.HookCall e -> calls.hook(e);
      case Expr.Schedule e -> calls.schedule(e);
      case Expr.RecordNew e -> emitRecord(e);
      case Expr.TableNew e -> emitTable(e);
      case Expr.VectorNew e -> emitVector(e);
      case Expr.Lambda e -> emitLambda(e);
    }
  }

  /// Evaluates for the effects only.
  void discard(Expr expr) {
    switch (expr) {
      case Expr.Assign e -> assigns.assign(e, false);
      case Expr.AssignOp e -> assigns.assignOp(e, false);
      case Expr.AssignGrow e -> assigns.grow(e, false);
      case Expr.Step e -> assigns.step(e, false);
      case Expr.Call e -> calls.discard(e);
      default -> {
        emit(expr);
        Boxing.pop(code, expr.type());
      }
    }
  }

  /// Leaves the value in its plain box.
  void boxed(Expr expr) {
    emit(expr);
    Boxing.box(code, expr.type());
  }

  /// Leaves the value in its `any` box.
  void any(Expr expr) {
    emit(expr);
    Boxing.toAny(code, expr.type());
  }

  /// Leaves an array of plain boxes.
  void boxedArray(List<Expr> exprs) {
    code.loadConstant(exprs.size()).anewarray(Jvm.OBJECT);
    for (int i = 0; i < exprs.size(); i++) {
      code.dup().loadConstant(i);
      boxed(exprs.get(i));
      code.aastore();
    }
  }

  /// Leaves an array of `any` boxes.
  void anyArray(List<Expr> list) {
    code.loadConstant(list.size()).anewarray(Jvm.OBJECT);
    for (int i = 0; i < list.size(); i++) {
      code.dup().loadConstant(i);
      any(list.get(i));
      code.aastore();
    }
  }

  /// Leaves a table's index: the plain box of the one column, or a key of all.
  void key(List<Expr> index) {
    if (index.size() == 1) {
      boxed(index.getFirst());
      return;
    }
    code.new_(Jvm.KEY).dup();
    boxedArray(index);
    code.invokespecial(Jvm.KEY, ConstantDescs.INIT_NAME, MethodTypeDesc.of(Jvm.VOID, Jvm.OBJECTS));
  }

  /// Throws unless the number on the stack is not 0.
  private void checkPresent(Expr expr, String text) {
    Label set = code.newLabel();
    code.ifne(set);
    frame.site(expr.span(), text);
    code.invokestatic(Jvm.CHECKS, "unset", MethodTypeDesc.of(Jvm.SCRIPT_ERROR, Jvm.STRING));
    code.athrow().labelBinding(set);
  }

  /// Throws unless the reference on the stack is there.
  void checkSet(Expr expr, String text) {
    Label set = code.newLabel();
    code.dup().ifnonnull(set);
    frame.site(expr.span(), text);
    code.invokestatic(Jvm.CHECKS, "unset", MethodTypeDesc.of(Jvm.SCRIPT_ERROR, Jvm.STRING));
    code.athrow().labelBinding(set);
  }

  // ---- names

  private void emitLocal(Expr.LocalGet get) {
    Local local = get.local();
    int capture = frame.capture(local);
    if (capture >= 0) {
      code.aload(1).loadConstant(capture).aaload();
      if (!frame.isAlwaysSet(local)) {
        checkSet(get, local.name());
      }
      Boxing.unbox(code, local.type());
      return;
    } else {
      int presence = frame.presence(local);
      if (presence >= 0) {
        code.iload(presence);
        checkPresent(get, local.name());
      }
      boolean declared = frame.isDeclared(local);
      int slot = frame.slot(local);
      if (!declared) {
        Boxing.zero(code, local.type());
        Boxing.store(code, local.type(), slot);
      }
      Boxing.load(code, local.type(), slot);
    }
    if (!frame.isAlwaysSet(local) && local.type().rep() == Type.Rep.REF) {
      checkSet(get, local.name());
    }
  }

  private void emitGlobal(Expr.GlobalGet get) {
    Type type = get.type();
    if (frame.layout.mayBeUnset(get.global())) {
      frame.program();
      code.getfield(Jvm.P, frame.layout.presence(get.global()), Jvm.BOOL);
      checkPresent(get, get.global().name());
    }
    frame.program();
    code.getfield(Jvm.P, frame.layout.field(get.global()), Jvm.desc(type));
    if (type.rep() == Type.Rep.REF) {
      checkSet(get, get.global().name());
    }
  }

  private void emitFunction(Function function) {
    frame.program();
    frame.layout.usesValue(function);
    code.loadConstant(frame.layout.number(function));
    code.invokevirtual(Jvm.P, "function", MethodTypeDesc.of(Jvm.FUNC, Jvm.INT));
  }

  // ---- access

  private void emitField(Expr.FieldGet get) {
    ClassDesc owner = frame.layout.recordClass(get.of());
    Type type = get.of().field(get.slot()).type();
    emit(get.record());
    code.checkcast(owner);
    if (Layout.isPrimitive(type)) {
      frame.site(get.span(), get.text());
      code.invokevirtual(owner, "get" + get.slot(), RecordEmitter.getter(type));
      return;
    }
    readField(get.of(), get.slot());
    checkMissing(get);
  }

  /// Takes a field that is not primitive out of the record on the stack.
  void readField(RecordType of, int slot) {
    ClassDesc owner = frame.layout.recordClass(of);
    if (FilledRecord.isFilled(of, slot)) {
      code.invokevirtual(owner, "get" + slot, RecordEmitter.TAKE_FIELD);
    } else {
      code.getfield(owner, Layout.field(slot), Jvm.desc(of.field(slot).type()));
    }
  }

  /// Throws unless the field on the stack is set.
  void checkMissing(Expr.FieldGet get) {
    Label set = code.newLabel();
    code.dup().ifnonnull(set);
    frame.site(get.span(), get.text());
    code.invokestatic(Jvm.CHECKS, "missing", MethodTypeDesc.of(Jvm.SCRIPT_ERROR, Jvm.STRING));
    code.athrow().labelBinding(set);
  }

  private void emitHas(Expr.HasField has) {
    ClassDesc owner = frame.layout.recordClass(has.of());
    Type type = has.of().field(has.slot()).type();
    emit(has.record());
    code.checkcast(owner);
    if (Layout.isPrimitive(type)) {
      code.invokevirtual(owner, "has" + has.slot(), MethodTypeDesc.of(Jvm.BOOL));
      return;
    }
    readField(has.of(), has.slot());
    Label absent = code.newLabel();
    Label end = code.newLabel();
    code.ifnull(absent).iconst_1().goto_(end).labelBinding(absent).iconst_0().labelBinding(end);
  }

  private void emitTableGet(Expr.TableGet get) {
    Type only = get.index().size() == 1 ? get.index().getFirst().type() : Basic.VOID;
    Type column = get.of().index().getFirst();
    if (only == Basic.STRING && column == Basic.PATTERN) {
      emit(get.table());
      emit(get.index().getFirst());
      code.invokestatic(Jvm.TABLES, "getByString", MethodTypeDesc.of(Jvm.VEC, Jvm.TABLE, Jvm.STR));
      return;
    }
    frame.program();
    emit(get.table());
    if (only == Basic.ADDR && column == Basic.SUBNET) {
      emit(get.index().getFirst());
      frame.site(get.span(), get.text());
      code.invokestatic(
          Jvm.TABLES,
          "getByAddr",
          MethodTypeDesc.of(Jvm.OBJECT, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.ADDR, Jvm.STRING));
    } else {
      key(get.index());
      frame.site(get.span(), get.text());
      code.invokestatic(
          Jvm.TABLES,
          column == Basic.SUBNET && get.index().size() == 1 ? "getBySubnet" : "get",
          MethodTypeDesc.of(Jvm.OBJECT, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.OBJECT, Jvm.STRING));
    }
    Boxing.unbox(code, get.type());
  }

  private void emitVectorGet(Expr.VectorGet get) {
    emit(get.vector());
    emit(get.index());
    frame.site(get.span(), get.text());
    code.invokestatic(
        Jvm.VECTORS, "get", MethodTypeDesc.of(Jvm.OBJECT, Jvm.VEC, Jvm.LONG, Jvm.STRING));
    Boxing.unbox(code, get.type());
  }

  private void emitVectorSelect(Expr.VectorSelect select) {
    emit(select.vector());
    emit(select.selector());
    frame.site(select.span());
    code.invokestatic(
        Jvm.VECTORS, "select", MethodTypeDesc.of(Jvm.VEC, Jvm.VEC, Jvm.VEC, Jvm.STRING));
  }

  private void emitStringGet(Expr.StringGet get) {
    emit(get.string());
    emit(get.index());
    frame.site(get.span());
    code.invokestatic(
        Jvm.CHECKS, "character", MethodTypeDesc.of(Jvm.STR, Jvm.STR, Jvm.LONG, Jvm.STRING));
  }

  private void emitSlice(Expr.Slice slice) {
    emit(slice.of());
    bounds(slice);
    boolean string = slice.of().type() == Basic.STRING;
    ClassDesc of = string ? Jvm.STR : Jvm.VEC;
    code.invokestatic(
        string ? Jvm.CHECKS : Jvm.VECTORS, "slice", MethodTypeDesc.of(of, of, Jvm.LONG, Jvm.LONG));
  }

  /// Pushes the two bounds of a slice.
  void bounds(Expr.Slice slice) {
    Expr low = slice.low();
    Expr high = slice.high();
    if (low == null) {
      code.lconst_0();
    } else {
      emit(low);
    }
    if (high == null) {
      code.loadConstant((long) Integer.MAX_VALUE);
    } else {
      emit(high);
    }
  }

  // ---- conditions and conversions

  private void emitConditional(Expr.Conditional choice) {
    if (choice.vector()) {
      emit(choice.condition());
      boxed(choice.yes());
      boxed(choice.no());
      frame.constants.type(code, choice.type(), Jvm.VECTOR_TYPE);
      frame.site(choice.span());
      code.invokestatic(
          Jvm.VECTORS,
          "choose",
          MethodTypeDesc.of(Jvm.VEC, Jvm.VEC, Jvm.OBJECT, Jvm.OBJECT, Jvm.VECTOR_TYPE, Jvm.STRING));
      return;
    }
    Label no = code.newLabel();
    Label end = code.newLabel();
    operators.jumpUnless(choice.condition(), no);
    emit(choice.yes());
    code.goto_(end).labelBinding(no);
    emit(choice.no());
    code.labelBinding(end);
  }

  private void emitCoerce(Expr.Coerce coerce) {
    Type from = coerce.operand().type();
    Type to = coerce.type();
    if (to == Basic.ANY) {
      any(coerce.operand());
    } else if (from == Basic.ANY) {
      frame.program();
      emit(coerce.operand());
      frame.constants.type(code, to, Jvm.TYPE);
      frame.site(coerce.span(), "from_any_coerce " + Frame.text(coerce.operand().span()));
      fromAny("fromAny", to);
    } else {
      emit(coerce.operand());
      convert(from, to);
    }
  }

  private void fromAny(String check, Type to) {
    code.invokestatic(
        Jvm.CHECKS,
        check,
        MethodTypeDesc.of(Jvm.OBJECT, Jvm.SCRIPT_PROGRAM, Jvm.OBJECT, Jvm.TYPE, Jvm.STRING));
    Boxing.unbox(code, to);
  }

  private void convert(Type from, Type to) {
    switch (to) {
      case Basic basic -> convertBasic(from, basic);
      case RecordType record when from != record -> {
        frame.program();
        code.swap();
        frame.constants.type(code, record, Jvm.RECORD_TYPE);
        code.invokestatic(
            Jvm.RECORDS,
            "coerce",
            MethodTypeDesc.of(Jvm.RECORD, Jvm.SCRIPT_PROGRAM, Jvm.RECORD, Jvm.RECORD_TYPE));
      }
      case VectorType vector when !from.equals(vector) -> {
        frame.constants.type(code, vector, Jvm.VECTOR_TYPE);
        code.invokestatic(
            Jvm.VECTORS, "coerce", MethodTypeDesc.of(Jvm.VEC, Jvm.VEC, Jvm.VECTOR_TYPE));
      }
      case TableType table when !from.equals(table) -> {
        frame.constants.type(code, table, Jvm.TABLE_TYPE);
        code.invokestatic(
            Jvm.TABLES, "retype", MethodTypeDesc.of(Jvm.TABLE, Jvm.TABLE, Jvm.TABLE_TYPE));
      }
      default -> {}
    }
  }

  private void convertBasic(Type from, Basic to) {
    if (to.rep() == Type.Rep.DOUBLE && from.rep() == Type.Rep.LONG) {
      if (from == Basic.COUNT) {
        code.invokestatic(Jvm.CHECKS, "unsignedToDouble", MethodTypeDesc.of(Jvm.DOUBLE, Jvm.LONG));
      } else {
        code.l2d();
      }
    } else if (to.rep() == Type.Rep.LONG && from.rep() == Type.Rep.DOUBLE) {
      code.invokestatic(Jvm.CHECKS, "doubleToLong", MethodTypeDesc.of(Jvm.LONG, Jvm.DOUBLE));
    } else if (to.rep() == Type.Rep.LONG && from.rep() == Type.Rep.BOOL) {
      code.i2l();
    }
  }

  private void emitCast(Expr.Cast cast) {
    frame.program();
    any(cast.operand());
    frame.constants.type(code, cast.type(), Jvm.TYPE);
    frame.site(cast.span());
    code.invokestatic(
        Jvm.CHECKS,
        "cast",
        MethodTypeDesc.of(Jvm.OBJECT, Jvm.SCRIPT_PROGRAM, Jvm.OBJECT, Jvm.TYPE, Jvm.STRING));
    Boxing.unbox(code, cast.type());
  }

  private void emitIs(Expr.Is is) {
    frame.program();
    any(is.operand());
    frame.constants.type(code, is.tested(), Jvm.TYPE);
    code.invokestatic(
        Jvm.CHECKS, "is", MethodTypeDesc.of(Jvm.BOOL, Jvm.SCRIPT_PROGRAM, Jvm.OBJECT, Jvm.TYPE));
  }

  // ---- constructors

  private void emitRecord(Expr.RecordNew made) {
    newRecord(made.type());
    ClassDesc owner = frame.layout.recordClass(made.type());
    if (!made.fields().isEmpty()) {
      code.checkcast(owner);
    }
    for (Expr.FieldInit init : made.fields()) {
      Type type = made.type().field(init.slot()).type();
      code.dup();
      emit(init.value());
      if (Layout.isPrimitive(type)) {
        code.invokevirtual(owner, "set" + init.slot(), RecordEmitter.setter(type));
      } else {
        code.putfield(owner, Layout.field(init.slot()), Jvm.desc(type));
      }
    }
  }

  void newRecord(RecordType type) {
    frame.program();
    code.invokestatic(Jvm.NEW, "n" + type.id(), MethodTypeDesc.of(Jvm.RECORD, Jvm.P));
  }

  private void emitTable(Expr.TableNew made) {
    frame.program();
    frame.constants.type(code, made.type(), Jvm.TABLE_TYPE);
    behavior(made.attrs());
    code.invokestatic(
        Jvm.TABLES,
        "create",
        MethodTypeDesc.of(Jvm.TABLE, Jvm.SCRIPT_PROGRAM, Jvm.TABLE_TYPE, BehaviorEmitter.BEHAVIOR));
    for (Expr.Entry entry : made.entries()) {
      code.dup();
      int table = frame.temp(made.type());
      code.astore(table);
      frame.program();
      code.aload(table);
      key(entry.index());
      Expr value = entry.value();
      if (value == null) {
        code.invokestatic(Jvm.TABLES, "add", BehaviorEmitter.ADD);
      } else {
        boxed(value);
        code.invokestatic(Jvm.TABLES, "put", BehaviorEmitter.PUT);
      }
    }
  }

  void behavior(TableAttrs attrs) {
    new BehaviorEmitter(frame, this).emit(attrs);
  }

  private void emitVector(Expr.VectorNew made) {
    code.new_(Jvm.VEC).dup();
    frame.constants.type(code, made.type(), Jvm.VECTOR_TYPE);
    code.invokespecial(
        Jvm.VEC, ConstantDescs.INIT_NAME, MethodTypeDesc.of(Jvm.VOID, Jvm.VECTOR_TYPE));
    for (Expr element : made.elements()) {
      code.dup();
      boxed(element);
      code.invokevirtual(Jvm.VEC, "add", MethodTypeDesc.of(Jvm.VOID, Jvm.OBJECT));
    }
  }

  private void emitLambda(Expr.Lambda lambda) {
    code.loadConstant(lambda.captured().size()).anewarray(Jvm.OBJECT);
    for (int i = 0; i < lambda.captured().size(); i++) {
      code.dup().loadConstant(i);
      captured(lambda.captured().get(i));
      if (lambda.copied().get(i)) {
        code.invokestatic(
            BehaviorEmitter.VALUES, "copy", MethodTypeDesc.of(Jvm.OBJECT, Jvm.OBJECT));
      }
      code.aastore();
    }
    int captures = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    code.astore(captures);
    closure(lambda.function(), captures, false);
  }

  /// Pushes the box of a captured variable, null if it is unset.
  void captured(Expr expr) {
    if (expr instanceof Expr.LocalGet(Local local, var _)
        && frame.capture(local) < 0
        && frame.isDeclared(local)) {
      int presence = frame.presence(local);
      Label unset = code.newLabel();
      Label end = code.newLabel();
      if (presence >= 0) {
        code.iload(presence).ifeq(unset);
      }
      Boxing.load(code, local.type(), frame.slot(local));
      Boxing.box(code, local.type());
      if (presence >= 0) {
        code.goto_(end).labelBinding(unset).aconst_null().labelBinding(end);
      }
    } else if (expr instanceof Expr.LocalGet(Local local, var _) && frame.capture(local) >= 0) {
      code.aload(1).loadConstant(frame.capture(local)).aaload();
    } else {
      boxed(expr);
    }
  }

  /// Pushes a function value over the captures in a variable.
  void closure(Function function, int captures, boolean isCondition) {
    frame.layout.add(function, isCondition);
    frame.layout.usesValue(function);
    code.new_(Jvm.SCRIPT_FUNC).dup();
    frame.program();
    code.loadConstant(frame.layout.number(function)).loadConstant(function.name());
    frame.constants.type(code, function.type(), Jvm.of(org.brood.script.type.FuncType.class));
    code.aload(captures);
    code.invokespecial(
        Jvm.SCRIPT_FUNC,
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(
            Jvm.VOID,
            Jvm.SCRIPT_PROGRAM,
            Jvm.INT,
            Jvm.STRING,
            Jvm.of(org.brood.script.type.FuncType.class),
            Jvm.OBJECTS));
  }
}
