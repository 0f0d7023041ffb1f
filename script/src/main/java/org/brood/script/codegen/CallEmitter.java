package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.brood.script.check.ExpressionText;
import org.brood.script.runtime.Trigger;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;

/// Calls of functions, hooks and events.
final class CallEmitter {
  private static final ClassDesc TRIGGER = Jvm.of(Trigger.class);

  private final Frame frame;
  private final ExprEmitter exprs;
  private final CodeBuilder code;

  CallEmitter(Frame frame, ExprEmitter exprs) {
    this.frame = frame;
    this.exprs = exprs;
    this.code = frame.code;
  }

  void call(Expr.Call call) {
    if (frame.isCondition) {
      waiting(call);
    } else {
      direct(call);
      checkResult(call);
    }
  }

  void discard(Expr.Call call) {
    direct(call);
    Boxing.pop(code, call.type());
  }

  private void checkResult(Expr.Call call) {
    if (call.type().rep() != Type.Rep.REF) {
      return;
    }
    if (call.function().isNative() && !frame.layout.missing().isMarked(call.function())) {
      exprs.checkSet(call, Frame.text(call.span()));
    } else {
      checkGiven(call.type());
    }
  }

  /// Ends the statement if what is on the stack is null.
  private void checkGiven(Type type) {
    code.invokestatic(Jvm.CHECKS, "given", MethodTypeDesc.of(Jvm.OBJECT, Jvm.OBJECT));
    ClassDesc wanted = Jvm.desc(type);
    if (type.rep() == Type.Rep.REF && !wanted.equals(Jvm.OBJECT)) {
      code.checkcast(wanted);
    }
  }

  /// A call inside of a `when` condition: it may wait for its answer, which the next try finds.
  private void waiting(Expr.Call call) {
    int number = frame.nextCall();
    Label ask = code.newLabel();
    Label end = code.newLabel();
    trigger();
    code.loadConstant(number)
        .invokevirtual(TRIGGER, "hasAnswer", MethodTypeDesc.of(Jvm.BOOL, Jvm.INT));
    code.ifeq(ask);
    trigger();
    code.loadConstant(number)
        .invokevirtual(TRIGGER, "answer", MethodTypeDesc.of(Jvm.OBJECT, Jvm.INT));
    Boxing.unbox(code, call.type());
    code.goto_(end).labelBinding(ask);
    trigger();
    code.loadConstant(number).invokevirtual(TRIGGER, "enter", MethodTypeDesc.of(Jvm.VOID, Jvm.INT));
    direct(call);
    code.labelBinding(end);
    checkResult(call);
  }

  private void trigger() {
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    code.invokevirtual(Jvm.RUNTIME, "evaluating", MethodTypeDesc.of(TRIGGER));
  }

  private void direct(Expr.Call call) {
    Function function = call.function();
    if (function.isNative()) {
      nativeCall(call);
      return;
    }
    frame.program();
    if (function.bodies().size() == 1 && function.type().flavor() == FuncType.Flavor.FUNCTION) {
      for (Expr argument : call.arguments()) {
        exprs.emit(argument);
      }
      code.invokestatic(
          frame.layout.ownerOf(function.bodies().getFirst()),
          frame.layout.name(function.bodies().getFirst()),
          Layout.descriptor(function, function.bodies().getFirst()));
    } else {
      code.loadConstant(frame.layout.number(function));
      code.invokevirtual(Jvm.P, "function", MethodTypeDesc.of(Jvm.FUNC, Jvm.INT));
      throughValue(call.arguments(), call.type());
    }
  }

  private void nativeCall(Expr.Call call) {
    Function function = call.function();
    Method method = frame.layout.natives().find(function.name());
    if (method == null) {
      unsupported(call);
      return;
    }
    Class<?>[] params = method.getParameterTypes();
    int first = 0;
    if (params.length > 0 && params[0] == org.brood.script.runtime.Runtime.class) {
      frame.program();
      code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
      first = 1;
    }
    List<ClassDesc> descriptors = new ArrayList<>();
    for (Class<?> param : params) {
      descriptors.add(Jvm.of(param));
    }
    if (function.type().isVariadic()) {
      exprs.anyArray(call.arguments());
    } else {
      for (int i = 0; i < call.arguments().size(); i++) {
        exprs.emit(call.arguments().get(i));
        ClassDesc wanted = descriptors.get(first + i);
        ClassDesc given = Jvm.desc(call.arguments().get(i).type());
        if (!wanted.equals(given) && !wanted.isPrimitive() && !wanted.equals(Jvm.OBJECT)) {
          code.checkcast(wanted);
        }
      }
    }
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    frame.site(call.span(), called(call));
    code.putfield(Jvm.RUNTIME, "site", Jvm.STRING);
    ClassDesc result = Jvm.of(method.getReturnType());
    code.invokestatic(
        Jvm.of(method.getDeclaringClass()),
        method.getName(),
        MethodTypeDesc.of(result, descriptors));
    adaptResult(result, call.type());
  }

  /// The text of a call for messages: defaults of parameters stand in it, and so do conversions to
  /// `any`.
  private static String called(Expr.Call call) {
    if (call.span().isNone()) {
      return "";
    }
    FuncType type = call.function().type();
    boolean converts = type.params().stream().anyMatch(p -> p.type() == Basic.ANY);
    boolean defaults =
        call.arguments().stream().anyMatch(argument -> !call.span().contains(argument.span()));
    if (type.isVariadic() || !converts && !defaults) {
      return Frame.text(call.span());
    }
    StringJoiner arguments = new StringJoiner(", ", call.function().name() + "(", ")");
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      boolean isDefault = !call.span().contains(argument.span());
      String text = ExpressionText.canonical(Frame.text(argument.span()));
      if (isDefault && argument.type() == Basic.INT) {
        text = "(coerce " + text + " to int)";
      }
      boolean open = type.params().get(i).type() == Basic.ANY;
      arguments.add(open ? "to_any_coerce " + text : text);
    }
    return arguments.toString();
  }

  /// A built-in function that Java does not offer yet: an error when it is called, at its line.
  private void unsupported(Expr.Call call) {
    code.loadConstant(call.function().name());
    frame.site(call.span());
    code.invokestatic(
        Jvm.CHECKS, "unsupported", MethodTypeDesc.of(Jvm.VOID, Jvm.STRING, Jvm.STRING));
    Boxing.zero(code, call.type());
  }

  private void adaptResult(ClassDesc given, Type wanted) {
    ClassDesc desc = Jvm.desc(wanted);
    if (given.equals(desc)) {
      return;
    }
    if (given.equals(Jvm.VOID)) {
      Boxing.zero(code, wanted);
    } else if (desc.equals(Jvm.VOID)) {
      if (given.equals(Jvm.LONG) || given.equals(Jvm.DOUBLE)) {
        code.pop2();
      } else {
        code.pop();
      }
    } else if (!given.isPrimitive()) {
      if (wanted.rep() != Type.Rep.REF) {
        checkGiven(wanted);
      }
      Boxing.unbox(code, wanted);
    }
  }

  /// Calls the function value on the stack.
  private void throughValue(List<Expr> arguments, Type result) {
    exprs.boxedArray(arguments);
    code.invokevirtual(Jvm.FUNC, "call", MethodTypeDesc.of(Jvm.OBJECT, Jvm.OBJECTS));
    Boxing.unbox(code, result);
  }

  void callValue(Expr.CallValue call) {
    exprs.emit(call.function());
    throughValue(call.arguments(), call.type());
    if (call.type().rep() == Type.Rep.REF) {
      checkGiven(call.type());
    }
  }

  void hook(Expr.HookCall call) {
    Function function = call.function();
    if (function == null) {
      Expr value = call.value();
      if (value == null) {
        throw new IllegalStateException("hook call without hook");
      }
      exprs.emit(value);
      exprs.boxedArray(call.arguments());
      code.invokevirtual(Jvm.FUNC, "call", MethodTypeDesc.of(Jvm.OBJECT, Jvm.OBJECTS));
      Boxing.unbox(code, org.brood.script.type.Basic.BOOL);
      return;
    }
    frame.program();
    for (Expr argument : call.arguments()) {
      exprs.emit(argument);
    }
    code.invokestatic(
        Jvm.DISPATCH,
        DispatchEmitter.name(frame.layout.number(function)),
        Layout.declared(function.type()));
  }

  /// Queues an event, if somebody handles it.
  void raise(Function event, List<Expr> arguments) {
    Label end = code.newLabel();
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME).dup();
    code.loadConstant(frame.layout.number(event));
    code.invokevirtual(Jvm.RUNTIME, "wants", MethodTypeDesc.of(Jvm.BOOL, Jvm.INT));
    Label wanted = code.newLabel();
    code.ifne(wanted).pop().goto_(end).labelBinding(wanted);
    code.loadConstant(frame.layout.number(event));
    exprs.boxedArray(arguments);
    code.invokevirtual(Jvm.RUNTIME, "raise", MethodTypeDesc.of(Jvm.VOID, Jvm.INT, Jvm.OBJECTS));
    code.labelBinding(end);
  }

  void raiseValue(Expr event, List<Expr> arguments) {
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    exprs.emit(event);
    exprs.boxedArray(arguments);
    code.invokevirtual(
        Jvm.RUNTIME, "raiseValue", MethodTypeDesc.of(Jvm.VOID, Jvm.FUNC, Jvm.OBJECTS));
  }

  void schedule(Expr.Schedule schedule) {
    frame.program();
    code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    exprs.emit(schedule.delay());
    if (schedule.delay().type() == org.brood.script.type.Basic.TIME) {
      frame.program();
      code.getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
      code.invokevirtual(Jvm.RUNTIME, "networkTime", MethodTypeDesc.of(Jvm.DOUBLE)).dsub();
    }
    code.loadConstant(frame.layout.number(schedule.event()));
    exprs.boxedArray(schedule.arguments());
    code.invokevirtual(
        Jvm.RUNTIME, "schedule", MethodTypeDesc.of(Jvm.VOID, Jvm.DOUBLE, Jvm.INT, Jvm.OBJECTS));
  }
}
