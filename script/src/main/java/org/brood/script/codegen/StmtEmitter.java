package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.brood.script.runtime.Printing;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// Statements.
final class StmtEmitter {
  private static final ClassDesc CURSOR = Jvm.of(Table.Cursor.class);
  private static final MethodTypeDesc GET_OBJECT = MethodTypeDesc.of(Jvm.OBJECT);

  private final Frame frame;
  private final ExprEmitter exprs;
  private final CodeBuilder code;
  private final MissingGuard guard;

  StmtEmitter(Frame frame, ExprEmitter exprs) {
    this.frame = frame;
    this.exprs = exprs;
    this.code = frame.code;
    this.guard = new MissingGuard(code);
  }

  /// Emits a statement.
  ///
  /// @return whether execution can go on behind it
  boolean emit(Stmt stmt) {
    if (!(stmt instanceof Stmt.Block)) {
      frame.line(stmt.span());
    }
    switch (stmt) {
      case Stmt.Block(List<Stmt> statements, var _) -> {
        for (Stmt one : statements) {
          if (!emit(one)) {
            return false;
          }
        }
      }
      case Stmt.Evaluate(Expr expr, var _) ->
          guard.unlessMissing(missing().in(expr), () -> exprs.discard(expr));
      case Stmt.LocalInit init -> emitLocal(init);
      case Stmt.If branch -> {
        return emitIf(branch);
      }
      case Stmt.While loop -> emitWhile(loop);
      case Stmt.ForTable loop -> emitForTable(loop);
      case Stmt.ForVector loop -> emitForVector(loop);
      case Stmt.ForString loop -> emitForString(loop);
      case Stmt.Switch choice -> emitSwitch(choice);
      case Stmt.TypeSwitch choice -> emitTypeSwitch(choice);
      case Stmt.Next _ -> {
        code.goto_(frame.nextTarget());
        return false;
      }
      case Stmt.Break _ -> {
        code.goto_(frame.breakTarget());
        return false;
      }
      case Stmt.HookBreak _ -> {
        if (frame.isChunk()) {
          leaveChunk(new Expr.BoolConst(false, stmt.span()));
        } else {
          code.iconst_0().ireturn();
        }
        return false;
      }
      case Stmt.Fallthrough _ -> {
        code.goto_(frame.fallthroughTarget());
        return false;
      }
      case Stmt.Return ret -> {
        if (frame.isChunk()) {
          leaveChunk(ret.value());
        } else {
          emitReturn(ret.value());
        }
        return false;
      }
      case Stmt.Print print ->
          guard.unlessMissing(missing().in(print.arguments()), () -> emitPrint(print));
      case Stmt.Raise raise ->
          guard.unlessMissing(
              missing().in(raise.arguments()),
              () -> exprs.calls().raise(raise.event(), raise.arguments()));
      case Stmt.RaiseValue raise ->
          guard.unlessMissing(
              missing().in(raise.event()) || missing().in(raise.arguments()),
              () -> exprs.calls().raiseValue(raise.event(), raise.arguments()));
      case Stmt.AddElement add ->
          guard.unlessMissing(
              missing().in(add.set()) || missing().in(add.index()),
              () -> emitElement(add.set(), add.index(), "add"));
      case Stmt.DeleteElement delete ->
          guard.unlessMissing(
              missing().in(delete.table()) || missing().in(delete.index()),
              () -> emitElement(delete.table(), delete.index(), "remove"));
      case Stmt.DeleteField delete ->
          guard.unlessMissing(missing().in(delete.record()), () -> emitDeleteField(delete));
      case Stmt.DeleteAll(Expr container, var _) ->
          guard.unlessMissing(missing().in(container), () -> emitDeleteAll(container));
      case Stmt.When when -> {
        return new WhenEmitter(frame, exprs).emit(when);
      }
      case Stmt.Assert check ->
          guard.unlessMissing(missing().in(check.condition()), () -> emitAssert(check));
    }
    return true;
  }

  private MissingResults missing() {
    return frame.layout.missing();
  }

  private void emitElement(Expr container, List<Expr> index, String method) {
    frame.program();
    exprs.emit(container);
    exprs.key(index);
    code.invokestatic(Jvm.TABLES, method, BehaviorEmitter.ADD);
  }

  /// A field gets its default anew, or is unset.
  private void emitDeleteField(Stmt.DeleteField delete) {
    Expr fresh = frame.layout.defaultOf(delete.of(), delete.slot());
    if (fresh == null) {
      exprs.emit(delete.record());
      code.loadConstant(delete.slot());
      code.invokestatic(Jvm.RECORDS, "unset", MethodTypeDesc.of(Jvm.VOID, Jvm.RECORD, Jvm.INT));
      return;
    }
    Type type = delete.of().field(delete.slot()).type();
    Expr field =
        new Expr.FieldGet(delete.record(), delete.of(), delete.slot(), type, "", delete.span());
    exprs.discard(new Expr.Assign(field, fresh, delete.span()));
  }

  private void emitDeleteAll(Expr container) {
    exprs.emit(container);
    boolean vector = container.type() instanceof VectorType;
    code.invokevirtual(vector ? Jvm.VEC : Jvm.TABLE, "clear", MethodTypeDesc.of(Jvm.VOID));
  }

  /// Stops here if the program was told to.
  private void poll() {
    Label on = code.newLabel();
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "stop", Jvm.BOOL).ifeq(on);
    code.invokestatic(Jvm.CHECKS, "stopped", MethodTypeDesc.of(Jvm.VOID));
    code.labelBinding(on);
  }

  private void emitLocal(Stmt.LocalInit init) {
    Local local = init.local();
    Expr value = init.value();
    if (value != null && missing().in(value)) {
      exprs.assigns().clearLocal(local);
      guard.unlessMissing(
          true,
          () -> {
            exprs.emit(value);
            exprs.assigns().storeLocal(local, false);
          });
      return;
    }
    if (value != null) {
      exprs.emit(value);
      frame.markSet(local);
    } else if (Layout.isPrimitive(local.type())) {
      exprs.assigns().clearLocal(local);
      return;
    } else {
      start(local.type(), init.attrs(), local);
    }
    exprs.assigns().storeLocal(local, false);
  }

  /// Pushes what a variable without initial value holds.
  private void start(Type type, TableAttrs attrs, Local local) {
    switch (type) {
      case TableType table -> {
        frame.markSet(local);
        exprs.emit(new Expr.TableNew(table, List.of(), attrs, org.brood.script.source.Span.NONE));
      }
      case VectorType vector -> {
        frame.markSet(local);
        exprs.emit(new Expr.VectorNew(vector, List.of(), org.brood.script.source.Span.NONE));
      }
      case RecordType record -> {
        frame.markSet(local);
        exprs.newRecord(record);
      }
      default -> Boxing.zero(code, type);
    }
  }

  private boolean emitIf(Stmt.If branch) {
    Label no = code.newLabel();
    Stmt otherwise = branch.no();
    Label end = otherwise == null ? no : code.newLabel();
    boolean mayMiss = missing().in(branch.condition());
    guard.unlessMissing(mayMiss, end, () -> exprs.operators().jumpUnless(branch.condition(), no));
    boolean afterYes = emit(branch.yes());
    if (otherwise == null) {
      code.labelBinding(no);
      return true;
    }
    if (afterYes) {
      code.goto_(end);
    }
    code.labelBinding(no);
    boolean afterNo = emit(otherwise);
    code.labelBinding(end);
    return afterYes || afterNo || mayMiss;
  }

  private void emitWhile(Stmt.While loop) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top);
    poll();
    guard.unlessMissing(
        missing().in(loop.condition()),
        end,
        () -> exprs.operators().jumpUnless(loop.condition(), end));
    body(loop.body(), top, end);
  }

  private void body(Stmt body, Label next, Label end) {
    frame.enterLoop(new Frame.Loop(next, end));
    if (emit(body)) {
      code.goto_(next);
    }
    frame.leaveLoop();
    code.labelBinding(end);
  }

  private void assign(@Nullable Local local, Runnable push) {
    if (local != null) {
      push.run();
      frame.markSet(local);
      exprs.assigns().storeLocal(local, false);
    }
  }

  private void emitForTable(Stmt.ForTable loop) {
    int cursor = code.allocateLocal(TypeKind.REFERENCE);
    Label top = code.newLabel();
    Label end = code.newLabel();
    guard.unlessMissing(missing().in(loop.table()), end, () -> exprs.emit(loop.table()));
    code.invokevirtual(Jvm.TABLE, "cursor", MethodTypeDesc.of(CURSOR)).astore(cursor);
    code.labelBinding(top);
    poll();
    code.aload(cursor).invokevirtual(CURSOR, "advance", MethodTypeDesc.of(Jvm.BOOL)).ifeq(end);
    boolean several = loop.of().index().size() > 1;
    for (int i = 0; i < loop.index().size(); i++) {
      int column = i;
      Local local = loop.index().get(i);
      assign(
          local,
          () -> {
            code.aload(cursor).invokevirtual(CURSOR, "key", GET_OBJECT);
            if (several) {
              code.loadConstant(column);
              code.invokestatic(
                  BehaviorEmitter.VALUES,
                  "keyPart",
                  MethodTypeDesc.of(Jvm.OBJECT, Jvm.OBJECT, Jvm.INT));
            }
            Boxing.unbox(code, loop.of().index().get(column));
          });
    }
    Type valueType = loop.of().value();
    assign(
        loop.value(),
        () -> {
          code.aload(cursor).invokevirtual(CURSOR, "value", GET_OBJECT);
          Boxing.unbox(code, valueType == null ? Basic.BOOL : valueType);
        });
    body(loop.body(), top, end);
  }

  private void emitForVector(Stmt.ForVector loop) {
    int vector = code.allocateLocal(TypeKind.REFERENCE);
    int index = code.allocateLocal(TypeKind.INT);
    int element = code.allocateLocal(TypeKind.REFERENCE);
    Label top = code.newLabel();
    Label end = code.newLabel();
    guard.unlessMissing(missing().in(loop.vector()), end, () -> exprs.emit(loop.vector()));
    code.astore(vector).iconst_m1().istore(index);
    code.labelBinding(top);
    poll();
    code.iinc(index, 1);
    code.iload(index).aload(vector).invokevirtual(Jvm.VEC, "size", MethodTypeDesc.of(Jvm.INT));
    code.if_icmpge(end);
    code.aload(vector).iload(index).i2l();
    code.invokevirtual(Jvm.VEC, "get", MethodTypeDesc.of(Jvm.OBJECT, Jvm.LONG)).astore(element);
    code.aload(element).ifnull(top);
    assign(loop.index(), () -> code.iload(index).i2l());
    Type type = ((VectorType) loop.vector().type()).element();
    assign(
        loop.value(),
        () -> {
          code.aload(element);
          Boxing.unbox(code, type);
        });
    body(loop.body(), top, end);
  }

  private void emitForString(Stmt.ForString loop) {
    int string = code.allocateLocal(TypeKind.REFERENCE);
    int index = code.allocateLocal(TypeKind.INT);
    Label top = code.newLabel();
    Label end = code.newLabel();
    guard.unlessMissing(missing().in(loop.string()), end, () -> exprs.emit(loop.string()));
    code.astore(string).iconst_m1().istore(index);
    code.labelBinding(top);
    poll();
    code.iinc(index, 1);
    code.iload(index).aload(string).invokevirtual(Jvm.STR, "length", MethodTypeDesc.of(Jvm.INT));
    code.if_icmpge(end);
    assign(
        loop.character(),
        () -> {
          code.aload(string).iload(index).iload(index).iconst_1().iadd();
          code.invokevirtual(Jvm.STR, "sub", MethodTypeDesc.of(Jvm.STR, Jvm.INT, Jvm.INT));
        });
    body(loop.body(), top, end);
  }

  private void emitSwitch(Stmt.Switch choice) {
    Type type = choice.value().type();
    int value = frame.temp(type);
    List<Label> starts = new ArrayList<>();
    Label end = code.newLabel();
    guard.unlessMissing(missing().in(choice.value()), end, () -> exprs.emit(choice.value()));
    Boxing.store(code, type, value);
    Label otherwise = end;
    for (Stmt.Case one : choice.cases()) {
      Label start = code.newLabel();
      starts.add(start);
      if (one.isDefault()) {
        otherwise = start;
      }
      for (Expr label : one.labels()) {
        compareLabel(type, value, label, start);
      }
    }
    code.goto_(otherwise);
    for (int i = 0; i < starts.size(); i++) {
      Label following = i + 1 < starts.size() ? starts.get(i + 1) : end;
      caseBody(choice.cases().get(i).body(), starts.get(i), following, end);
    }
    code.labelBinding(end);
  }

  private void caseBody(Stmt body, Label start, Label following, Label end) {
    code.labelBinding(start);
    frame.enterLoop(new Frame.Loop(null, end));
    frame.enterCase(following);
    if (emit(body)) {
      code.goto_(end);
    }
    frame.leaveCase();
    frame.leaveLoop();
  }

  private void compareLabel(Type type, int value, Expr label, Label start) {
    Boxing.load(code, type, value);
    exprs.emit(label);
    switch (type.rep()) {
      case BOOL -> code.if_icmpeq(start);
      case LONG -> code.lcmp().ifeq(start);
      case DOUBLE -> code.dcmpl().ifeq(start);
      case REF, VOID -> {
        code.invokevirtual(Jvm.OBJECT, "equals", MethodTypeDesc.of(Jvm.BOOL, Jvm.OBJECT));
        code.ifne(start);
      }
    }
  }

  private void emitTypeSwitch(Stmt.TypeSwitch choice) {
    int value = code.allocateLocal(TypeKind.REFERENCE);
    List<Label> starts = new ArrayList<>();
    Label end = code.newLabel();
    guard.unlessMissing(missing().in(choice.value()), end, () -> exprs.any(choice.value()));
    code.astore(value);
    Label otherwise = end;
    for (Stmt.TypeCase one : choice.cases()) {
      Label start = code.newLabel();
      starts.add(start);
      if (one.isDefault()) {
        otherwise = start;
      }
      for (Stmt.TypeLabel label : one.labels()) {
        typeLabel(label, value, start);
      }
    }
    code.goto_(otherwise);
    for (int i = 0; i < starts.size(); i++) {
      Label following = i + 1 < starts.size() ? starts.get(i + 1) : end;
      caseBody(choice.cases().get(i).body(), starts.get(i), following, end);
    }
    code.labelBinding(end);
  }

  private void typeLabel(Stmt.TypeLabel label, int value, Label start) {
    Label differs = code.newLabel();
    Local as = label.as();
    if (as != null) {
      Boxing.zero(code, as.type());
      exprs.assigns().storeLocal(as, false);
    }
    frame.program();
    code.aload(value);
    frame.constants.type(code, label.type(), Jvm.TYPE);
    code.invokestatic(
        Jvm.CHECKS, "is", MethodTypeDesc.of(Jvm.BOOL, Jvm.SCRIPT_PROGRAM, Jvm.OBJECT, Jvm.TYPE));
    code.ifeq(differs);
    if (as != null) {
      frame.program();
      code.aload(value);
      frame.constants.type(code, label.type(), Jvm.TYPE);
      code.loadConstant("");
      code.invokestatic(
          Jvm.CHECKS,
          "cast",
          MethodTypeDesc.of(Jvm.OBJECT, Jvm.SCRIPT_PROGRAM, Jvm.OBJECT, Jvm.TYPE, Jvm.STRING));
      Boxing.unbox(code, as.type());
      frame.markSet(as);
      exprs.assigns().storeLocal(as, false);
    }
    code.goto_(start).labelBinding(differs);
  }

  private void emitReturn(@Nullable Expr value) {
    FuncType type = frame.function.type();
    switch (type.flavor()) {
      case HOOK -> code.iconst_1().ireturn();
      case EVENT -> code.return_();
      case FUNCTION -> {
        if (type.result() == Basic.VOID) {
          if (value != null) {
            guard.unlessMissing(missing().in(value), () -> exprs.discard(value));
          }
          code.return_();
          return;
        }
        if (value == null) {
          Boxing.zero(code, type.result());
        } else if (missing().in(value) && !isLambda()) {
          Label none = code.newLabel();
          guard.unlessMissing(true, none, () -> exprs.emit(value));
          Boxing.ret(code, type.result());
          code.labelBinding(none);
          noResult();
          return;
        } else {
          exprs.emit(value);
        }
        Boxing.ret(code, type.result());
      }
    }
  }

  /// Leaves a piece of a large body for good; the result, if there is one, goes to the first place
  /// of the variables.
  private void leaveChunk(@Nullable Expr value) {
    FuncType type = frame.function.type();
    boolean hook = type.flavor() == FuncType.Flavor.HOOK;
    if (value != null && (hook || type.result() != Basic.VOID)) {
      code.aload(1).iconst_0();
      exprs.boxed(value);
      code.aastore();
    } else if (value != null) {
      exprs.discard(value);
    }
    code.iconst_1().ireturn();
  }

  /// The end of a body that is reached without `return`.
  void end() {
    FuncType type = frame.function.type();
    if (type.flavor() == FuncType.Flavor.FUNCTION
        && type.result() != Basic.VOID
        && type.result() != Basic.ANY
        && !isLambda()) {
      noResult();
      return;
    }
    emitReturn(null);
  }

  /// Whether this is a lambda. The parts of a `when` are, and return for those around them.
  private boolean isLambda() {
    return frame.function.name().startsWith("lambda_");
  }

  private void noResult() {
    frame.program();
    code.loadConstant(frame.function.name());
    code.invokestatic(
        Jvm.CHECKS, "noResult", MethodTypeDesc.of(Jvm.NO_VALUE, Jvm.SCRIPT_PROGRAM, Jvm.STRING));
    code.athrow();
  }

  private void emitPrint(Stmt.Print print) {
    frame.program();
    Expr file = print.file();
    if (file == null) {
      code.aconst_null();
    } else {
      exprs.emit(file);
    }
    exprs.anyArray(print.arguments());
    code.invokestatic(
        Jvm.of(Printing.class),
        "print",
        MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.FILE, Jvm.OBJECTS));
  }

  private void emitAssert(Stmt.Assert check) {
    Label holds = code.newLabel();
    exprs.operators().jumpIf(check.condition(), holds);
    emitResult(check, false);
    code.labelBinding(holds);
    if (frame.hasAssertionHook()) {
      emitResult(check, true);
    }
  }

  private void emitResult(Stmt.Assert check, boolean held) {
    frame.program();
    code.loadConstant(held ? 1 : 0);
    code.loadConstant(check.text());
    Expr message = check.message();
    if (message == null) {
      code.aconst_null();
    } else {
      exprs.emit(message);
    }
    frame.site(check.span(), "");
    code.invokestatic(
        Jvm.CHECKS,
        "asserted",
        MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.BOOL, Jvm.STRING, Jvm.STR, Jvm.STRING));
  }
}
