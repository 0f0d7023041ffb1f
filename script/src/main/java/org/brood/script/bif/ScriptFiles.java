package org.brood.script.bif;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.FileVal;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Files that scripts write.
@Natives
public final class ScriptFiles {
  private ScriptFiles() {}

  /// The files that are open, by name.
  public static final class OpenFiles {
    private final Map<String, FileVal> byName = new LinkedHashMap<>();

    /// Closes all of them, at the end of a run.
    public void closeAll() {
      for (FileVal file : byName.values()) {
        try {
          file.close();
        } catch (IOException e) {
          // The disk is full or gone; there is nobody left to tell.
        }
      }
      byName.clear();
    }

    /// Moves a file that is open away, and goes on with an empty one of its name.
    public static void rotate(FileVal file, String target) throws IOException {
      if (!file.isOpen()) {
        throw new IOException("file is not open");
      }
      file.flush();
      Files.move(Path.of(file.name()), Path.of(target));
      file.reopen(new BufferedOutputStream(Files.newOutputStream(Path.of(file.name()))));
    }

    /// Likewise one that nobody writes.
    public static void rotate(String name, String target) throws IOException {
      Files.move(Path.of(name), Path.of(target));
      Files.createFile(Path.of(name));
    }

    void flushAll() throws IOException {
      for (FileVal file : byName.values()) {
        file.flush();
      }
    }
  }

  private static OpenFiles files(Runtime rt) {
    return rt.serviceOr(OpenFiles.class, OpenFiles::new);
  }

  public static FileVal open(Runtime rt, Str name) {
    return open(rt, name, false);
  }

  public static FileVal open_for_append(Runtime rt, Str name) {
    return open(rt, name, true);
  }

  private static FileVal open(Runtime rt, Str name, boolean append) {
    String path = name.toString();
    if (path.equals("-") || path.equals("/dev/stdout")) {
      return rt.stdout();
    }
    if (path.equals("/dev/stderr")) {
      return files(rt).byName.computeIfAbsent(path, _ -> new FileVal(path, stderr()));
    }
    FileVal known = files(rt).byName.get(path);
    if (known != null && known.isOpen()) {
      return known;
    }
    try {
      OutputStream out =
          append
              ? Files.newOutputStream(
                  Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
              : Files.newOutputStream(Path.of(path));
      FileVal file = new FileVal(path, new BufferedOutputStream(out));
      files(rt).byName.put(path, file);
      return file;
    } catch (IOException | java.nio.file.InvalidPathException e) {
      rt.report(Level.ERROR, "can't open " + path + ": " + e.getMessage());
      FileVal closed = new FileVal(path, OutputStream.nullOutputStream());
      try {
        closed.close();
      } catch (IOException ignored) {
        // A null stream closes without error.
      }
      return closed;
    }
  }

  private static OutputStream stderr() {
    return new java.io.FileOutputStream(java.io.FileDescriptor.err);
  }

  public static boolean close(Runtime rt, FileVal file) {
    if (!file.isOpen()) {
      return false;
    }
    if (file == rt.stdout()) {
      return true;
    }
    files(rt).byName.remove(file.name());
    return attempt(rt, file::close);
  }

  /// Something that may fail.
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private static boolean attempt(Runtime rt, Action action) {
    try {
      action.run();
      return true;
    } catch (IOException | java.nio.file.InvalidPathException e) {
      rt.note(Level.WARNING, "file operation failed: " + e.getMessage());
      return false;
    }
  }

  public static boolean write_file(Runtime rt, FileVal file, Str data) {
    if (!file.isOpen()) {
      return false;
    }
    return attempt(rt, () -> file.write(data.bytes(), data.length()));
  }

  public static void set_buf(Runtime rt, FileVal file, boolean buffered) {
    attempt(rt, () -> file.keep(buffered));
  }

  public static boolean flush_all(Runtime rt) {
    return attempt(
        rt,
        () -> {
          rt.stdout().flush();
          files(rt).flushAll();
        });
  }

  public static boolean mkdir(Runtime rt, Str name) {
    try {
      Files.createDirectory(Path.of(name.toString()));
      return true;
    } catch (FileAlreadyExistsException e) {
      return Files.isDirectory(Path.of(name.toString()));
    } catch (IOException e) {
      rt.note(Level.WARNING, "cannot create directory '" + name + "': No such file or directory");
      return false;
    }
  }

  public static boolean rmdir(Runtime rt, Str name) {
    return attempt(rt, () -> Files.delete(Path.of(name.toString())));
  }

  public static boolean unlink(Runtime rt, Str name) {
    return attempt(rt, () -> Files.delete(Path.of(name.toString())));
  }

  public static boolean rename(Runtime rt, Str from, Str to) {
    return attempt(
        rt,
        () ->
            Files.move(
                Path.of(from.toString()),
                Path.of(to.toString()),
                StandardCopyOption.REPLACE_EXISTING));
  }

  public static boolean active_file(FileVal file) {
    return file.isOpen();
  }

  public static Str get_file_name(FileVal file) {
    return Str.of(file.name());
  }

  /// The size on the disk, without what a file that is open keeps in memory.
  public static double file_size(Str name) {
    try {
      return Files.size(Path.of(name.toString()));
    } catch (IOException e) {
      return -1;
    }
  }

  public static void enable_raw_output(FileVal file) {
    file.makeRaw();
  }

  public static boolean print_raw(Runtime rt, @Nullable Object[] values) {
    Str text = Strings.cat(values);
    return attempt(rt, () -> rt.stdout().write(text.bytes(), text.length()));
  }

  public static Str compress_path(Str dir) {
    String text = dir.toString();
    boolean absolute = text.startsWith("/");
    java.util.ArrayDeque<String> parts = new java.util.ArrayDeque<>();
    for (String part : text.split("/", -1)) {
      if (part.isEmpty()
          || part.equals(".") && !(parts.isEmpty() && !absolute && text.startsWith("."))) {
        continue;
      }
      String last = parts.peekLast();
      if (part.equals("..") && last != null && last.equals(".")) {
        parts.removeLast();
        parts.addLast(part);
      } else if (part.equals("..") && last != null && !last.equals("..")) {
        parts.removeLast();
      } else {
        parts.addLast(part);
      }
    }
    return Str.of((absolute ? "/" : "") + String.join("/", parts));
  }
}
