package org.brood.log;

import java.util.Arrays;
import java.util.List;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Takes the values of a row out of records, cutting what is over the stream's limits.
final class RowBuilder {
  private final LogLimits limits;
  private long bytes;
  private long elements;
  private int cutStrings;
  private int cutContainers;

  RowBuilder(LogLimits limits) {
    this.limits = limits;
  }

  @Nullable Object[] row(List<LogColumn> columns, Record record, @Nullable Record extension) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      LogColumn column = columns.get(i);
      Record source = column.extension() ? extension : record;
      values[i] = source == null ? null : limited(column.value(source), column.type());
    }
    return values;
  }

  /// How many strings were cut.
  int cutStrings() {
    return cutStrings;
  }

  /// How many sets and vectors were cut.
  int cutContainers() {
    return cutContainers;
  }

  private static long allowed(long wanted, long field, long total, long used) {
    long most = field == 0 ? wanted : Math.min(wanted, field);
    return total == 0 ? most : Math.min(most, Math.max(0, total - used));
  }

  private @Nullable Object limited(@Nullable Object value, Type type) {
    // Not a switch over types: each row of each log comes through here, and a switch is slow until
    // the JVM's second compiler has seen to it.
    if (value instanceof Str s) {
      return string(s);
    }
    if (value instanceof Table t) {
      return set(t, (TableType) type);
    }
    return value instanceof Vec v ? vector(v, (VectorType) type) : value;
  }

  private Str string(Str s) {
    int most = (int) allowed(s.length(), limits.fieldBytes(), limits.totalBytes(), bytes);
    cutStrings += most < s.length() ? 1 : 0;
    bytes += most;
    return s.sub(0, most);
  }

  private @Nullable Object[] set(Table table, TableType type) {
    Object[] keys = table.keys();
    Type element = type.index().getFirst();
    return container(keys, element);
  }

  private @Nullable Object[] vector(Vec vec, VectorType type) {
    @Nullable Object[] all = new Object[vec.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = vec.get(i);
    }
    return container(all, type.element());
  }

  private @Nullable Object[] container(@Nullable Object[] all, Type element) {
    int most = (int) allowed(all.length, limits.fieldElements(), limits.totalElements(), elements);
    cutContainers += most < all.length ? 1 : 0;
    elements += most;
    @Nullable Object[] kept = most < all.length ? Arrays.copyOf(all, most) : all;
    for (int i = 0; i < kept.length; i++) {
      kept[i] = limited(kept[i], element);
    }
    return kept;
  }
}
