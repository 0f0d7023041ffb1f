package org.brood.script.value;

import java.util.Arrays;

/// The index of a table with several index columns. The parts are never changed after the key is
/// made.
public final class Key {
  private final Object[] parts;
  private final int hash;

  public Key(Object... parts) {
    this.parts = parts;
    this.hash = Arrays.hashCode(parts);
  }

  public int size() {
    return parts.length;
  }

  public Object part(int column) {
    return parts[column];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key k && hash == k.hash && Arrays.equals(parts, k.parts);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
