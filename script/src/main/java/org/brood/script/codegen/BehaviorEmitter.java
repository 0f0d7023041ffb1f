package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.brood.script.runtime.Tables;
import org.brood.script.source.Span;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Stmt;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.value.TableBehavior;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// The attributes of a table, as the object that goes with it at run time.
final class BehaviorEmitter {
  static final ClassDesc BEHAVIOR = Jvm.of(TableBehavior.class);
  static final ClassDesc VALUES = Jvm.of(Values.class);
  static final MethodTypeDesc PUT =
      MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.OBJECT, Jvm.OBJECT);
  static final MethodTypeDesc ADD =
      MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, Jvm.OBJECT);
  private static final ClassDesc EXPIRY = Jvm.of(TableBehavior.Expiry.class);
  private static final ClassDesc DELAY = Jvm.of(TableBehavior.Delay.class);
  private static final FuncType DELAY_TYPE =
      new FuncType(FuncType.Flavor.FUNCTION, List.of(), Basic.INTERVAL);

  private final ExprEmitter exprs;
  private final CodeBuilder code;

  BehaviorEmitter(Frame frame, ExprEmitter exprs) {
    this.exprs = exprs;
    this.code = frame.code;
  }

  /// Pushes the attributes, null for none.
  void emit(TableAttrs attrs) {
    boolean plain =
        attrs.defaultValue() == null
            && attrs.expiry() == TableAttrs.Expiry.NONE
            && attrs.onChange() == null;
    if (plain && attrs.ordered()) {
      code.getstatic(BEHAVIOR, "ORDERED", BEHAVIOR);
      return;
    }
    if (plain) {
      code.aconst_null();
      return;
    }
    code.new_(BEHAVIOR).dup();
    Expr fallback = attrs.defaultValue();
    optional(attrs.defaultIsFunction() ? null : fallback, false);
    optional(attrs.defaultIsFunction() ? fallback : null, true);
    code.loadConstant(attrs.defaultInsert() ? 1 : 0);
    code.getstatic(EXPIRY, attrs.expiry().name(), EXPIRY);
    delay(attrs.expireAfter());
    optional(attrs.expireFunction(), true);
    optional(attrs.onChange(), true);
    code.loadConstant(attrs.ordered() ? 1 : 0);
    code.invokespecial(
        BEHAVIOR,
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(
            Jvm.VOID, Jvm.OBJECT, Jvm.FUNC, Jvm.BOOL, EXPIRY, DELAY, Jvm.FUNC, Jvm.FUNC, Jvm.BOOL));
  }

  private void optional(@Nullable Expr expr, boolean isFunction) {
    if (expr == null) {
      code.aconst_null();
    } else {
      exprs.boxed(expr);
      if (isFunction) {
        code.checkcast(Jvm.FUNC);
      }
    }
  }

  /// The interval is a function without parameters, for it is asked again at each check.
  private void delay(@Nullable Expr interval) {
    if (interval == null) {
      code.aconst_null();
      return;
    }
    if (interval instanceof Expr.DoubleConst constant) {
      code.loadConstant(constant.value());
      code.invokestatic(Jvm.of(Tables.class), "fixedDelay", MethodTypeDesc.of(DELAY, Jvm.DOUBLE));
      return;
    }
    Span span = interval.span();
    Function function = new Function("lambda_expire", DELAY_TYPE, false, span);
    function
        .bodies()
        .add(
            new Body(
                List.of(),
                List.of(),
                List.of(),
                new Stmt.Return(interval, span),
                0,
                List.of(),
                "GLOBAL",
                span));
    code.iconst_0().anewarray(Jvm.OBJECT);
    int captures = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    code.astore(captures);
    exprs.closure(function, captures, false);
    code.invokestatic(Jvm.of(Tables.class), "delay", MethodTypeDesc.of(DELAY, Jvm.FUNC));
  }
}
