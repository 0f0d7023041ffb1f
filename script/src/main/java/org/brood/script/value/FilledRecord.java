package org.brood.script.value;

import org.brood.script.type.RecordType;
import org.jspecify.annotations.Nullable;

/// A record of which some fields are there only when somebody asks: whoever made it has their
/// values too, and gives them when a script first reads them. Until then it may take them out
/// again, and no script can tell.
///
/// These are the two `endpoint` of a `connection`, of which most connections that are silent for
/// long are never asked.
public abstract class FilledRecord extends Record {
  private @Nullable Filler filler;

  /// Bits of the fields that scripts have seen or set.
  private int taken;

  protected FilledRecord(RecordType type) {
    super(type);
  }

  /// Gives a field of which there is no value here.
  @FunctionalInterface
  public interface Filler {
    @Nullable Object fill(FilledRecord record, int slot);
  }

  /// Whether a field of a record type is one of these.
  public static boolean isFilled(RecordType type, int slot) {
    return slot < Integer.SIZE
        && type.name().equals("connection")
        && type.field(slot).type() instanceof RecordType field
        && field.name().equals("endpoint");
  }

  public final void fillFrom(Filler from) {
    filler = from;
  }

  /// The field as it is here, which does not count as read.
  public abstract @Nullable Object peek(int slot);

  /// Sets the field, which does not count as a script's doing; null takes it out.
  public abstract void poke(int slot, @Nullable Object value);

  /// Whether a script has seen or set the field.
  public final boolean isTaken(int slot) {
    return (taken & 1 << slot) != 0;
  }

  /// For generated classes: a script reads the field.
  protected final @Nullable Object take(@Nullable Object value, int slot) {
    Object given = value;
    Filler from = filler;
    if (given == null && from != null) {
      given = from.fill(this, slot);
      poke(slot, given);
    }
    taken |= 1 << slot;
    return given;
  }

  /// For generated classes: a script sets the field.
  protected final void given(@Nullable Object value, int slot) {
    taken |= 1 << slot;
    poke(slot, value);
  }
}
