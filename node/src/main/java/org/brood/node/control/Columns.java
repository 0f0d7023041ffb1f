package org.brood.node.control;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// A table for people: columns as wide as what stands in them.
final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  /// @param titles of the columns; one that ends in `>` is for numbers and aligned to the right
  Columns(String... titles) {
    rows.add(List.of(titles));
  }

  void row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
  }

  void print(PrintStream out) {
    List<String> titles = rows.getFirst();
    int[] widths = new int[titles.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).replace(">", "").length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row == titles ? row.get(i).replace(">", "") : row.get(i);
        String pad = " ".repeat(widths[i] - cell.length());
        line.append(titles.get(i).endsWith(">") ? pad + cell : cell + pad).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /// A number of bytes, short.
  static String bytes(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + "K";
    }
    return bytes < 1L << 30 ? (bytes >> 20) + "M" : "%.1fG".formatted((double) bytes / (1 << 30));
  }
}
