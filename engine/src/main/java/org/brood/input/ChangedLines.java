package org.brood.input;

import java.io.IOException;
import java.util.Arrays;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// What is new and what is gone in a file whose lines are in the order of their bytes, each time
/// that another file takes its place. The one before stays open meanwhile, so nothing of it is kept
/// in memory: both are merged as they are read.
///
/// Of two lines that are equal up to the second tab, the later one replaces the other, which does
/// not count as gone. Lines that begin with `#` are always there.
final class ChangedLines implements Lines {
  private static final byte[] NEWLINE = {'\n'};
  private static final int KEY_TABS = 2;

  private final String path;
  private LineFile now;
  private LineFile before;
  private @Nullable Str nextNow;
  private @Nullable Str nextBefore;
  private boolean merges;
  private boolean gone;

  ChangedLines(String path) {
    this.path = path;
    now = new LineFile(path, NEWLINE);
    before = new LineFile(path, NEWLINE);
  }

  @Override
  public boolean isOpen() {
    return now.isOpen();
  }

  @Override
  public boolean open() {
    LineFile fresh = new LineFile(path, NEWLINE);
    if (!fresh.open()) {
      return false;
    }
    before.close();
    before = now;
    now = fresh;
    merges = false;
    return true;
  }

  @Override
  public Change change() {
    return now.change();
  }

  @Override
  public @Nullable Str next(boolean partial) throws IOException {
    gone = false;
    if (!before.isOpen()) {
      return now.next(partial);
    }
    if (!merges) {
      before.rewind();
      nextBefore = before.next(partial);
      nextNow = now.next(partial);
      merges = true;
    }
    return merged(partial);
  }

  private @Nullable Str merged(boolean partial) throws IOException {
    while (true) {
      Str fresh = nextNow;
      Str old = nextBefore;
      if (old != null && isRemark(old)) {
        nextBefore = before.next(partial);
        continue;
      }
      if (old == null || fresh != null && isRemark(fresh)) {
        nextNow = fresh == null ? null : now.next(partial);
        return fresh;
      }
      int order = fresh == null ? 1 : compare(fresh, old);
      if (order > 0) {
        nextBefore = before.next(partial);
        gone = true;
        return old;
      }
      nextNow = now.next(partial);
      if (order < 0) {
        return fresh;
      }
      nextBefore = before.next(partial);
      if (fresh != null && !fresh.equals(old)) {
        return fresh;
      }
    }
  }

  private static boolean isRemark(Str line) {
    return !line.isEmpty() && line.at(0) == '#';
  }

  private static int compare(Str one, Str other) {
    return Arrays.compareUnsigned(
        one.bytes(), 0, keyLength(one), other.bytes(), 0, keyLength(other));
  }

  private static int keyLength(Str line) {
    int tabs = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.at(i) == '\t' && ++tabs == KEY_TABS) {
        return i;
      }
    }
    return line.length();
  }

  @Override
  public boolean isGone() {
    return gone;
  }

  @Override
  public void close() {
    now.close();
    before.close();
  }
}
