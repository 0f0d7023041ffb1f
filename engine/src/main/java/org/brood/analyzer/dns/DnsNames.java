package org.brood.analyzer.dns;

import java.lang.foreign.ValueLayout;
import org.brood.bytes.ByteCursor;
import org.brood.script.value.Str;

/// Reads names, compressed or not (RFC 1035, section 4.1.4).
///
/// A name is labels, each with its length before it, and ends with an empty label, or with a
/// pointer to where it goes on. A pointer must point before itself, and the part that it points to
/// ends where the pointer is, so that no chain of pointers is endless.
final class DnsNames {
  private final ByteCursor in;
  private final long maxDepth;
  private final boolean longLabels;
  private final DnsNotes notes;
  private byte[] text = new byte[DnsLimits.MAX_NAME];
  private int length;
  private int room;

  /// @param longLabels whether labels may have more than 63 bytes
  DnsNames(ByteCursor in, long maxDepth, boolean longLabels, DnsNotes notes) {
    this.in = in;
    this.maxDepth = maxDepth;
    this.longLabels = longLabels;
    this.notes = notes;
  }

  /// Reads the name at the position, in lower case.
  Str lower() {
    return read(DnsLimits.MAX_NAME, true);
  }

  /// Reads the name at the position. Parts that it points to are in lower case all the same.
  Str original() {
    return read(DnsLimits.MAX_NAME, false);
  }

  /// Reads the name of an algorithm at the position, in lower case.
  Str algorithm() {
    return read(DnsLimits.MAX_ALGORITHM_NAME, true);
  }

  private Str read(int most, boolean lower) {
    if (text.length < most) {
      text = new byte[most];
    }
    length = 0;
    room = most;
    in.position(labels(in.position(), in.limit(), lower, 0));
    return Str.copyOf(text, 0, length);
  }

  private int at(int position) {
    return Byte.toUnsignedInt(
        in.segment().get(ValueLayout.JAVA_BYTE, in.address() - in.position() + position));
  }

  /// Appends labels from `position` on.
  ///
  /// @return where reading ended
  private int labels(int from, int end, boolean lower, int depth) {
    if (depth > maxDepth) {
      notes.weird("DNS_max_compression_chain_depth_exceeded");
      return from;
    }
    int begin = length;
    int position = from;
    while (position < end) {
      int size = at(position++);
      if (position >= end || size == 0) {
        break;
      }
      if ((size & DnsLimits.POINTER) == DnsLimits.POINTER) {
        follow((size & ~DnsLimits.POINTER) << 8 | at(position), position - 1, depth);
        position++;
        break;
      }
      if (size > end - position) {
        notes.weird("DNS_label_len_gt_pkt");
        position = end;
        break;
      }
      if (size > DnsLimits.MAX_LABEL && !longLabels) {
        notes.weird("DNS_label_too_long");
        break;
      }
      if (size >= room) {
        notes.weird("DNS_label_len_gt_name_len");
        break;
      }
      append(position, size);
      position += size;
    }
    finish(begin, lower);
    return position;
  }

  private void follow(int target, int pointer, int depth) {
    if (target >= pointer) {
      notes.weird("DNS_label_forward_compress_offset");
    } else {
      labels(target, pointer, true, depth + 1);
    }
  }

  private void append(int position, int size) {
    for (int i = 0; i < size; i++) {
      text[length++] = (byte) at(position + i);
    }
    text[length++] = '.';
    room -= size + 1;
  }

  /// Takes off the last dot.
  private void finish(int begin, boolean lower) {
    int size = length - begin;
    if (size >= DnsLimits.LONG_NAME) {
      notes.weird("DNS_NAME_too_long");
    }
    if (size >= 2 && text[length - 1] == '.') {
      length--;
    }
    if (lower) {
      lower(text, begin, length);
    }
  }

  /// Puts ASCII letters into lower case.
  static void lower(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] >= 'A' && text[i] <= 'Z') {
        text[i] = (byte) (text[i] + 'a' - 'A');
      }
    }
  }
}
