package org.brood.script.codegen;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.type.TableType;

/// The methods that give globals their first values. A step that fails is reported, and the next
/// one is done.
final class InitEmitter {
  private static final int ENTRIES = 150;
  private static final MethodTypeDesc WITH_PROGRAM = MethodTypeDesc.of(Jvm.VOID, Jvm.P);

  private final ClassBuilder cls;
  private final FrameMaker frames;
  private final InitParts parts;

  /// Makes the frame of a method.
  @FunctionalInterface
  interface FrameMaker {
    Frame make(CodeBuilder code);
  }

  InitEmitter(ClassBuilder cls, FrameMaker frames, InitParts parts) {
    this.cls = cls;
    this.frames = frames;
    this.parts = parts;
  }

  void emitSome(String name, List<InitStep> steps) {
    cls.withMethodBody(
        name,
        WITH_PROGRAM,
        ACC_PUBLIC | ACC_STATIC,
        code -> {
          Frame frame = frames.make(code);
          for (InitStep step : steps) {
            emitGuarded(frame, step);
          }
          code.return_();
        });
  }

  private void emitGuarded(Frame frame, InitStep step) {
    CodeBuilder code = frame.code;
    Label start = code.newBoundLabel();
    code.nop();
    emit(frame, step);
    Label end = code.newBoundLabel();
    Label after = code.newLabel();
    code.goto_(after);
    Label failed = code.newBoundLabel();
    int failure = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(failure).aload(0).getfield(Jvm.SCRIPT_PROGRAM, "rt", Jvm.RUNTIME).aload(failure);
    code.invokevirtual(Jvm.RUNTIME, "failed", MethodTypeDesc.of(Jvm.VOID, Jvm.RUNTIME_EXCEPTION));
    if (step instanceof InitStep.Set(Global global, var _, var _)) {
      frame.program();
      frame.site(global.span(), global.name());
      code.invokestatic(
          Jvm.CHECKS,
          "notInitialized",
          MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.STRING));
    }
    code.labelBinding(after);
    code.exceptionCatch(start, end, failed, Jvm.RUNTIME_EXCEPTION);
  }

  private void emit(Frame frame, InitStep step) {
    ExprEmitter exprs = new ExprEmitter(frame);
    switch (step) {
      case InitStep.Set set -> {
        frame.program();
        emitValue(frame, exprs, set.value());
        frame.code.putfield(Jvm.P, frame.layout.field(set.global()), Jvm.desc(set.global().type()));
      }
      case InitStep.Evaluate(Expr.AssignGrow grow, var _)
          when grow.value() instanceof Expr.TableNew made && made.entries().size() > ENTRIES -> {
        int whole = made.entries().size();
        for (int from = 0; from < whole; from += ENTRIES) {
          Expr.TableNew part =
              new Expr.TableNew(
                  made.type(),
                  made.entries().subList(from, Math.min(whole, from + ENTRIES)),
                  made.attrs(),
                  made.span());
          parts.call(
              frame,
              inner ->
                  new ExprEmitter(inner)
                      .discard(new Expr.AssignGrow(grow.target(), grow.how(), part, grow.span())));
        }
      }
      case InitStep.Evaluate(Expr expr, var _) -> exprs.discard(expr);
      case InitStep.SetAttrs attrs -> {
        frame.program();
        exprs.emit(new Expr.GlobalGet(attrs.global(), attrs.span()));
        exprs.behavior(attrs.attrs());
        frame.code.invokestatic(
            Jvm.TABLES,
            "behave",
            MethodTypeDesc.of(Jvm.VOID, Jvm.SCRIPT_PROGRAM, Jvm.TABLE, BehaviorEmitter.BEHAVIOR));
      }
    }
  }

  /// Pushes a first value; large containers are filled by methods of their own.
  private void emitValue(Frame frame, ExprEmitter exprs, Expr value) {
    switch (value) {
      case Expr.TableNew made when made.entries().size() > ENTRIES -> {
        TableType type = made.type();
        exprs.emit(new Expr.TableNew(type, List.of(), made.attrs(), made.span()));
        int whole = made.entries().size();
        for (int from = 0; from < whole; from += ENTRIES) {
          List<Expr.Entry> some = made.entries().subList(from, Math.min(whole, from + ENTRIES));
          frame.code.dup();
          parts.fill(frame, inner -> fillTable(inner, some));
        }
      }
      case Expr.VectorNew made when made.elements().size() > ENTRIES -> {
        exprs.emit(new Expr.VectorNew(made.type(), List.of(), made.span()));
        int whole = made.elements().size();
        for (int from = 0; from < whole; from += ENTRIES) {
          List<Expr> some = made.elements().subList(from, Math.min(whole, from + ENTRIES));
          frame.code.dup();
          parts.fill(frame, inner -> fillVector(inner, some));
        }
      }
      default -> exprs.emit(value);
    }
  }

  private static void fillTable(Frame frame, List<Expr.Entry> entries) {
    ExprEmitter exprs = new ExprEmitter(frame);
    for (Expr.Entry entry : entries) {
      frame.program();
      frame.code.aload(1).checkcast(Jvm.TABLE);
      exprs.key(entry.index());
      Expr value = entry.value();
      if (value == null) {
        frame.code.invokestatic(Jvm.TABLES, "add", BehaviorEmitter.ADD);
      } else {
        exprs.boxed(value);
        frame.code.invokestatic(Jvm.TABLES, "put", BehaviorEmitter.PUT);
      }
    }
  }

  private static void fillVector(Frame frame, List<Expr> elements) {
    ExprEmitter exprs = new ExprEmitter(frame);
    for (Expr element : elements) {
      frame.code.aload(1).checkcast(Jvm.VEC);
      exprs.boxed(element);
      frame.code.invokevirtual(Jvm.VEC, "add", MethodTypeDesc.of(Jvm.VOID, Jvm.OBJECT));
    }
  }
}
