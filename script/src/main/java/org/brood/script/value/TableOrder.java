package org.brood.script.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// The order in which tables are walked through when a run has Zeek's seed: the one that Zeek's
/// dictionary has with this seed, so that what scripts print can be compared.
///
/// It is a hash table with one array, in which entries of a bucket lie together, as near behind
/// their place as can be, and which doubles when it is full, moving sixteen entries at each
/// insertion. An order is found by inserting all keys anew as they came, so that it is the same as
/// long as nothing was deleted. Without a seed, tables are walked through in order of insertion.
public final class TableOrder {
  /// The order of the run that this thread works on; none is insertion.
  private static final ScopedValue<TableOrder> CURRENT = ScopedValue.newInstance();

  /// Tables of more entries keep the order of insertion.
  private static final int MOST = 1 << 20;

  private static final int REMAPPED_AT_ONCE = 16;
  private static final int SMALL = 3;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SipHash hash;

  private TableOrder(long low, long high) {
    hash = new SipHash(low, high);
  }

  /// The order that goes with a seed, whose last 16 bytes are for tables.
  public static TableOrder of(byte[] seed) {
    ByteBuffer key = ByteBuffer.wrap(seed, seed.length - 16, 16).order(ByteOrder.LITTLE_ENDIAN);
    return new TableOrder(key.getLong(), key.getLong());
  }

  /// Does a run in which all tables are walked through in this order.
  ///
  /// @return what the run gives
  public int during(IntSupplier run) {
    return ScopedValue.where(CURRENT, this).call(run::getAsInt);
  }

  /// The order of this run, null for that of insertion.
  static @Nullable TableOrder current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /// Puts keys, given in order of insertion, into the order in which they are walked through.
  ///
  /// @return whether there may be another order than that of insertion
  boolean arrange(TableType type, Object[] keys) {
    if (keys.length < 2 || keys.length > MOST) {
      return false;
    }
    int[] hashes = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      KeyBytes bytes = new KeyBytes();
      if (!bytes.key(type, keys[i])) {
        return false;
      }
      byte[] text = bytes.toBytes();
      hashes[i] = (int) hash.hash(text);
    }
    Object[] before = keys.clone();
    int[] layout = new Layout(hashes).order();
    for (int i = 0; i < layout.length; i++) {
      keys[i] = before[layout[i]];
    }
    return true;
  }

  /// The array of the hash table.
  private static final class Layout {
    private static final int EMPTY = -1;

    private final int[] hashes;
    private int bits;
    private int[] entries = {EMPTY};
    private int[] distances = {0};
    private int count;
    private int remapEnd = -1;

    Layout(int[] hashes) {
      this.hashes = hashes;
      for (int i = 0; i < hashes.length; i++) {
        insert(i);
      }
    }

    int[] order() {
      return Arrays.stream(entries).filter(e -> e != EMPTY).toArray();
    }

    private int bucket(int entry) {
      long mixed = (hashes[entry] & 0xffff_ffffL) * GOLDEN;
      return (int) (mixed & (1L << bits) - 1);
    }

    private int bucketAt(int position) {
      return position - distances[position];
    }

    private int end(int bucket) {
      int i = bucket;
      while (i < entries.length && entries[i] != EMPTY && bucketAt(i) <= bucket) {
        i++;
      }
      return i;
    }

    private int tail(int position) {
      int bucket = bucketAt(position);
      int i = position;
      while (i < entries.length && entries[i] != EMPTY && bucketAt(i) == bucket) {
        i++;
      }
      return i - 1;
    }

    private void insert(int entry) {
      int bucket = bucket(entry);
      int position = end(bucket);
      int last = settle(entry, position - bucket, position);
      if (remapEnd >= 0 && position <= remapEnd && remapEnd < last) {
        remapEnd = last;
      }
      count++;
      int threshold = bits <= SMALL ? entries.length : entries.length * 75 / 100;
      if (count > threshold) {
        grow();
      }
      remap();
    }

    /// Puts an entry at a position; what lay there moves to the end of its bucket, and so on.
    ///
    /// @return the last position that was touched
    private int settle(int first, int firstDistance, int from) {
      int entry = first;
      int distance = firstDistance;
      int position = from;
      while (true) {
        if (position >= entries.length) {
          grow();
        }
        if (entries[position] == EMPTY) {
          entries[position] = entry;
          distances[position] = distance;
          return position;
        }
        int pushed = entries[position];
        int next = tail(position) + 1;
        int pushedDistance = distances[position] + next - position;
        entries[position] = entry;
        distances[position] = distance;
        entry = pushed;
        distance = pushedDistance;
        position = next;
      }
    }

    private void grow() {
      remapEnd = entries.length;
      bits++;
      int from = entries.length;
      entries = Arrays.copyOf(entries, (1 << bits) + bits);
      distances = Arrays.copyOf(distances, entries.length);
      Arrays.fill(entries, from, entries.length, EMPTY);
    }

    private void remap() {
      int left = REMAPPED_AT_ONCE;
      while (remapEnd >= 0 && left > 0) {
        if (entries[remapEnd] != EMPTY && move(remapEnd)) {
          left--;
        } else {
          remapEnd--;
        }
      }
    }

    /// Moves an entry to the bucket that it has since the table grew.
    private boolean move(int position) {
      int entry = entries[position];
      int bucket = bucket(entry);
      if (bucketAt(position) == bucket) {
        return false;
      }
      takeOut(position);
      int to = end(bucket);
      settle(entry, to - bucket, to);
      return true;
    }

    private void takeOut(int from) {
      int position = from;
      while (position < entries.length - 1
          && entries[position + 1] != EMPTY
          && distances[position + 1] != 0) {
        int next = tail(position + 1);
        entries[position] = entries[next];
        distances[position] = distances[next] - (next - position);
        position = next;
      }
      entries[position] = EMPTY;
    }
  }

  /// The bytes of an index that are hashed: numbers at multiples of their size, least byte first.
  private static final class KeyBytes {
    private final ByteSink out = new ByteSink();

    byte[] toBytes() {
      return out.toBytes();
    }

    boolean key(TableType type, Object key) {
      List<Type> index = type.index();
      if (index.size() == 1) {
        return value(index.getFirst(), key, true);
      }
      for (int i = 0; i < index.size(); i++) {
        if (!value(index.get(i), Values.keyPart(key, i), false)) {
          return false;
        }
      }
      return true;
    }

    /// @return false for what has no bytes of its own
    private boolean value(Type type, Object value, boolean alone) {
      switch (value) {
        case Boolean b -> number(b ? 1 : 0, Long.BYTES);
        case Long n -> number(n, Long.BYTES);
        case Double d -> number(Double.doubleToRawLongBits(d), Long.BYTES);
        case EnumType.Item item -> number(item.value(), Long.BYTES);
        case Port port -> number(port.bits(), Long.BYTES);
        case Addr addr -> address(addr);
        case Subnet net -> {
          address(net.prefix());
          number(net.isV4() ? net.width() - 96 : net.width(), Integer.BYTES);
        }
        case Str s -> {
          if (!alone) {
            number(s.length(), Integer.BYTES);
          }
          out.put(s);
        }
        case Pattern pattern -> {
          byte[] exact = pattern.regex().exactText();
          byte[] anywhere = pattern.regex().anywhereText();
          if (!alone) {
            number(exact.length + 1L, Long.BYTES);
            number(anywhere.length + 1L, Long.BYTES);
          }
          out.put(exact).put(0).put(anywhere).put(0);
        }
        case Record record when type instanceof RecordType of -> {
          return fields(of, record);
        }
        case Vec vec when type instanceof VectorType of -> {
          return elements(of, vec);
        }
        default -> {
          return false;
        }
      }
      return type != Basic.ANY;
    }

    private boolean fields(RecordType type, Record record) {
      for (int slot = 0; slot < type.size(); slot++) {
        RecordType.Field field = type.field(slot);
        Object value = record.get(slot);
        if (field.optional() || field.hasDefault()) {
          out.put(value == null ? 0 : 1);
        }
        if (value != null && !value(field.type(), value, false)) {
          return false;
        }
      }
      return true;
    }

    private boolean elements(VectorType type, Vec vec) {
      number(vec.size(), Integer.BYTES);
      for (int i = 0; i < vec.size(); i++) {
        Object element = vec.get(i);
        number(i, Integer.BYTES);
        out.put(element == null ? 0 : 1);
        if (element != null && !value(type.element(), element, false)) {
          return false;
        }
      }
      return true;
    }

    private void address(Addr addr) {
      align(Integer.BYTES);
      for (int i = Long.SIZE - Byte.SIZE; i >= 0; i -= Byte.SIZE) {
        out.put((int) (addr.high() >>> i) & 0xff);
      }
      for (int i = Long.SIZE - Byte.SIZE; i >= 0; i -= Byte.SIZE) {
        out.put((int) (addr.low() >>> i) & 0xff);
      }
    }

    private void align(int size) {
      while (out.length() % size != 0) {
        out.put(0);
      }
    }

    private void number(long value, int size) {
      align(size);
      for (int i = 0; i < size; i++) {
        out.put((int) (value >>> Byte.SIZE * i) & 0xff);
      }
    }
  }
}
