package org.brood.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// A Unix socket with messages in both directions, each with its length before it.
///
/// Nobody who sends waits: [#MAX_WAITING] messages wait at most, more are dropped and counted. Both
/// ends trust each other: they are one program of one user.
public final class LinkChannel implements AutoCloseable {
  /// Messages that wait to be written, at most.
  static final int MAX_WAITING = 20_000;

  /// Bytes of one message, at most.
  static final int MAX_BYTES = 16 << 20;

  private final SocketChannel socket;
  private final BlockingQueue<LinkMessage> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private final Thread reader;

  /// @param received called by a thread of this channel
  /// @param ended called once, when the other end is gone
  public LinkChannel(SocketChannel socket, Consumer<LinkMessage> received, Runnable ended) {
    this.socket = socket;
    writer = Thread.ofVirtual().name("link-writer").unstarted(this::write);
    reader =
        Thread.ofVirtual()
            .name("link-reader")
            .unstarted(() -> {
              read(received);
              close();
              ended.run();
            });
  }

  /// Begins to read and write.
  public void start() {
    reader.start();
    writer.start();
  }

  /// Sends a message, or drops it.
  ///
  /// @return whether it waits to be written now
  public boolean send(LinkMessage message) {
    if (waiting.offer(message)) {
      return true;
    }
    dropped.increment();
    return false;
  }

  /// How many messages found no room.
  public long dropped() {
    return dropped.sum();
  }

  private void write() {
    try {
      while (true) {
        byte[] bytes = LinkFormat.bytes(waiting.take());
        if (bytes.length > MAX_BYTES) {
          dropped.increment();
          continue;
        }
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        frame.putInt(bytes.length).put(bytes).flip();
        while (frame.hasRemaining()) {
          socket.write(frame);
        }
      }
    } catch (IOException e) {
      close(); // the reader sees the end too, and tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Consumer<LinkMessage> received) {
    try (InputStream bytes = new BufferedInputStream(Channels.newInputStream(socket));
        DataInputStream in = new DataInputStream(bytes)) {
      while (true) {
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
          return;
        }
        received.accept(LinkFormat.message(in.readNBytes(length)));
      }
    } catch (IOException e) {
      return; // the other end is gone
    }
  }

  @Override
  public void close() {
    writer.interrupt();
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }
}
