package org.brood.script.runtime;

import org.brood.script.type.FuncType;
import org.brood.script.value.Func;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// A function of a program as a value; with captured variables if it is a lambda.
public final class ScriptFunc extends Func {
  private static final @Nullable Object[] NOTHING = {};

  private final ScriptProgram program;
  private final int number;
  private final @Nullable Object[] captures;

  public ScriptFunc(
      ScriptProgram program,
      int number,
      String name,
      FuncType type,
      @Nullable Object @Nullable [] captures) {
    super(name, type);
    this.program = program;
    this.number = number;
    this.captures = captures == null ? NOTHING : captures;
  }

  /// The function's number in the program.
  public int number() {
    return number;
  }

  @Override
  public String description() {
    ProgramInfo.FunctionInfo info = program.rt.info().functions().get(number);
    return info.isNative() ? name() : name() + ": " + type().describe() + "\n" + info.listing();
  }

  @Override
  public @Nullable Object call(@Nullable Object... arguments) {
    return program.invoke(number, arguments, captures);
  }

  @Override
  public Func copied() {
    if (captures.length == 0) {
      return this;
    }
    @Nullable Object[] twins = new Object[captures.length];
    for (int i = 0; i < twins.length; i++) {
      twins[i] = Values.copy(captures[i]);
    }
    return new ScriptFunc(program, number, name(), type(), twins);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScriptFunc f && f.number == number && f.captures == captures;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
