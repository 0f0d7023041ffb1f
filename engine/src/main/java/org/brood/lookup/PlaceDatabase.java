package org.brood.lookup;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.brood.script.value.Addr;
import org.jspecify.annotations.Nullable;

/// A file of facts about networks in MaxMind's DB format, version 2.0, which is opened anew when it
/// changes or another file takes its name.
///
/// The whole file is held in memory: what is mapped must not be cut short, and nobody can promise
/// that of a file that others write. No file over 1 GiB is opened.
public final class PlaceDatabase {
  private static final long MAX_BYTES = 1L << 30;

  /// How many messages there are at most, and for how many seconds this holds.
  private static final int MAX_NOTES = 20;

  private static final double NOTES_SECONDS = 300;

  private static final String UNREADABLE = "Error opening the specified MaxMind DB file";
  private static final String BAD_METADATA = "The MaxMind DB file contains invalid metadata";
  private static final String BAD_DATA =
      "The MaxMind DB file's data section contains bad data (unknown data type or corrupt data)";
  private static final String ONLY_V4 =
      "You attempted to look up an IPv6 address in an IPv4-only database";

  private final Consumer<String> notes;
  private final double checkSeconds;

  private String path = "";
  private @Nullable Reader reader;
  private @Nullable Object key;
  private @Nullable FileTime modified;
  private double lastCheck;
  private double notesSince;
  private int noteCount;

  /// @param checkSeconds how long it is not asked again whether the file has changed; never if
  ///   negative
  /// @param notes takes messages, 20 in five minutes at most
  public PlaceDatabase(double checkSeconds, Consumer<String> notes) {
    this.checkSeconds = checkSeconds;
    this.notes = notes;
  }

  /// Opens a file, in place of one that is open.
  ///
  /// @param now network time in seconds
  /// @return whether it is open now
  public boolean open(String file, double now) {
    path = file;
    close();
    Path where;
    BasicFileAttributes attributes;
    try {
      where = Path.of(file);
      attributes = Files.readAttributes(where, BasicFileAttributes.class);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
    key = attributes.fileKey();
    modified = attributes.lastModifiedTime();
    try {
      if (attributes.size() > MAX_BYTES) {
        throw new IOException("too large");
      }
      reader = new Reader(where.toFile(), Reader.FileMode.MEMORY, new CHMCache());
      return true;
    } catch (InvalidDatabaseException e) {
      note("Failed to open MaxMind DB: " + file + " [" + BAD_METADATA + "]", now);
    } catch (IOException | RuntimeException e) {
      // The library checks little of what the file says about itself.
      note("Failed to open MaxMind DB: " + file + " [" + UNREADABLE + "]", now);
    }
    return false;
  }

  /// Opens the first of several files that can be opened, unless one was chosen before; that one is
  /// opened anew when it has changed.
  ///
  /// @return whether a file is open now
  public boolean ensure(List<String> candidates, double now) {
    if (path.isEmpty()) {
      return candidates.stream().anyMatch(file -> open(file, now));
    }
    if (reader == null) {
      return open(path, now);
    }
    if (!isStale(now)) {
      return true;
    }
    note("Closing stale MaxMind DB [" + path + "]", now);
    return open(path, now);
  }

  private boolean isStale(double now) {
    if (checkSeconds < 0 || now - lastCheck < checkSeconds) {
      return false;
    }
    lastCheck = now;
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
    } catch (IOException e) {
      return true;
    }
    boolean replaced = !Objects.equals(key, attributes.fileKey());
    if (!replaced && Objects.equals(modified, attributes.lastModifiedTime())) {
      return false;
    }
    String what = replaced ? "Inode" : "Modification time";
    note(what + " change detected for MaxMind DB [" + path + "]", now);
    return true;
  }

  /// What the file says about an address: maps, lists, texts and numbers; empty if nothing.
  public Map<?, ?> find(Addr address, double now) {
    Reader open = reader;
    if (open == null) {
      return Map.of();
    }
    if (!address.isV4() && open.getMetadata().ipVersion() == 4) {
      note("MaxMind DB lookup location error [" + ONLY_V4 + "]", now);
      return Map.of();
    }
    try {
      Map<?, ?> found = open.get(InetAddress.getByAddress(address.toBytes()), Map.class);
      return found == null ? Map.of() : found;
    } catch (IOException | RuntimeException e) {
      // Broken data show as any of these.
      note("MaxMind DB error [" + BAD_DATA + "]", now);
      close();
      return Map.of();
    }
  }

  private void close() {
    Reader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It holds no file.
      }
    }
  }

  private void note(String text, double now) {
    if (now > notesSince + NOTES_SECONDS) {
      noteCount = 0;
      notesSince = now;
    }
    if (noteCount < MAX_NOTES) {
      noteCount++;
      notes.accept(text);
    }
  }
}
