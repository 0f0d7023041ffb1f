package org.brood.script.bif;

import java.util.Arrays;
import org.brood.script.bif.Sketches.Hash;
import org.brood.script.type.Type;
import org.brood.script.value.Opaque;
import org.jspecify.annotations.Nullable;

/// Cells of which each element takes some, chosen by hashes: bits, or counters up to a highest
/// value. Memory is taken page by page, when elements come.
final class BloomFilter implements Opaque {
  private static final int PAGE_BITS = 16;
  private static final int PAGE = 1 << PAGE_BITS;

  @Nullable Type type;
  private final int hashes;
  private final long cells;
  private final long highest;
  private final String name;

  /// Pages of bits, 64 a word, or of counters, two a word.
  private final long[] @Nullable [] pages;

  BloomFilter(int hashes, long cells, long highest, String name) {
    this.hashes = hashes;
    this.cells = cells;
    this.highest = highest;
    this.name = name;
    this.pages = new long[(int) ((cells >> PAGE_BITS + shift()) + 1)][];
  }

  boolean isCounting() {
    return highest > 1;
  }

  /// How many cells a word holds, as a power of two.
  private int shift() {
    return isCounting() ? 1 : 6;
  }

  private long get(long cell) {
    long word = cell >> shift();
    long[] page = pages[(int) (word >> PAGE_BITS)];
    if (page == null) {
      return 0;
    }
    long value = page[(int) (word & PAGE - 1)];
    return isCounting() ? value >>> ((cell & 1) << 5) & 0xffff_ffffL : value >>> (cell & 63) & 1;
  }

  private void set(long cell, long value) {
    long word = cell >> shift();
    int number = (int) (word >> PAGE_BITS);
    long[] page = pages[number];
    if (page == null) {
      page = new long[PAGE];
      pages[number] = page;
    }
    int at = (int) (word & PAGE - 1);
    int bit = (int) (isCounting() ? (cell & 1) << 5 : cell & 63);
    long mask = (isCounting() ? 0xffff_ffffL : 1) << bit;
    page[at] = page[at] & ~mask | value << bit;
  }

  void add(Object value) {
    Hash hash = Hash.of(name, value);
    for (int i = 0; i < hashes; i++) {
      long cell = hash.cell(i, cells);
      set(cell, Math.min(highest, get(cell) + 1));
    }
  }

  /// @return false if it was not there
  boolean remove(Object value) {
    if (count(value) == 0) {
      return false;
    }
    Hash hash = Hash.of(name, value);
    for (int i = 0; i < hashes; i++) {
      long cell = hash.cell(i, cells);
      set(cell, Math.max(0, get(cell) - 1));
    }
    return true;
  }

  /// How often it was added at most.
  long count(Object value) {
    Hash hash = Hash.of(name, value);
    long least = highest;
    for (int i = 0; i < hashes; i++) {
      least = Math.min(least, get(hash.cell(i, cells)));
    }
    return least;
  }

  void clear() {
    Arrays.fill(pages, null);
  }

  boolean isLike(BloomFilter other) {
    return hashes == other.hashes
        && cells == other.cells
        && highest == other.highest
        && name.equals(other.name);
  }

  /// A filter of what is in both, which does not count, or in one of them, where counters are
  /// added.
  BloomFilter combined(BloomFilter other, boolean intersect) {
    BloomFilter made = new BloomFilter(hashes, cells, intersect ? 1 : highest, name);
    made.type = type == null ? other.type : type;
    long perPage = (long) PAGE << shift();
    for (int number = 0; number < pages.length; number++) {
      boolean empty = pages[number] == null && other.pages[number] == null;
      long first = number * perPage;
      for (long cell = first; !empty && cell < Math.min(cells, first + perPage); cell++) {
        long a = get(cell);
        long b = other.get(cell);
        long value = intersect ? Math.min(1, Math.min(a, b)) : Math.min(highest, a + b);
        if (value != 0) {
          made.set(cell, value);
        }
      }
    }
    return made;
  }

  /// A number that differs, most likely, when the filter does.
  long state() {
    long state = cells;
    for (int number = 0; number < pages.length; number++) {
      long[] page = pages[number];
      if (page != null) {
        state = state * 31 + number;
        state = state * 31 + Arrays.hashCode(page);
      }
    }
    return state;
  }

  @Override
  public String typeName() {
    return "bloomfilter";
  }

  @Override
  public Opaque copied() {
    BloomFilter twin = new BloomFilter(hashes, cells, highest, name);
    twin.type = type;
    for (int i = 0; i < pages.length; i++) {
      long[] page = pages[i];
      twin.pages[i] = page == null ? null : page.clone();
    }
    return twin;
  }
}
