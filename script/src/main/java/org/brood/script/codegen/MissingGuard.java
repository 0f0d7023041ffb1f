package org.brood.script.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Code around what [MissingResults] finds: it catches [NoValue][org.brood.script.runtime.NoValue].
final class MissingGuard {
  private final CodeBuilder code;

  MissingGuard(CodeBuilder code) {
    this.code = code;
  }

  /// Emits what is given up if a value is missing on the way; the next statement runs then.
  void unlessMissing(boolean mayMiss, Runnable emitter) {
    Label after = code.newLabel();
    unlessMissing(mayMiss, after, emitter);
    code.labelBinding(after);
  }

  /// The same, but going on at `other` then, where nothing may be on the stack.
  void unlessMissing(boolean mayMiss, Label other, Runnable emitter) {
    if (!mayMiss) {
      emitter.run();
      return;
    }
    Label start = code.newBoundLabel();
    emitter.run();
    Label end = code.newBoundLabel();
    Label after = code.newLabel();
    code.goto_(after);
    Label handler = code.newBoundLabel();
    code.pop().goto_(other).labelBinding(after);
    code.exceptionCatch(start, end, handler, Jvm.NO_VALUE);
  }
}
