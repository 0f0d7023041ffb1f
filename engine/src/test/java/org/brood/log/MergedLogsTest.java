package org.brood.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.script.type.Basic;
import org.brood.script.value.ByteSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergedLogsTest {
  private static final List<LogColumn> ONE =
      List.of(new LogColumn("a", Basic.COUNT, List.of(0), false));
  private static final List<LogColumn> OTHER =
      List.of(new LogColumn("b", Basic.COUNT, List.of(0), false));

  private final List<String> files = new ArrayList<>();
  private final MergedLogs logs = new MergedLogs(2);

  /// A file in memory: its name, then its rows.
  private final class Memory implements BlockWriter {
    private final String path;
    private final List<String> rows = new ArrayList<>();

    Memory(String path) {
      this.path = path;
    }

    @Override
    public RowFormat newFormat() {
      return new RowFormat() {
        @Override
        public void row(ByteSink out, List<LogColumn> columns, @Nullable Object[] values) {
          out.put((byte) ('0' + (Long) java.util.Objects.requireNonNull(values[0])));
        }

        @Override
        public void header(ByteSink out, List<LogColumn> columns, String name, String openTime) {}

        @Override
        public void footer(ByteSink out, String closeTime) {}
      };
    }

    @Override
    public void append(List<LogColumn> columns, ByteSink block) {
      rows.add(new String(block.array(), 0, block.length(), StandardCharsets.UTF_8));
    }

    @Override
    public void write(List<LogColumn> columns, @Nullable Object[] values) {
      throw new IllegalStateException("rows come in blocks");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      files.add(path + "=" + String.join("|", rows));
    }

    @Override
    public String rotate(String newPath) {
      return "";
    }
  }

  private LogWriter writer(int node, String path) throws IOException {
    return logs.ofNode(node, target -> new Memory(target.path()))
        .create(LogTarget.plain("Conn::LOG", "Log::WRITER_ASCII", path, Map.of()));
  }

  private static void row(LogWriter to, List<LogColumn> columns, long value) throws IOException {
    to.write(columns, new Object[] {value});
  }

  @Test
  void rowsComeNodeByNodeHoweverTheyWereWritten() throws IOException {
    LogWriter second = writer(1, "conn");
    LogWriter first = writer(0, "conn");

    row(second, ONE, 3);
    row(first, ONE, 1);
    row(first, ONE, 2);
    logs.collect();
    row(first, ONE, 4);
    logs.write();
    logs.collect();
    logs.write();
    logs.close();

    assertThat(files).containsExactly("conn=12|3|4");
    assertThat(logs.rows(0)).isEqualTo(3);
    assertThat(logs.rows(1)).isEqualTo(1);
  }

  @Test
  void rowsWithOtherColumnsAreLeftOutAndCounted() throws IOException {
    LogWriter first = writer(0, "conn");
    LogWriter second = writer(1, "conn");

    row(first, ONE, 1);
    row(second, OTHER, 2);
    row(second, OTHER, 3);
    logs.collect();
    logs.write();
    logs.close();

    assertThat(files).containsExactly("conn=1");
    assertThat(logs.leftOut()).isEqualTo(2);
  }

  @Test
  void writersThatTakeNoBlocksAreRefused() {
    LogWriterFactory other =
        _ ->
            new LogWriter() {
              @Override
              public void write(List<LogColumn> columns, @Nullable Object[] values) {}

              @Override
              public void flush() {}

              @Override
              public void close() {}

              @Override
              public String rotate(String newPath) {
                return "";
              }
            };

    assertThatThrownBy(() ->
            logs.ofNode(0, other)
                .create(LogTarget.plain("Conn::LOG", "Log::WRITER_X", "conn", Map.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Log::WRITER_X");
  }
}
