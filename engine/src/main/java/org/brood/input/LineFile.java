package org.brood.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// A file that is read piece by piece, up to a separator each, and may grow, change or go away.
final class LineFile implements Lines {
  private static final int BLOCK = 1 << 16;

  private final Path path;
  private final Pieces pieces;
  private @Nullable SeekableByteChannel channel;
  private @Nullable Object key;
  private long modified;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);

  LineFile(String path, byte[] separator) {
    this.path = toPath(path);
    this.pieces = new Pieces(separator);
  }

  private static Path toPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      return Path.of("/dev/null/no-such-file");
    }
  }

  @Override
  public boolean isOpen() {
    return channel != null;
  }

  /// Opens the file, from its beginning; anew if it is open.
  @Override
  public boolean open() {
    close();
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      channel = Files.newByteChannel(path);
      key = attributes.fileKey();
      modified = attributes.lastModifiedTime().toMillis();
      return !attributes.isDirectory() || closed();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean closed() {
    close();
    return false;
  }

  @Override
  public Change change() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!Objects.equals(key, attributes.fileKey())) {
        return Change.REPLACED;
      }
      long now = attributes.lastModifiedTime().toMillis();
      boolean same = now == modified;
      modified = now;
      return same ? Change.NONE : Change.CHANGED;
    } catch (IOException e) {
      return Change.MISSING;
    }
  }

  /// Goes back to the beginning.
  void rewind() throws IOException {
    seek(0);
    block.clear().limit(0);
    pieces.clear();
  }

  /// Moves on; negative from the end, where -1 is the end itself.
  void seek(long offset) throws IOException {
    SeekableByteChannel c = channel;
    if (c != null) {
      c.position(Math.max(0, offset >= 0 ? offset : c.size() + offset + 1));
    }
  }

  /// The next piece without its separator.
  ///
  /// @param partial whether the end of the file ends a piece too
  /// @return null at the end
  @Override
  public @Nullable Str next(boolean partial) throws IOException {
    SeekableByteChannel c = channel;
    if (c == null) {
      return null;
    }
    while (true) {
      while (block.hasRemaining()) {
        if (pieces.add(block)) {
          return pieces.take();
        }
      }
      block.clear();
      int got = c.read(block);
      block.flip();
      if (got <= 0) {
        return partial && !pieces.isEmpty() ? pieces.take() : null;
      }
    }
  }

  @Override
  public void close() {
    SeekableByteChannel c = channel;
    if (c != null) {
      try {
        c.close();
      } catch (IOException e) {
        // Nothing was written: there is nothing to lose.
      }
    }
    channel = null;
    block.clear().limit(0);
    pieces.clear();
  }
}
