package org.brood.cluster.trust;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that one process at a time holds.
final class FileLockFile implements AutoCloseable {
  private final FileChannel channel;

  private FileLockFile(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes it, waiting for whoever has it. In one process only one thread may wait.
  static FileLockFile take(Path file) throws IOException {
    StateFiles.makeFolder(file.resolveSibling(""));
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new FileLockFile(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
