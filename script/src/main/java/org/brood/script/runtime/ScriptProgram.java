package org.brood.script.runtime;

import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// The superclass of a compiled program's main class: its globals are the fields of one instance,
/// one for each worker.
public abstract class ScriptProgram {
  /// What the program runs in.
  public final Runtime rt;

  /// Set to end the program at the next loop or call.
  public boolean stop;

  private final @Nullable Func[] functions;

  protected ScriptProgram(Runtime rt) {
    this.rt = rt;
    this.functions = new Func[rt.info().functions().size()];
  }

  /// A named function as a value: always the same object.
  public final Func function(int number) {
    Func known = functions[number];
    if (known == null) {
      ProgramInfo.FunctionInfo info = rt.info().functions().get(number);
      known = new ScriptFunc(this, number, info.name(), info.type(), null);
      functions[number] = known;
    }
    return known;
  }

  /// Gives the globals their first values.
  public abstract void init();

  /// Runs the handlers of an event by priority. The errors of a handler are reported and end only
  /// that one.
  public abstract void dispatch(int event, @Nullable Object[] arguments);

  /// Calls a function, hook or lambda by its number in the program.
  ///
  /// @param captures the closure's variables, an empty array for named functions
  /// @return the boxed result, null for none
  public abstract @Nullable Object invoke(
      int function, @Nullable Object[] arguments, @Nullable Object[] captures);

  /// Makes a record of a type of the program, defaults applied.
  public abstract Record newRecord(int type);

  /// A global in plain boxed form, null if it is unset.
  public abstract @Nullable Object global(int index);

  public abstract void setGlobal(int index, @Nullable Object value);
}
