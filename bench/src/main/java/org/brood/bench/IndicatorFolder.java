package org.brood.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A folder of feeds as the intelligence framework reads it: one feed, a quarter of it addresses,
/// domains, URLs and hashes. None of them is in the capture.
final class IndicatorFolder {
  private static final int KINDS = 4;

  private IndicatorFolder() {}

  /// @param count of indicators; 0 for a folder without feeds
  static void write(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    String status = "#fields\tname\tindicators\tgood_at\tlooked_at\tfailures\tresult\ttext\n";
    Files.writeString(
        folder.resolve("status"),
        count == 0 ? status : status + "many\t%d\t1.0\t1.0\t0\tgood\t-\n".formatted(count));
    TreeSet<String> lines = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      lines.add(indicator(i) + "\tmany\tknown to be bad\t-\tF\t-");
    }
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("many.dat"))) {
      out.write(
          "#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url\tmeta.do_notice\tmeta.if_in\n");
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
  }

  private static String indicator(int i) {
    return switch (i % KINDS) {
      case 0 -> "198.%d.%d.%d\tIntel::ADDR".formatted(i >> 16 & 0xff, i >> 8 & 0xff, i & 0xff);
      case 1 -> "host%d.bad%d.example\tIntel::DOMAIN".formatted(i, i % 1000);
      case 2 -> "www%d.bad.example/path/%d\tIntel::URL".formatted(i, i);
      default ->
          String.format(Locale.ROOT, "%032x%032x\tIntel::FILE_HASH", i * 7919L, i * 104_729L);
    };
  }

  /// Arguments that load the scripts and name the folder.
  static List<String> scripts(Path folder) {
    return List.of(
        "frameworks/intel/feeds", "-e", "redef Intel::feeds_folder = \"" + folder + "\";");
  }
}
