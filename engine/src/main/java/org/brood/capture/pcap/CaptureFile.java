package org.brood.capture.pcap;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.brood.capture.CaptureException;
import org.brood.capture.PacketSource;

/// Opens capture files, whatever they are: pcap or pcapng, plain, gzip or zstd, told by their first
/// bytes; `-` is standard input.
public final class CaptureFile {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int ZSTD_MAGIC = 0x28b52ffd;
  private static final int MAGIC_LENGTH = 4;

  private CaptureFile() {}

  /// A source of the file's packets.
  ///
  /// @throws CaptureException in the words of Zeek and of libpcap
  public static PacketSource open(String path) throws CaptureException {
    BlockInput input = null;
    try {
      input = new BlockInput(uncompressed(channel(path)));
      PacketSource source = reader(path, input);
      input = null;
      return source;
    } catch (CaptureException e) {
      throw new CaptureException("problem with trace file " + path + " (" + e.getMessage() + ")");
    } catch (IOException e) {
      throw new CaptureException("problem with trace file " + path + " (" + reason(e) + ")");
    } finally {
      if (input != null) {
        input.close();
      }
    }
  }

  private static PacketSource reader(String path, BlockInput input) throws IOException {
    if (!input.require(MAGIC_LENGTH)) {
      throw new CaptureException(
          "truncated dump file; tried to read "
              + MAGIC_LENGTH
              + " file header bytes, only got "
              + input.available());
    }
    int magic = input.window().get(PcapReader.BE32, input.start());
    return magic == PcapngReader.SECTION_HEADER
        ? new PcapngReader(path, input)
        : new PcapReader(path, input);
  }

  private static FileChannel channel(String path) throws IOException {
    if (path.equals("-")) {
      return new FileInputStream(FileDescriptor.in).getChannel();
    }
    Path file = Path.of(path);
    try {
      if (Files.isDirectory(file)) {
        throw new CaptureException("unable to open " + path + ": Is a directory");
      }
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new CaptureException("unable to open " + path + ": No such file or directory");
    } catch (java.nio.file.AccessDeniedException e) {
      throw new CaptureException("unable to open " + path + ": Permission denied");
    }
  }

  /// The channel, seen through a decompressor when the first bytes ask for one.
  private static ReadableByteChannel uncompressed(FileChannel channel) throws IOException {
    byte[] first = new byte[MAGIC_LENGTH];
    ByteBuffer magic = ByteBuffer.wrap(first);
    try {
      while (magic.hasRemaining()) {
        if (channel.read(magic) < 0) {
          break;
        }
      }
      magic.flip();
      if (magic.limit() == MAGIC_LENGTH) {
        if (magic.getShort(0) == GZIP_MAGIC) {
          return Channels.newChannel(new GZIPInputStream(rejoined(first, channel), 1 << 16));
        }
        if (magic.getInt(0) == ZSTD_MAGIC) {
          ZstdInputStreamNoFinalizer zstd =
              new ZstdInputStreamNoFinalizer(rejoined(first, channel));
          zstd.setContinuous(false);
          return Channels.newChannel(zstd);
        }
      }
      return new Prefixed(magic, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static InputStream rejoined(byte[] first, FileChannel channel) {
    return new SequenceInputStream(
        new ByteArrayInputStream(first), Channels.newInputStream(channel));
  }

  /// What a user can read of an exception that may have no message.
  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /// A channel whose first bytes were read already.
  private static final class Prefixed implements ReadableByteChannel {
    private final ByteBuffer prefix;
    private final FileChannel rest;

    Prefixed(ByteBuffer prefix, FileChannel rest) {
      this.prefix = prefix;
      this.rest = rest;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (prefix.hasRemaining()) {
        int count = 0;
        while (prefix.hasRemaining() && into.hasRemaining()) {
          into.put(prefix.get());
          count++;
        }
        return count;
      }
      return rest.read(into);
    }

    @Override
    public boolean isOpen() {
      return rest.isOpen();
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
