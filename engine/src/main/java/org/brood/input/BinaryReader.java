package org.brood.input;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// A file as chunks of bytes.
final class BinaryReader implements Reader {
  private static final int LARGEST_CHUNK = 1 << 24;

  private final Source source;
  private final Feed feed;
  private final String path;
  private final ByteBuffer chunk;
  private @Nullable SeekableByteChannel channel;
  private @Nullable FileTime modified;
  private boolean fresh;

  BinaryReader(Source source, Feed feed) {
    this.source = source;
    this.feed = feed;
    this.path = source.path("InputBinary::path_prefix");
    long size = source.events().count("InputBinary::chunk_size", 1024);
    this.chunk = ByteBuffer.allocateDirect(Math.clamp(size, 1, LARGEST_CHUNK));
  }

  @Override
  public void open() throws ReadFailed {
    begin();
    fresh = true;
  }

  private void begin() throws ReadFailed {
    close();
    try {
      Path at = Path.of(path);
      channel = Files.newByteChannel(at);
      modified = Files.getLastModifiedTime(at);
    } catch (IOException | InvalidPathException e) {
      feed.error(Feed.Place.NONE, "Init: cannot open " + path);
      throw new ReadFailed();
    }
  }

  @Override
  public void update(boolean forced) throws ReadFailed {
    if (!fresh && source.mode() != Source.Mode.STREAM) {
      if (source.mode() == Source.Mode.REREAD && !forced && !isChanged()) {
        return;
      }
      begin();
    }
    fresh = false;
    try {
      readAll();
    } catch (IOException e) {
      feed.error(Feed.Place.NONE, path + ": " + e.getMessage());
      throw new ReadFailed();
    }
    if (source.mode() != Source.Mode.STREAM) {
      feed.end();
    }
  }

  private boolean isChanged() {
    try {
      return !Files.getLastModifiedTime(Path.of(path)).equals(modified);
    } catch (IOException e) {
      return false;
    }
  }

  private void readAll() throws IOException {
    SeekableByteChannel c = channel;
    while (c != null) {
      chunk.clear();
      int got = c.read(chunk);
      if (got <= 0) {
        return;
      }
      chunk.flip();
      if (source.columns().isEmpty()) {
        feed.data(MemorySegment.ofBuffer(chunk), got);
      } else {
        byte[] bytes = new byte[got];
        chunk.get(bytes);
        feed.row(new @Nullable Object[] {Str.wrap(bytes)}, Feed.Place.NONE);
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
  }
}
