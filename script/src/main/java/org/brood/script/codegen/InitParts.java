package org.brood.script.codegen;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Pieces of large first values, in classes `J<n>` of their own: a method and a class have a
/// largest size.
final class InitParts {
  private static final int PER_CLASS = 8;
  private static final MethodTypeDesc WITH_PROGRAM = MethodTypeDesc.of(Jvm.VOID, Jvm.P);
  private static final MethodTypeDesc WITH_CONTAINER =
      MethodTypeDesc.of(Jvm.VOID, Jvm.P, Jvm.OBJECT);

  private record Part(MethodTypeDesc type, Consumer<Frame> body) {}

  private final List<Part> parts = new ArrayList<>();

  /// Calls a piece of code.
  void call(Frame frame, Consumer<Frame> body) {
    int number = add(WITH_PROGRAM, body);
    frame.code.aload(0).invokestatic(owner(number), "p" + number, WITH_PROGRAM);
  }

  /// Calls a piece of code with the container on the stack, which is in slot 1 there.
  void fill(Frame frame, Consumer<Frame> body) {
    int number = add(WITH_CONTAINER, body);
    frame.code.aload(0).swap().invokestatic(owner(number), "p" + number, WITH_CONTAINER);
  }

  private int add(MethodTypeDesc type, Consumer<Frame> body) {
    parts.add(new Part(type, body));
    return parts.size() - 1;
  }

  private static ClassDesc owner(int number) {
    return Jvm.gen("J" + number / PER_CLASS);
  }

  /// Emits the classes with all pieces.
  void emit(ClassFile classFile, InitEmitter.FrameMaker frames, ProgramCompiler.ClassSink sink) {
    for (int from = 0; from < parts.size(); from += PER_CLASS) {
      int first = from;
      int last = Math.min(parts.size(), from + PER_CLASS);
      sink.add(
          owner(first),
          classFile.build(
              owner(first),
              cls -> {
                cls.withFlags(ACC_PUBLIC | ACC_FINAL);
                for (int i = first; i < last; i++) {
                  Part part = parts.get(i);
                  cls.withMethodBody(
                      "p" + i,
                      part.type(),
                      ACC_PUBLIC | ACC_STATIC,
                      code -> {
                        part.body().accept(frames.make(code));
                        code.return_();
                      });
                }
              }));
    }
  }
}
