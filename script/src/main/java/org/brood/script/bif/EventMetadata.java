package org.brood.script.bif;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.TimeVal;
import org.brood.script.value.TypeVal;
import org.brood.script.value.Vec;

/// What events carry besides their arguments: the time at which they were raised.
@Natives("EventMetadata")
public final class EventMetadata {
  private static final String NETWORK_TIMESTAMP = "EventMetadata::NETWORK_TIMESTAMP";

  private EventMetadata() {}

  /// The kinds that scripts made known, with their types.
  static final class Kinds {
    private final Map<EnumType.Item, Type> types = new HashMap<>();
  }

  /// Whether events carry their time.
  static boolean isTimed(Runtime rt) {
    int index = rt.info().global("EventMetadata::add_network_timestamp");
    return index >= 0 && Boolean.TRUE.equals(rt.program().global(index));
  }

  private static boolean hasTime(Runtime rt) {
    return rt.eventTime() != Runtime.NO_EVENT && isTimed(rt);
  }

  public static boolean register(Runtime rt, EnumType.Item id, Object t) {
    if (!(t instanceof TypeVal(Type type))) {
      return false;
    }
    Kinds kinds = rt.serviceOr(Kinds.class, Kinds::new);
    Type known = id.name().equals(NETWORK_TIMESTAMP) ? Basic.TIME : kinds.types.get(id);
    if (known != null) {
      return Types.same(known, type);
    }
    if (!isPortable(type, Collections.newSetFromMap(new IdentityHashMap<>()))) {
      return false;
    }
    kinds.types.put(id, type);
    return true;
  }

  /// Whether values of the type can go to another node.
  private static boolean isPortable(Type type, Set<Type> seen) {
    if (!seen.add(type)) {
      return true;
    }
    return switch (type) {
      case Basic b -> b != Basic.ANY && b != Basic.FILE;
      case EnumType _ -> true;
      case FuncType _, OpaqueType _ -> false;
      case TypeType t -> isPortable(t.named(), seen);
      case VectorType v -> isPortable(v.element(), seen);
      case TableType t -> {
        Type value = t.value();
        yield t.index().stream().allMatch(i -> isPortable(i, seen))
            && (value == null || isPortable(value, seen));
      }
      case RecordType r -> r.fields().stream().allMatch(f -> isPortable(f.type(), seen));
    };
  }

  public static Vec current(Runtime rt, EnumType.Item id) {
    boolean known = hasTime(rt) && id.name().equals(NETWORK_TIMESTAMP);
    return Vec.of(new VectorType(Basic.ANY), known ? List.of(time(rt)) : List.of());
  }

  private static Object time(Runtime rt) {
    return new TimeVal(rt.eventTime());
  }

  public static Vec current_all(Runtime rt) {
    RecordType entry = rt.info().record("EventMetadata::Entry");
    EnumType ids = rt.info().enumeration("EventMetadata::ID");
    if (entry == null || ids == null) {
      throw rt.error("EventMetadata::Entry is not declared");
    }
    Vec all = new Vec(new VectorType(entry));
    if (hasTime(rt)) {
      Record time = rt.program().newRecord(entry.id());
      time.set("id", ids.item(NETWORK_TIMESTAMP));
      time.set("val", time(rt));
      all.set(0, time);
    }
    return all;
  }
}
