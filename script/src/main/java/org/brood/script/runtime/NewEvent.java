package org.brood.script.runtime;

import java.util.List;
import java.util.Objects;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The arguments of the event `new_event`, which tells of every other event.
final class NewEvent {
  private NewEvent() {}

  static @Nullable Object[] arguments(Runtime rt, int event, @Nullable Object[] arguments) {
    ProgramInfo info = rt.info();
    FuncType type = info.functions().get(event).type();
    ProgramInfo.FunctionInfo self = info.functions().get(info.function("new_event"));
    VectorType paramsType = (VectorType) self.type().params().getLast().type();
    RecordType argument = (RecordType) paramsType.element();
    Vec vec = new Vec(paramsType);
    List<FuncType.Param> params = type.params();
    for (int i = 0; i < params.size() && i < arguments.length; i++) {
      Record described = rt.program().newRecord(argument.id());
      described.set("name", Str.of(params.get(i).name()));
      described.set("type_name", Str.of(params.get(i).type().describe()));
      Object value = arguments[i];
      if (value != null) {
        described.set("value", Objects.requireNonNull(Values.toAny(value, params.get(i).type())));
      }
      vec.add(described);
    }
    return new Object[] {Str.of(info.functions().get(event).name()), vec};
  }
}
