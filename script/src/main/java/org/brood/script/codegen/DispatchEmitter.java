package org.brood.script.codegen;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.brood.script.tree.Body;
import org.brood.script.tree.Function;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;

/// The classes that run handlers by number: `D` with one method for each event and hook, `C` with
/// one for each function.
///
/// A switch over all of them would pass the size beyond which HotSpot does not compile, so they are
/// split into groups.
final class DispatchEmitter {
  private static final int GROUP = 256;
  private static final MethodTypeDesc DISPATCH =
      MethodTypeDesc.of(Jvm.VOID, Jvm.P, Jvm.INT, Jvm.OBJECTS);
  private static final MethodTypeDesc EVENT = MethodTypeDesc.of(Jvm.VOID, Jvm.P, Jvm.OBJECTS);
  private static final MethodTypeDesc INVOKE =
      MethodTypeDesc.of(Jvm.OBJECT, Jvm.P, Jvm.INT, Jvm.OBJECTS, Jvm.OBJECTS);
  private static final MethodTypeDesc CALL =
      MethodTypeDesc.of(Jvm.OBJECT, Jvm.P, Jvm.OBJECTS, Jvm.OBJECTS);

  private final Layout layout;

  DispatchEmitter(Layout layout) {
    this.layout = layout;
  }

  static String name(int function) {
    return "h" + function;
  }

  /// The bodies of an event or hook in the order in which they run.
  static List<Body> byPriority(Function function) {
    List<Body> bodies = new ArrayList<>(function.bodies());
    bodies.sort(Comparator.comparingInt(Body::priority).reversed());
    return bodies;
  }

  private List<Integer> numbers(FuncType.Flavor flavor) {
    List<Integer> numbers = new ArrayList<>();
    List<Function> functions = layout.functions();
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i).type().flavor() == flavor) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  byte[] emitDispatch(ClassFile classFile) {
    List<Integer> events =
        numbers(FuncType.Flavor.EVENT).stream()
            .filter(n -> !layout.functions().get(n).bodies().isEmpty())
            .toList();
    return classFile.build(
        Jvm.DISPATCH,
        cls -> {
          cls.withFlags(ACC_PUBLIC | ACC_FINAL);
          for (int number : events) {
            cls.withMethodBody(
                name(number), EVENT, ACC_PUBLIC | ACC_STATIC, code -> emitEvent(code, number));
          }
          for (int number : numbers(FuncType.Flavor.HOOK)) {
            Function hook = layout.functions().get(number);
            cls.withMethodBody(
                name(number),
                Layout.declared(hook.type()),
                ACC_PUBLIC | ACC_STATIC,
                code -> emitHook(code, hook, number));
          }
          groups(cls, "dispatch", DISPATCH, events, this::emitEventGroup);
        });
  }

  /// Emits a method for a group of numbers.
  @FunctionalInterface
  private interface GroupBody {
    void emit(CodeBuilder code, List<Integer> numbers);
  }

  private void groups(
      ClassBuilder cls, String name, MethodTypeDesc type, List<Integer> numbers, GroupBody body) {
    List<Integer> present = numbers.stream().map(n -> n / GROUP).distinct().sorted().toList();
    cls.withMethodBody(
        name,
        type,
        ACC_PUBLIC | ACC_STATIC,
        code -> {
          Label none = code.newLabel();
          List<SwitchCase> cases = new ArrayList<>();
          for (int group : present) {
            cases.add(SwitchCase.of(group, code.newLabel()));
          }
          if (!cases.isEmpty()) {
            code.iload(1).loadConstant(GROUP).idiv().lookupswitch(none, cases);
          }
          for (SwitchCase one : cases) {
            code.labelBinding(one.target());
            loadAll(code, type);
            code.invokestatic(
                type == DISPATCH ? Jvm.DISPATCH : Jvm.CALLS, name + one.caseValue(), type);
            leave(code, type, false);
          }
          code.labelBinding(none);
          leave(code, type, true);
        });
    for (int group : present) {
      List<Integer> members = numbers.stream().filter(n -> n / GROUP == group).toList();
      cls.withMethodBody(
          name + group, type, ACC_PRIVATE | ACC_STATIC, code -> body.emit(code, members));
    }
  }

  private static void loadAll(CodeBuilder code, MethodTypeDesc type) {
    code.aload(0).iload(1);
    for (int i = 2; i < type.parameterCount(); i++) {
      code.aload(i);
    }
  }

  private static void leave(CodeBuilder code, MethodTypeDesc type, boolean nothing) {
    if (type.returnType().equals(Jvm.VOID)) {
      code.return_();
    } else {
      if (nothing) {
        code.aconst_null();
      }
      code.areturn();
    }
  }

  private void emitEventGroup(CodeBuilder code, List<Integer> numbers) {
    Label none = code.newLabel();
    List<SwitchCase> cases = numbers.stream().map(n -> SwitchCase.of(n, code.newLabel())).toList();
    code.iload(1).lookupswitch(none, cases);
    for (SwitchCase one : cases) {
      code.labelBinding(one.target());
      code.aload(0).aload(2);
      code.invokestatic(Jvm.DISPATCH, name(one.caseValue()), EVENT).return_();
    }
    code.labelBinding(none).return_();
  }

  private void emitEvent(CodeBuilder code, int number) {
    Function event = layout.functions().get(number);
    List<Body> bodies = byPriority(event);
    for (int i = 0; i < bodies.size(); i++) {
      Body body = bodies.get(i);
      Label skip = code.newLabel();
      checkEnabled(code, number, i, skip);
      guarded(
          code,
          () -> {
            code.aload(0);
            for (int p = 0; p < body.params().size(); p++) {
              code.aload(1).loadConstant(body.paramSlots().get(p)).aaload();
              Boxing.unbox(code, body.params().get(p).type());
            }
            code.invokestatic(
                layout.ownerOf(body), layout.name(body), Layout.descriptor(event, body));
          });
      code.labelBinding(skip);
    }
    code.return_();
  }

  private static void checkEnabled(CodeBuilder code, int number, int handler, Label skip) {
    code.aload(0).getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    code.loadConstant(number).loadConstant(handler);
    code.invokevirtual(Jvm.RUNTIME, "enabled", MethodTypeDesc.of(Jvm.BOOL, Jvm.INT, Jvm.INT));
    code.ifeq(skip);
  }

  /// Runs a body; an error in it is reported and what follows goes on. The body must leave nothing
  /// on the stack.
  private static void guarded(CodeBuilder code, Runnable body) {
    Label start = code.newBoundLabel();
    body.run();
    Label end = code.newBoundLabel();
    Label after = code.newLabel();
    code.goto_(after);
    Label failed = code.newBoundLabel();
    int failure = code.allocateLocal(java.lang.classfile.TypeKind.REFERENCE);
    code.astore(failure);
    code.aload(0).getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME).aload(failure);
    code.invokevirtual(Jvm.RUNTIME, "failed", MethodTypeDesc.of(Jvm.VOID, Jvm.RUNTIME_EXCEPTION));
    code.goto_(after);
    Label overflowed = code.newBoundLabel();
    code.pop().aload(0).getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
    code.invokevirtual(Jvm.RUNTIME, "overflowed", MethodTypeDesc.of(Jvm.VOID));
    code.labelBinding(after);
    code.exceptionCatch(start, end, failed, Jvm.RUNTIME_EXCEPTION);
    code.exceptionCatch(start, end, overflowed, Jvm.STACK_OVERFLOW);
  }

  /// A hook: its bodies until one breaks off; an error in one ends only that one.
  private void emitHook(CodeBuilder code, Function hook, int number) {
    List<Body> bodies = byPriority(hook);
    int holds = code.allocateLocal(java.lang.classfile.TypeKind.BOOLEAN);
    for (int i = 0; i < bodies.size(); i++) {
      Body body = bodies.get(i);
      Label skip = code.newLabel();
      checkEnabled(code, number, i, skip);
      code.iconst_1().istore(holds);
      guarded(
          code,
          () -> {
            code.aload(0);
            for (int p = 0; p < body.params().size(); p++) {
              int argument = body.paramSlots().get(p);
              Type type = hook.type().params().get(argument).type();
              Boxing.load(code, type, argumentSlot(hook.type(), argument));
            }
            code.invokestatic(
                layout.ownerOf(body), layout.name(body), Layout.descriptor(hook, body));
            code.istore(holds);
          });
      Label on = code.newLabel();
      code.iload(holds).ifne(on).iconst_0().ireturn().labelBinding(on);
      code.labelBinding(skip);
    }
    code.iconst_1().ireturn();
  }

  private static int argumentSlot(FuncType type, int argument) {
    int slot = 1;
    for (int i = 0; i < argument; i++) {
      slot += Boxing.kind(type.params().get(i).type()).slotSize();
    }
    return slot;
  }

  byte[] emitCalls(ClassFile classFile) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < layout.functions().size(); i++) {
      all.add(i);
    }
    List<Integer> callable = all.stream().filter(this::isCallable).toList();
    return classFile.build(
        Jvm.CALLS,
        cls -> {
          cls.withFlags(ACC_PUBLIC | ACC_FINAL);
          for (int number : callable) {
            cls.withMethodBody(
                "c" + number, CALL, ACC_PUBLIC | ACC_STATIC, code -> emitCall(code, number));
          }
          groups(cls, "invoke", INVOKE, callable, this::emitCallGroup);
        });
  }

  private boolean isCallable(int number) {
    Function function = layout.functions().get(number);
    return function.isNative()
        ? layout.natives().find(function.name()) != null
        : function.type().flavor() != FuncType.Flavor.FUNCTION || !function.bodies().isEmpty();
  }

  private void emitCallGroup(CodeBuilder code, List<Integer> numbers) {
    Label none = code.newLabel();
    List<SwitchCase> cases = numbers.stream().map(n -> SwitchCase.of(n, code.newLabel())).toList();
    code.iload(1).lookupswitch(none, cases);
    for (SwitchCase one : cases) {
      code.labelBinding(one.target());
      code.aload(0).aload(2).aload(3);
      code.invokestatic(Jvm.CALLS, "c" + one.caseValue(), CALL).areturn();
    }
    code.labelBinding(none).aconst_null().areturn();
  }

  private void emitCall(CodeBuilder code, int number) {
    Function function = layout.functions().get(number);
    FuncType type = function.type();
    if (function.isNative()) {
      emitNative(code, function);
      return;
    }
    switch (type.flavor()) {
      case FUNCTION -> {
        Body body = function.bodies().getFirst();
        code.aload(0);
        if (!body.captures().isEmpty()) {
          code.aload(2);
        }
        arguments(code, type);
        code.invokestatic(
            layout.ownerOf(body), layout.name(body), Layout.descriptor(function, body));
        Boxing.box(code, type.result());
      }
      case HOOK -> {
        code.aload(0);
        arguments(code, type);
        code.invokestatic(Jvm.DISPATCH, name(number), Layout.declared(type));
        Boxing.box(code, org.brood.script.type.Basic.BOOL);
      }
      case EVENT -> {
        if (!function.bodies().isEmpty()) {
          code.aload(0).aload(1).invokestatic(Jvm.DISPATCH, name(number), EVENT);
        }
        code.aconst_null();
      }
    }
    code.areturn();
  }

  private static void arguments(CodeBuilder code, FuncType type) {
    for (int i = 0; i < type.params().size(); i++) {
      code.aload(1).loadConstant(i).aaload();
      Boxing.unbox(code, type.params().get(i).type());
    }
  }

  private void emitNative(CodeBuilder code, Function function) {
    Method method = layout.natives().find(function.name());
    if (method == null) {
      throw new IllegalStateException("not bound: " + function.name());
    }
    Class<?>[] params = method.getParameterTypes();
    List<ClassDesc> descriptors = new ArrayList<>();
    for (Class<?> param : params) {
      descriptors.add(Jvm.of(param));
    }
    int first = 0;
    if (params.length > 0 && params[0] == org.brood.script.runtime.Runtime.class) {
      code.aload(0).getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME);
      first = 1;
    }
    if (function.type().isVariadic()) {
      code.aload(1);
    } else {
      for (int i = 0; i < function.type().params().size(); i++) {
        code.aload(1).loadConstant(i).aaload();
        Boxing.unbox(code, function.type().params().get(i).type());
        ClassDesc wanted = descriptors.get(first + i);
        if (!wanted.isPrimitive() && !wanted.equals(Jvm.OBJECT)) {
          code.checkcast(wanted);
        }
      }
    }
    ClassDesc result = Jvm.of(method.getReturnType());
    code.invokestatic(
        Jvm.of(method.getDeclaringClass()),
        method.getName(),
        MethodTypeDesc.of(result, descriptors));
    if (result.equals(Jvm.VOID)) {
      code.aconst_null();
    } else {
      boxNative(code, result);
    }
    code.areturn();
  }

  private static void boxNative(CodeBuilder code, ClassDesc result) {
    if (result.equals(Jvm.LONG)) {
      Boxing.box(code, org.brood.script.type.Basic.COUNT);
    } else if (result.equals(Jvm.DOUBLE)) {
      Boxing.box(code, org.brood.script.type.Basic.DOUBLE);
    } else if (result.equals(Jvm.BOOL)) {
      Boxing.box(code, org.brood.script.type.Basic.BOOL);
    }
  }
}
