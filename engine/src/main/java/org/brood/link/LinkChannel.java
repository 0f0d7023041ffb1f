package org.brood.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A stream socket of one machine with messages in both directions, each with its length before it.
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private long accepted;
  private long written;
  private boolean closed;
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
    lock.lock();
    try {
      if (waiting.offer(message)) {
        accepted++;
        return true;
      }
    } finally {
      lock.unlock();
    }
    dropped.increment();
    return false;
  }

  /// Waits until all that was sent so far is written.
  ///
  /// @return whether it is; else the time was over, or the other end is gone
  public boolean flush(Duration atMost) {
    long left = atMost.toNanos();
    lock.lock();
    try {
      long wanted = accepted;
      while (written < wanted && !closed && left > 0) {
        left = progress.awaitNanos(left);
      }
      return written >= wanted;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Tells who waits of a message that was written, or that there will be no more.
  private void tell(boolean isEnd) {
    lock.lock();
    try {
      written += isEnd ? 0 : 1;
      closed |= isEnd;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
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
        } else {
          write(bytes);
        }
        tell(false);
      }
    } catch (IOException e) {
      close(); // the reader sees the end too, and tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    frame.putInt(bytes.length).put(bytes).flip();
    while (frame.hasRemaining()) {
      socket.write(frame);
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
    tell(true);
    writer.interrupt();
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
  }
}
