package org.brood.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.brood.script.value.ByteSink;
import org.brood.spool.StoreState.Entry;
import org.brood.spool.StoreState.LogFile;
import org.brood.spool.StoreState.Progress;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The logger's files, and the journal that makes each batch count once.
///
/// [#append] only remembers. [#commit] writes the rows, forces the files to the disk, then writes
/// their lengths and the last number of each spool to the journal and forces that; only then may
/// senders be told. When a store opens, each file is cut back to the length in the journal, so that
/// what came after is as if it had never come, and it comes again. A failure, such as a full disk,
/// is treated like a death: the store opens again at the next commit.
///
/// A file has rows of one schema. Rows of a new one make the file turn; rows of a schema that was
/// there before, as when half of the workers run a new program, go to a file beside.
///
/// One thread owns it.
public final class LogStore implements AutoCloseable {
  /// How many files may grow at a time; batches for more are refused.
  static final int MAX_FILES = 10_000;

  private static final String LOG = ".log";
  private static final int SIDE_DIGITS = 8;

  private final LogStoreSettings settings;
  private final FolderLock lock;
  private final InstantSource clock;
  private final RotationNames names;
  private final Consumer<String> say;
  private final Meters meters;
  private final Figures figures;
  private final long startSeconds;
  private final List<Received> received = new ArrayList<>();
  private final Map<RandomId, Long> receivedLast = new HashMap<>();
  private final Map<RowsOf, OpenFile> files = new HashMap<>();
  private final Map<String, OpenFile> mains = new HashMap<>();

  /// Schemas that were followed by newer ones since files turned last.
  private final Set<RowsOf> earlier = new HashSet<>();

  private long receivedBytes;
  private long intervalStart;
  private long nextRotation;
  private boolean failing;
  private RandomId id = new RandomId(0, 0);
  private @Nullable StoreJournal journal;

  private record Received(RandomId origin, long sequence, LogBatch batch) {}

  /// What a file has rows of.
  private record RowsOf(String path, long schemaHash) {}

  /// A file that grows, with what is to be written to it.
  private static final class OpenFile {
    final LogFile file;
    final Compression compression;
    LogSchema schema;
    final ByteSink rows = new ByteSink(1 << 12);
    long length;

    OpenFile(LogFile file, LogSchema schema, long length) {
      this.file = file;
      this.compression = Compression.of(file.name());
      this.schema = schema;
      this.length = length;
    }

    RowsOf key() {
      return new RowsOf(file.path(), file.schemaHash());
    }
  }

  private record Figures(
      LongAdder batches,
      LongAdder rows,
      LongAdder bytes,
      LongAdder doubles,
      LongAdder refused,
      LongAdder commits,
      LongAdder failures,
      LongAdder rotations) {
    static Figures of(Meters meters) {
      return new Figures(
          meters.counter("brood_log_batches_total", "Batches written and on the disk."),
          meters.counter("brood_log_rows_total", "Rows written and on the disk."),
          meters.counter("brood_log_bytes_total", "Bytes written and on the disk."),
          meters.counter("brood_log_doubles_total", "Batches that came again."),
          meters.counter("brood_log_refused_total", "Batches whose path can't be a file."),
          meters.counter("brood_log_commits_total", "Commits."),
          meters.counter("brood_log_commit_failures_total", "Commits that failed."),
          meters.counter("brood_log_rotations_total", "Files that turned."));
    }
  }

  private LogStore(
      LogStoreSettings settings,
      FolderLock lock,
      InstantSource clock,
      Meters meters,
      Consumer<String> say) {
    this.settings = settings;
    this.lock = lock;
    this.clock = clock;
    this.names = new RotationNames(settings);
    this.say = say;
    this.meters = meters;
    this.figures = Figures.of(meters);
    this.startSeconds = seconds();
    this.intervalStart = startSeconds;
    this.nextRotation = names.endOfInterval(startSeconds);
  }

  /// Opens the files of a logger, and makes the folder if it is new.
  ///
  /// @param say told, once each, of what somebody should look at
  /// @throws IOException if the folder can't be used or the journal is damaged
  public static LogStore open(
      LogStoreSettings settings, InstantSource clock, Meters meters, Consumer<String> say)
      throws IOException {
    FolderLock lock = FolderLock.take(settings.folder(), ".lock");
    try {
      LogStore store = new LogStore(settings, lock, clock, meters, say);
      store.recover();
      return store;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /// Whether a logger has ever written there.
  public static boolean exists(LogStoreSettings settings) {
    return Files.exists(settings.journal());
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  /// The id of these files, which a sender remembers its batches by.
  public RandomId id() {
    return id;
  }

  // ---- opening

  private void recover() throws IOException {
    closeJournal();
    Files.createDirectories(settings.currentFolder());
    Files.createDirectories(settings.rotatedFolder());
    files.clear();
    mains.clear();
    StoreJournal opened = StoreJournal.open(settings.journal());
    try {
      for (Progress progress : opened.state().files()) {
        if (progress.target() == null) {
          cutBack(opened, progress);
        } else {
          finishMove(opened, progress, progress.target());
        }
      }
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    RandomId named = opened.state().id();
    id = named == null ? id : named;
    journal = opened;
    for (OpenFile file : List.copyOf(files.values())) {
      if (file.compression != settings.current()) {
        turn(opened, file, seconds()); // The setting was changed.
      }
    }
  }

  private void cutBack(StoreJournal opened, Progress progress) throws IOException {
    LogFile file = progress.file();
    Path path = current(file);
    long size = Files.exists(path) ? Files.size(path) : 0;
    if (size < progress.length()) {
      say.accept(
          "%s has %d bytes less than were written".formatted(path, progress.length() - size));
    } else if (size > progress.length()) {
      truncate(path, progress.length());
    }
    long length = Math.min(size, progress.length());
    if (length == 0) {
      Files.deleteIfExists(path);
      opened.commit(List.of(new Entry.Gone(file.number())));
      return;
    }
    // What the rows are is known again with the next batch; until then, the hash is enough.
    OpenFile open = new OpenFile(file, unknown(file), length);
    files.put(open.key(), open);
    if (!file.isSide()) {
      mains.put(file.path(), open);
    }
  }

  private static LogSchema unknown(LogFile file) {
    return new LogSchema("", "", "", new byte[0], -1, file.footer(), file.closeAt());
  }

  private static void truncate(Path path, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(true);
    }
  }

  private Path current(LogFile file) {
    return settings.currentFolder().resolve(file.name());
  }

  // ---- batches

  /// Takes a batch, to be written with the next commit.
  ///
  /// @param origin the id that its number counts in
  /// @param sequence its number; numbers of an origin only go up
  /// @return whether it is new; if not, it is on the disk already or will be with the next commit
  /// @throws IOException if the files can't be opened again after a failure
  public boolean append(RandomId origin, long sequence, LogBatch batch) throws IOException {
    StoreJournal open = journal();
    Long waiting = receivedLast.get(origin);
    if (sequence <= (waiting == null ? open.state().seen(origin) : waiting)) {
      figures.doubles.increment();
      return false;
    }
    receivedLast.put(origin, sequence);
    received.add(new Received(origin, sequence, batch));
    receivedBytes += batch.text().length;
    return true;
  }

  /// How many bytes of rows wait for the next commit.
  public long pendingBytes() {
    return receivedBytes;
  }

  /// Writes what was appended, so that it outlives a power failure.
  ///
  /// @throws IOException if that can't be done. Then nothing of it counts: whoever sent it must
  ///   send again, in order, before anything else of that origin is appended
  public void commit() throws IOException {
    if (received.isEmpty()) {
      return;
    }
    try {
      Commit commit = new Commit(journal());
      for (Received one : received) {
        commit.add(one);
      }
      commit.write();
      works();
    } catch (IOException | RuntimeException e) {
      fail(e);
      throw e;
    } finally {
      received.clear();
      receivedLast.clear();
      receivedBytes = 0;
    }
  }

  private StoreJournal journal() throws IOException {
    if (journal == null) {
      try {
        recover();
      } catch (IOException e) {
        fail(e);
        throw e;
      }
    }
    return java.util.Objects.requireNonNull(journal);
  }

  private void works() {
    if (failing) {
      failing = false;
      say.accept("logs can be written again");
    }
  }

  private void fail(Exception e) {
    figures.failures.increment();
    if (!failing) {
      failing = true;
      say.accept("logs can't be written, senders keep their rows: " + e);
    }
    try {
      closeJournal();
    } catch (IOException closing) {
      e.addSuppressed(closing);
    }
  }

  /// Batches on their way into files and journal.
  private final class Commit {
    private final StoreJournal open;
    private final Map<RandomId, Long> seen = new LinkedHashMap<>();
    private final Set<OpenFile> grown = new LinkedHashSet<>();
    private long batches;
    private long rows;

    Commit(StoreJournal open) {
      this.open = open;
    }

    void add(Received one) throws IOException {
      OpenFile file = file(one.batch());
      seen.put(one.origin(), one.sequence());
      batches++;
      if (file == null) {
        figures.refused.increment();
        return;
      }
      file.rows.put(one.batch().text());
      grown.add(file);
      rows += one.batch().rows();
      meters
          .counter("brood_log_path_rows_total", "Rows received.", "path", one.batch().path())
          .add(one.batch().rows());
    }

    private @Nullable OpenFile file(LogBatch batch) throws IOException {
      RowsOf key = new RowsOf(batch.path(), batch.schema().hash());
      OpenFile known = files.get(key);
      if (known != null) {
        known.schema = batch.schema();
        return known;
      }
      if (files.size() >= MAX_FILES || !isFit(batch.path())) {
        return null;
      }
      OpenFile main = mains.get(batch.path());
      if (main == null) {
        return create(open, batch, key, Math.max(startSeconds, intervalStart));
      }
      if (!earlier.contains(key)) {
        write();
        turn(open, main, seconds());
        earlier.add(main.key());
      }
      return create(open, batch, key, seconds());
    }

    /// Brings everything that was added to the disk.
    void write() throws IOException {
      if (seen.isEmpty()) {
        return;
      }
      List<Entry> entries = new ArrayList<>();
      long bytes = 0;
      for (OpenFile file : grown) {
        long before = file.length;
        grow(file);
        bytes += file.length - before;
        entries.add(new Entry.Grown(file.file.number(), file.length));
      }
      seen.forEach((origin, last) -> entries.add(new Entry.Seen(origin, last)));
      open.commit(entries);
      figures.commits.increment();
      figures.batches.add(batches);
      figures.rows.add(rows);
      figures.bytes.add(bytes);
      seen.clear();
      grown.clear();
      batches = 0;
      rows = 0;
    }
  }

  private boolean isFit(String path) {
    if (!LogPath.isFit(path)) {
      return false;
    }
    try {
      return settings.currentFolder().resolve(path).startsWith(settings.currentFolder());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  // ---- files

  private OpenFile create(StoreJournal open, LogBatch batch, RowsOf key, long openedSeconds)
      throws IOException {
    boolean isSide = mains.containsKey(batch.path());
    String base = batch.path();
    if (isSide) {
      base += "-" + HexFormat.of().toHexDigits(key.schemaHash()).substring(0, SIDE_DIGITS);
    }
    LogFile file =
        new LogFile(
            open.state().nextNumber(),
            base + LOG + settings.current().ending(),
            batch.path(),
            isSide,
            key.schemaHash(),
            openedSeconds,
            batch.schema().footer(),
            batch.schema().closeAt());
    Path path = current(file);
    Files.createDirectories(parent(path));
    if (Files.exists(path)) {
      long changed = Files.getLastModifiedTime(path).to(TimeUnit.SECONDS);
      move(path, names.target(base, changed, changed, settings.current()));
      say.accept(path + " was not known to the journal: it was put aside");
    }
    open.commit(List.of(new Entry.Opened(file)));
    OpenFile made = new OpenFile(file, batch.schema(), 0);
    files.put(key, made);
    if (!isSide) {
      mains.put(batch.path(), made);
    }
    return made;
  }

  private static Path parent(Path path) {
    return java.util.Objects.requireNonNull(path.getParent());
  }

  /// Appends the rows that wait to their file, and forces it to the disk.
  private void grow(OpenFile file) throws IOException {
    Path path = current(file.file);
    boolean isNew = file.length == 0;
    try (FileChannel out =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long size = out.size();
      if (size < file.length) {
        say.accept("%s lost %d bytes".formatted(path, file.length - size));
        file.length = size;
      }
      ByteSink bytes = file.rows;
      if (file.length == 0) {
        bytes = new ByteSink(file.rows.length() + 512);
        bytes.put(file.schema.header(names.stamp(file.file.openedSeconds())));
        bytes.put(file.rows.array(), 0, file.rows.length());
      }
      append(out, file, bytes.toBytes());
    }
    file.rows.clear();
    if (isNew) {
      SpoolFolder.sync(parent(path));
    }
  }

  private void append(FileChannel out, OpenFile file, byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    ByteBuffer member = ByteBuffer.wrap(file.compression.member(bytes));
    long at = file.length;
    while (member.hasRemaining()) {
      at += out.write(member, at);
    }
    if (out.size() > at) {
      out.truncate(at);
    }
    out.force(false);
    file.length = at;
  }

  // ---- rotation

  /// Ends a file without rows that wait, and moves it to those of the past.
  private void turn(StoreJournal open, OpenFile file, long closedSeconds) throws IOException {
    LogFile turned = file.file;
    Path path = current(turned);
    if (Files.exists(path)) {
      try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
        append(out, file, file.schema.footer(names.stamp(closedSeconds)));
      }
      String base = turned.name().substring(0, turned.name().lastIndexOf(LOG));
      String target = names.target(base, turned.openedSeconds(), closedSeconds, file.compression);
      open.commit(List.of(new Entry.Rotating(turned.number(), file.length, target)));
      move(path, target);
      figures.rotations.increment();
    }
    open.commit(List.of(new Entry.Gone(turned.number())));
    files.remove(file.key());
    mains.remove(turned.path(), file);
  }

  private void move(Path path, String target) throws IOException {
    Path to = settings.rotatedFolder().resolve(target);
    Files.createDirectories(parent(to));
    Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
    SpoolFolder.sync(parent(to));
    SpoolFolder.sync(parent(path));
  }

  private void finishMove(StoreJournal opened, Progress progress, String target)
      throws IOException {
    Path path = current(progress.file());
    if (Files.exists(path) && !Files.exists(settings.rotatedFolder().resolve(target))) {
      truncate(path, progress.length());
      move(path, target);
    }
    opened.commit(List.of(new Entry.Gone(progress.file().number())));
  }

  /// Lets files turn whose time has come. To be called about once a second, between commits.
  ///
  /// @return whether files turned
  /// @throws IOException if the disk does not do it; nothing is lost
  public boolean tick() throws IOException {
    long now = seconds();
    StoreJournal open = journal();
    while (nextRotation <= now) {
      intervalStart = nextRotation;
      nextRotation = names.endOfInterval(intervalStart);
      earlier.clear();
    }
    boolean turned = false;
    for (OpenFile file : List.copyOf(files.values())) {
      long end = names.endOfInterval(file.file.openedSeconds());
      if (end <= now) {
        turned = true;
        turnOrFail(open, file, end);
      }
    }
    return turned;
  }

  private void turnOrFail(StoreJournal open, OpenFile file, long closedSeconds) throws IOException {
    try {
      turn(open, file, closedSeconds);
    } catch (IOException | RuntimeException e) {
      fail(e);
      throw e;
    }
  }

  /// Lets all files turn now, as at the end of a cluster.
  public void turnAll() throws IOException {
    commit();
    StoreJournal open = journal();
    for (OpenFile file : List.copyOf(files.values())) {
      turnOrFail(open, file, seconds());
    }
  }

  /// Closes the files as they are: they go on when the store opens again.
  @Override
  public void close() throws IOException {
    try (lock) {
      closeJournal();
    }
  }

  private void closeJournal() throws IOException {
    StoreJournal open = journal;
    journal = null;
    if (open != null) {
      open.close();
    }
  }
}
