package org.brood.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Makes records by the names of their types, and values of bytes in network order. For events that
/// are seldom wanted.
final class RecordMaker {
  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Events events;
  private final Map<String, RecordShape> shapes = new HashMap<>();

  RecordMaker(Events events) {
    this.events = events;
  }

  Record make(String type) {
    RecordShape shape = shapes.get(type);
    if (shape == null) {
      shape = events.record(type);
      shapes.put(type, shape);
    }
    return shape.make();
  }

  /// A vector of records of a type.
  Vec vector(String element, List<Record> records) {
    Type type = events.runtime().info().types().get(element);
    return Vec.of(new VectorType(type == null ? Basic.ANY : type), records);
  }

  EnumType.@Nullable Item item(String type, long value) {
    return events.item(type, value);
  }

  static long u8(MemorySegment data, long at) {
    return data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  static boolean bit(MemorySegment data, long at, int mask) {
    return (data.get(ValueLayout.JAVA_BYTE, at) & mask) != 0;
  }

  static long u16(MemorySegment data, long at) {
    return data.get(U16, at) & 0xffff;
  }

  static long u32(MemorySegment data, long at) {
    return data.get(U32, at) & 0xffff_ffffL;
  }

  static long u64(MemorySegment data, long at) {
    return data.get(U64, at);
  }

  static Addr v4(MemorySegment data, long at) {
    return Addr.v4(data.get(U32, at));
  }

  static Addr v6(MemorySegment data, long at) {
    return new Addr(u64(data, at), u64(data, at + 8));
  }

  static Str bytes(MemorySegment data, long at, long length) {
    return length <= 0 ? Str.EMPTY : FlowEvents.copy(data, at, (int) length);
  }
}
