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

  StmtEmitter(Frame frame, ExprEmitter exprs) {
    this.frame = frame;
    this.exprs = exprs;
    this.code = frame.code;
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
      case Stmt.Evaluate(Expr expr, var _) -> exprs.discard(expr);
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
      case Stmt.Print print -> emitPrint(print);
      case Stmt.Raise raise -> exprs.calls().raise(raise.event(), raise.arguments());
      case Stmt.RaiseValue raise -> exprs.calls().raiseValue(raise.event(), raise.arguments());
      case Stmt.AddElement add -> {
        frame.program();
        exprs.emit(add.set());
        exprs.key(add.index());
        code.invokestatic(Jvm.TABLES, "add", BehaviorEmitter.ADD);
      }
      case Stmt.DeleteElement delete -> {
        frame.program();
        exprs.emit(delete.table());
        exprs.key(delete.index());
        code.invokestatic(Jvm.TABLES, "remove", BehaviorEmitter.ADD);
      }
      case Stmt.DeleteField delete -> {
        frame.program();
        exprs.emit(delete.record());
        code.loadConstant(delete.slot());
        code.invokestatic(
            Jvm.RECORDS,
            "reset",
            MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.RECORD, Jvm.INT));
      }
      case Stmt.DeleteAll(Expr container, var _) -> {
        exprs.emit(container);
        boolean vector = container.type() instanceof VectorType;
        code.invokevirtual(vector ? Jvm.VEC : Jvm.TABLE, "clear", MethodTypeDesc.of(Jvm.VOID));
      }
      case Stmt.When when -> {
        return emitWhen(when);
      }
      case Stmt.Assert check -> emitAssert(check);
    }
    return true;
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
    exprs.operators().jumpUnless(branch.condition(), no);
    boolean afterYes = emit(branch.yes());
    Stmt otherwise = branch.no();
    if (otherwise == null) {
      code.labelBinding(no);
      return true;
    }
    Label end = code.newLabel();
    if (afterYes) {
      code.goto_(end);
    }
    code.labelBinding(no);
    boolean afterNo = emit(otherwise);
    code.labelBinding(end);
    return afterYes || afterNo;
  }

  private void emitWhile(Stmt.While loop) {
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top);
    poll();
    exprs.operators().jumpUnless(loop.condition(), end);
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
    exprs.emit(loop.table());
    code.invokevirtual(Jvm.TABLE, "cursor", MethodTypeDesc.of(CURSOR)).astore(cursor);
    Label top = code.newLabel();
    Label end = code.newLabel();
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
    exprs.emit(loop.vector());
    code.astore(vector).iconst_m1().istore(index);
    Label top = code.newLabel();
    Label end = code.newLabel();
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
    exprs.emit(loop.string());
    code.astore(string).iconst_m1().istore(index);
    Label top = code.newLabel();
    Label end = code.newLabel();
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
    exprs.emit(choice.value());
    Boxing.store(code, type, value);
    List<Label> starts = new ArrayList<>();
    Label end = code.newLabel();
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
    exprs.any(choice.value());
    code.astore(value);
    List<Label> starts = new ArrayList<>();
    Label end = code.newLabel();
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
            exprs.discard(value);
          }
          code.return_();
          return;
        }
        if (value == null) {
          Boxing.zero(code, type.result());
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
        // The parts of a `when` are lambdas, and return for those around them.
        && !frame.function.name().startsWith("lambda_")) {
      frame.program();
      code.loadConstant(frame.function.name());
      code.invokestatic(
          Jvm.CHECKS, "noResult", MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.STRING));
    }
    emitReturn(null);
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

  private boolean emitWhen(Stmt.When when) {
    code.loadConstant(when.frame().size()).anewarray(Jvm.OBJECT);
    for (int i = 0; i < when.frame().size(); i++) {
      Expr initial = when.initial().get(i);
      if (initial != null) {
        code.dup().loadConstant(i);
        exprs.captured(initial);
        code.aastore();
      }
    }
    int captures = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(captures);
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    exprs.closure(when.condition(), captures, true);
    exprs.closure(when.body(), captures, false);
    Expr timeout = when.timeout();
    if (timeout == null) {
      code.dconst_0().iconst_0();
    } else {
      exprs.emit(timeout);
      code.iconst_1();
    }
    var timeoutBody = when.timeoutBody();
    if (timeoutBody == null) {
      code.aconst_null();
    } else {
      exprs.closure(timeoutBody, captures, false);
    }
    ClassDesc result = when.returns() ? Jvm.OBJECT : Jvm.VOID;
    code.invokevirtual(
        Jvm.RUNTIME,
        when.returns() ? "returnWhen" : "when",
        MethodTypeDesc.of(result, Jvm.FUNC, Jvm.FUNC, Jvm.DOUBLE, Jvm.BOOL, Jvm.FUNC));
    if (!when.returns()) {
      return true;
    }
    Type type = frame.function.type().result();
    Boxing.unbox(code, type);
    Boxing.ret(code, type);
    return false;
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
