package org.brood.script.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// A `vector`: elements in their plain boxed form; a hole is null.
public final class Vec {
  /// More elements than this are refused: an index of a script gone wrong must not take all memory.
  public static final int MAX_SIZE = 1 << 26;

  private final VectorType type;
  private final ArrayList<@Nullable Object> elements;

  public Vec(VectorType type) {
    this(type, new ArrayList<>());
  }

  private Vec(VectorType type, ArrayList<@Nullable Object> elements) {
    this.type = type;
    this.elements = elements;
  }

  public static Vec of(VectorType type, List<? extends Object> elements) {
    return new Vec(type, new ArrayList<>(elements));
  }

  public VectorType type() {
    return type;
  }

  public int size() {
    return elements.size();
  }

  /// The element, null for a hole and outside of the vector.
  public @Nullable Object get(long index) {
    return index >= 0 && index < elements.size() ? elements.get((int) index) : null;
  }

  /// Sets an element; holes fill the space up to it.
  ///
  /// @return whether the index was acceptable
  public boolean set(long index, @Nullable Object value) {
    if (index < 0 || index >= MAX_SIZE) {
      return false;
    }
    if (index == elements.size()) {
      elements.add(value);
      return true;
    }
    while (elements.size() <= index) {
      elements.add(null);
    }
    elements.set((int) index, value);
    return true;
  }

  public void add(@Nullable Object value) {
    elements.add(value);
  }

  public void insert(int index, @Nullable Object value) {
    elements.add(index, value);
  }

  public @Nullable Object removeAt(int index) {
    return elements.remove(index);
  }

  public void addAll(Vec other) {
    elements.addAll(other.elements);
  }

  public void resize(int size) {
    while (elements.size() > size) {
      elements.removeLast();
    }
    while (elements.size() < size) {
      elements.add(null);
    }
  }

  public void clear() {
    elements.clear();
  }

  /// The elements from one index up to another, both inside of the vector.
  public Vec slice(int from, int to) {
    return new Vec(type, new ArrayList<>(elements.subList(from, to)));
  }

  /// Replaces the elements between two indices by those of another vector.
  public void replace(int from, int to, Vec by) {
    List<@Nullable Object> part = elements.subList(from, to);
    part.clear();
    part.addAll(by.elements);
  }

  public void sort(Comparator<@Nullable Object> order) {
    elements.sort(order);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Vec v && elements.equals(v.elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  @Override
  public String toString() {
    return Describe.text(this, type);
  }
}
