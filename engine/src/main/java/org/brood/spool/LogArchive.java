package org.brood.spool;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The files of the past: compresses what turned, runs the post-processor, and removes what is too
/// old or too much.
///
/// A file that turned lies below `.rotated` until it is done; what lies there is the list of work,
/// so that nothing is forgotten when the process dies. A post-processor may then see a file again.
/// One thread owns it, which may be another one than that of the store.
public final class LogArchive {
  private static final long POSTPROCESSOR_MINUTES = 10;
  private static final int DAY_LENGTH = "yyyy-MM-dd".length();

  private final LogStoreSettings settings;
  private final InstantSource clock;
  private final RotationNames names;
  private final Consumer<String> say;
  private final LongAdder archived;
  private final LongAdder failures;
  private final LongAdder postprocessorFailures;
  private final LongAdder removed;
  private boolean failing;

  /// @param say told, once each, of what somebody should look at
  public LogArchive(
      LogStoreSettings settings, InstantSource clock, Meters meters, Consumer<String> say) {
    this.settings = settings;
    this.clock = clock;
    this.names = new RotationNames(settings);
    this.say = say;
    this.archived = meters.counter("brood_log_archived_total", "Files of the past that are done.");
    this.failures = meters.counter("brood_log_archive_failures_total", "Attempts that failed.");
    this.postprocessorFailures =
        meters.counter("brood_log_postprocessor_failures_total", "Post-processors that failed.");
    this.removed =
        meters.counter("brood_log_removed_files_total", "Files removed as too old or too much.");
  }

  /// Does what there is to do.
  public void run() throws InterruptedException {
    try {
      for (String name : filesBelow(settings.rotatedFolder())) {
        archive(name);
      }
      retain();
      failing = false;
    } catch (IOException | java.io.UncheckedIOException e) {
      failures.increment();
      if (!failing) {
        failing = true;
        say.accept("logs of the past can't be put away, it is tried again: " + e);
      }
    }
  }

  private static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  // ---- putting away

  private void archive(String name) throws IOException, InterruptedException {
    Path from = settings.rotatedFolder().resolve(name);
    boolean isCompressed = name.endsWith(".gz") || name.endsWith(".zst");
    Compression how = isCompressed ? Compression.NONE : settings.archived();
    Path to = settings.folder().resolve(name + how.ending());
    Path folder = java.util.Objects.requireNonNull(to.getParent());
    Files.createDirectories(folder);
    if (!Files.exists(to)) {
      Path made = folder.resolve("." + to.getFileName() + ".new");
      copy(from, made, how);
      Files.setLastModifiedTime(made, Files.getLastModifiedTime(from));
      Files.move(made, to, StandardCopyOption.ATOMIC_MOVE);
      SpoolFolder.sync(folder);
    }
    postprocess(name, to);
    Files.delete(from);
    archived.increment();
  }

  private void copy(Path from, Path made, Compression how) throws IOException {
    if (how == Compression.NONE) {
      Files.deleteIfExists(made);
      try {
        Files.createLink(made, from);
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Not every volume has links.
      }
    }
    try (InputStream in = Files.newInputStream(from);
        FileChannel channel =
            FileChannel.open(
                made,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      try (OutputStream out = how.over(new KeptOpen(channel))) {
        in.transferTo(out);
      }
      channel.force(true);
    }
  }

  /// A channel as a stream whose end is not the channel's.
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(FileChannel channel) {
      super(Channels.newOutputStream(channel));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private void postprocess(String name, Path file) throws InterruptedException {
    if (settings.postprocessor().isEmpty()) {
      return;
    }
    RotationNames.Described what = names.describe(name);
    List<String> command =
        List.of(
            "/bin/sh",
            "-c",
            settings.postprocessor() + " \"$@\"",
            "brood",
            file.toString(),
            what.path(),
            what.opened(),
            what.closed(),
            "0",
            "ascii");
    String failure;
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      failure = outcome(process);
    } catch (IOException e) {
      failure = e.toString();
    }
    if (!failure.isEmpty()) {
      postprocessorFailures.increment();
      say.accept("post-processor for %s: %s".formatted(name, failure));
    }
  }

  private static String outcome(Process process) throws InterruptedException {
    try {
      if (!process.waitFor(POSTPROCESSOR_MINUTES, TimeUnit.MINUTES)) {
        return "not done after %d minutes".formatted(POSTPROCESSOR_MINUTES);
      }
      return process.exitValue() == 0 ? "" : "exit code " + process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  // ---- keeping

  private record Kept(Path file, String name, long bytes, Instant changed) {}

  private void retain() throws IOException {
    if (settings.keepFor().isZero() && settings.keepBytes() == 0) {
      return;
    }
    List<Kept> all = kept();
    Instant oldest =
        settings.keepFor().isZero() ? Instant.MIN : clock.instant().minus(settings.keepFor());
    long limit = settings.keepBytes() == 0 ? Long.MAX_VALUE : settings.keepBytes();
    long sum = 0;
    for (Kept one : all) {
      sum += one.bytes();
    }
    for (Kept one : all) {
      if (one.changed().isBefore(oldest) || sum > limit) {
        Files.deleteIfExists(one.file());
        removed.increment();
        sum -= one.bytes();
        removeEmpty(one.file().getParent());
      }
    }
  }

  /// Files below the folders of days, the oldest first.
  private List<Kept> kept() throws IOException {
    List<Kept> all = new ArrayList<>();
    try (Stream<Path> days = Files.list(settings.folder())) {
      for (Path day : days.filter(LogArchive::isDay).toList()) {
        for (String name : filesBelow(day)) {
          Path file = day.resolve(name);
          BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
          all.add(new Kept(file, name, is.size(), is.lastModifiedTime().toInstant()));
        }
      }
    }
    all.sort(Comparator.comparing(Kept::changed).thenComparing(Kept::name));
    return all;
  }

  private static boolean isDay(Path folder) {
    String name = String.valueOf(folder.getFileName());
    if (name.length() != DAY_LENGTH || !Files.isDirectory(folder)) {
      return false;
    }
    try {
      java.time.LocalDate.parse(name);
      return true;
    } catch (java.time.DateTimeException e) {
      return false;
    }
  }

  private void removeEmpty(@Nullable Path folder) throws IOException {
    @Nullable Path at = folder;
    while (at != null && at.startsWith(settings.folder()) && !at.equals(settings.folder())) {
      try {
        Files.delete(at);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      at = at.getParent();
    }
  }
}
