package org.brood.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.brood.spool.SpoolFolder.Segment;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The worker's end of a spool: numbers batches and appends them to segments. One process at a
/// time, one thread of it.
///
/// A batch is safe from the death of this process as soon as [#append] returns. Nothing is forced
/// to the disk, so a power failure may take the last seconds; numbers that were given before it are
/// never given again, for each start of the machine numbers from far beyond the one before. A
/// writer begins a segment of its own: what an earlier one left torn at the end of another stays as
/// it is, and readers go past it.
public final class SpoolWriter implements AutoCloseable {
  /// How far the numbers of one start of the machine are from those of the next.
  private static final long BOOT_GAP = 1L << 40;

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /// Waits for room in a full spool.
  @FunctionalInterface
  public interface Room {
    /// Waits a moment.
    ///
    /// @param waitedNanos how long the batch waited before
    /// @return whether to go on; the batch is dropped otherwise
    boolean await(long waitedNanos);

    /// Waits for as long as it takes, until the worker is to stop: then five seconds more.
    ///
    /// @param isStopping whether the worker is to stop
    static Room until(BooleanSupplier isStopping) {
      return waitedNanos -> {
        LockSupport.parkNanos(PAUSE_NANOS);
        return waitedNanos < LAST_WAIT_NANOS || !isStopping.getAsBoolean();
      };
    }
  }

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final SpoolFolder folder;
  private final SpoolLimits limits;
  private final RandomId id;
  private final Room room;
  private final FolderLock lock;
  private final Figures figures;
  private long next;
  private @Nullable FileChannel out;
  private long segmentLength;
  private long usedBytes;
  private boolean failing;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

  /// What a spool counts.
  private record Figures(
      LongAdder batches,
      LongAdder bytes,
      LongAdder rows,
      LongAdder droppedRows,
      LongAdder waitedNanos,
      LongAdder failures) {
    static Figures of(Meters meters, String spool) {
      return new Figures(
          meters.counter("brood_spool_batches_total", "Batches appended.", "spool", spool),
          meters.counter("brood_spool_bytes_total", "Bytes appended.", "spool", spool),
          meters.counter("brood_spool_rows_total", "Rows appended.", "spool", spool),
          meters.counter(
              "brood_spool_dropped_rows_total",
              "Rows dropped because the spool was full.",
              "spool",
              spool),
          meters.counter(
              "brood_spool_wait_nanoseconds_total",
              "How long the worker waited for room.",
              "spool",
              spool),
          meters.counter(
              "brood_spool_write_failures_total", "Writes that failed.", "spool", spool));
    }
  }

  private SpoolWriter(
      SpoolFolder folder,
      SpoolLimits limits,
      RandomId id,
      long next,
      FolderLock lock,
      Meters meters,
      Room room)
      throws IOException {
    this.folder = folder;
    this.limits = limits;
    this.id = id;
    this.next = next;
    this.lock = lock;
    this.room = room;
    String name = String.valueOf(folder.path().getFileName());
    this.figures = Figures.of(meters, name);
    this.usedBytes = measure();
  }

  /// Opens a spool, and makes it if it is new.
  ///
  /// @param room asked when the spool is full and the policy is to wait
  /// @throws IOException if the folder can't be used, or another process has it
  public static SpoolWriter open(Path path, SpoolLimits limits, Meters meters, Room room)
      throws IOException {
    FolderLock lock = FolderLock.take(path, "lock");
    SpoolFolder folder = new SpoolFolder(path);
    try {
      if (!Files.exists(folder.id())) {
        SpoolFolder.replace(folder.id(), RandomId.random() + "\n");
      }
      RandomId id = folder.readId();
      return new SpoolWriter(folder, limits, id, firstNumber(folder), lock, meters, room);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// The first number that was certainly never given.
  private static long firstNumber(SpoolFolder folder) throws IOException {
    long next = Math.max(1, SentFile.read(folder.sent()).unsentFrom());
    List<Segment> segments = folder.segments();
    if (!segments.isEmpty()) {
      next = Math.max(next, SegmentReader.numberAfter(segments.getLast()));
    }
    String boot = bootId();
    String known = "";
    long base = 0;
    try {
      String[] words = Files.readString(folder.boot()).strip().split(" ", 2);
      known = words[0];
      base = words.length == 2 ? Long.parseLong(words[1]) : 0;
    } catch (NoSuchFileException e) {
      SpoolFolder.replace(folder.boot(), boot + " " + next);
      return next;
    } catch (NumberFormatException e) {
      // Counts as another start of the machine.
    }
    if (boot.isEmpty() || !known.equals(boot)) {
      next = Math.max(next, base) + BOOT_GAP;
      SpoolFolder.replace(folder.boot(), boot + " " + next);
    }
    return next;
  }

  private static String bootId() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) {
      return "";
    }
  }

  public RandomId id() {
    return id;
  }

  SpoolLimits limits() {
    return limits;
  }

  /// Appends a batch. If the spool is full, or its disk, the policy decides.
  ///
  /// @return whether the batch is in the spool; if not, its rows were counted as dropped
  public boolean append(LogBatch batch) {
    byte[] bytes = batch.toBytes();
    int length = SpoolRecord.HEAD_BYTES + bytes.length;
    long waited = 0;
    while (!(hasRoom(length) && write(bytes, length))) {
      long before = System.nanoTime();
      if (limits.whenFull() == SpoolLimits.WhenFull.DROP || !room.await(waited)) {
        figures.droppedRows.add(batch.rows());
        return false;
      }
      long passed = System.nanoTime() - before;
      waited += passed;
      figures.waitedNanos.add(passed);
    }
    figures.rows.add(batch.rows());
    return true;
  }

  private boolean hasRoom(int length) {
    if (usedBytes + length <= limits.bytes()) {
      return true;
    }
    try {
      usedBytes = measure();
    } catch (IOException e) {
      failed();
      return false;
    }
    return usedBytes + length <= limits.bytes();
  }

  /// Bytes of the segments that the host did not remove yet.
  private long measure() throws IOException {
    long sum = 0;
    for (Segment segment : folder.segments()) {
      try {
        sum += Files.size(segment.file());
      } catch (NoSuchFileException e) {
        // Removed meanwhile.
      }
    }
    return sum;
  }

  private boolean write(byte[] bytes, int length) {
    if (buffer.capacity() < length) {
      buffer = ByteBuffer.allocateDirect(length);
    }
    buffer.clear();
    SpoolRecord.of(next, bytes).put(buffer);
    buffer.put(bytes).flip();
    try {
      FileChannel segment = segment(length);
      while (buffer.hasRemaining()) {
        segment.write(buffer, segmentLength + buffer.position());
      }
    } catch (IOException e) {
      failed();
      return false;
    }
    failing = false;
    segmentLength += length;
    usedBytes += length;
    next++;
    figures.batches.increment();
    figures.bytes.add(length);
    return true;
  }

  private FileChannel segment(int length) throws IOException {
    FileChannel current = out;
    if (current != null && segmentLength > 0 && segmentLength + length > limits.segmentBytes()) {
      out = null;
      current.close();
      current = null;
    }
    if (current == null) {
      current =
          FileChannel.open(
              folder.segment(next).file(),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      out = current;
      segmentLength = 0;
    }
    return current;
  }

  /// Takes back what was written of a batch: the next one comes at the same place.
  private void failed() {
    if (!failing) {
      failing = true;
      figures.failures.increment();
    }
    FileChannel current = out;
    if (current == null) {
      return;
    }
    try {
      current.truncate(segmentLength);
    } catch (IOException e) {
      // It stays as a torn end, which the next write covers.
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel current = out;
    out = null;
    try {
      if (current != null) {
        current.force(true);
        current.close();
      }
    } finally {
      lock.close();
    }
  }
}
