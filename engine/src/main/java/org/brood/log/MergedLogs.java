package org.brood.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.value.ByteSink;
import org.jspecify.annotations.Nullable;

/// One set of log files that several nodes write. Each node formats its rows on its own thread; one
/// thread appends them to the files, node by node, so that the order of rows depends on nothing but
/// what the nodes wrote between two calls of [#collect].
///
/// Files are not rotated. Where nodes differ about the columns of a path, the file has those of the
/// node that wrote first, and the rows of others are left out and counted.
public final class MergedLogs {
  /// A sink that grew beyond this is not kept.
  private static final int MAX_KEPT_BYTES = 1 << 20;

  private final List<List<Part>> nodes = new ArrayList<>();
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final List<Part> asideParts = new ArrayList<>();
  private long leftOut;

  public MergedLogs(int count) {
    for (int i = 0; i < count; i++) {
      nodes.add(new ArrayList<>());
    }
  }

  /// Writers for one node, to be made and used by its thread.
  ///
  /// @param files makes the writers whose files are written in the end
  public LogWriterFactory ofNode(int node, LogWriterFactory files) {
    return target -> {
      LogWriter made = files.create(target);
      if (made instanceof NoneWriter) {
        return made;
      }
      if (!(made instanceof BlockWriter file)) {
        throw new IOException("writer " + target.writer() + " cannot be shared by several workers");
      }
      Part part = new Part(target.writer() + " " + target.path(), target.path(), file);
      nodes.get(node).add(part);
      return part;
    };
  }

  /// Sets aside what all nodes have written; to be called while they stand still.
  public void collect() {
    for (List<Part> parts : nodes) {
      for (Part part : parts) {
        if (part.swap()) {
          asideParts.add(part);
        }
      }
    }
  }

  /// Appends what was set aside to the files; nodes may write on meanwhile.
  public void write() throws IOException {
    for (Part part : asideParts) {
      part.append();
    }
    asideParts.clear();
  }

  /// Closes the files.
  public void close() throws IOException {
    for (Target target : targets.values()) {
      target.file().close();
    }
  }

  /// How many rows were left out, for another node's file has other columns.
  public long leftOut() {
    return leftOut;
  }

  /// How many rows a node wrote.
  public long rows(int node) {
    long rows = 0;
    for (Part part : nodes.get(node)) {
      rows += part.rows;
    }
    return rows;
  }

  /// A file, and the columns that it has.
  private record Target(BlockWriter file, List<String> columns) {}

  /// What one node writes to one path.
  private final class Part implements LogWriter {
    private final String key;
    private final String path;
    private final BlockWriter file;
    private final RowFormat format;
    private ByteSink current = new ByteSink(512);
    private ByteSink aside = new ByteSink(512);
    private List<LogColumn> columns = List.of();
    private List<LogColumn> columnsAside = List.of();
    private long rows;
    private long rowsCurrent;
    private long rowsAside;

    Part(String key, String path, BlockWriter file) {
      this.key = key;
      this.path = path;
      this.file = file;
      this.format = file.newFormat();
    }

    @Override
    public void write(List<LogColumn> of, @Nullable Object[] values) {
      columns = of;
      rows++;
      rowsCurrent++;
      format.row(current, of, values);
    }

    /// @return whether anything was set aside
    boolean swap() {
      if (current.length() == 0) {
        return false;
      }
      ByteSink written = current;
      current = aside;
      aside = written;
      rowsAside = rowsCurrent;
      rowsCurrent = 0;
      columnsAside = columns;
      return true;
    }

    void append() throws IOException {
      List<String> names = columnsAside.stream().map(LogColumn::name).toList();
      Target target = targets.computeIfAbsent(key, _ -> new Target(file, names));
      if (target.columns().equals(names)) {
        target.file().append(columnsAside, aside);
      } else {
        leftOut += rowsAside;
      }
      if (aside.length() > MAX_KEPT_BYTES) {
        aside = new ByteSink(512);
      } else {
        aside.clear();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String rotate(String newPath) {
      return "";
    }

    @Override
    public String toString() {
      return path;
    }
  }
}
