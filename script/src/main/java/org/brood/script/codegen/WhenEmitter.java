package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Type;

/// `when` statements.
final class WhenEmitter {
  private final Frame frame;
  private final ExprEmitter exprs;
  private final CodeBuilder code;

  WhenEmitter(Frame frame, ExprEmitter exprs) {
    this.frame = frame;
    this.exprs = exprs;
    this.code = frame.code;
  }

  /// @return whether execution can go on behind it
  boolean emit(Stmt.When when) {
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
}
