package org.brood.spool;

import java.nio.charset.StandardCharsets;

/// Which paths of logs may become files below the logger's folder: names that stay in it.
final class LogPath {
  static final int MAX_BYTES = 512;
  private static final int MAX_NAME_BYTES = 160;

  private LogPath() {}

  /// Whether a path is fit to be a file's name, with folders before it or without.
  static boolean isFit(String path) {
    if (path.isEmpty() || path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return false;
    }
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      if (i < names.length - 1 && name.contains(".log")) {
        return false; // a folder would be in the way of a file
      }
      if (name.isEmpty()
          || name.startsWith(".")
          || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        return false;
      }
    }
    return path.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '\\' && c != 0xfffd);
  }
}
