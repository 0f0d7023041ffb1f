package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.brood.bytes.BufferPool;
import org.brood.wire.HeaderProblems;
import org.brood.wire.IpHeader;
import org.jspecify.annotations.Nullable;

/// IP datagrams of which only some fragments came yet (RFC 791, section 3.2; RFC 8200, section
/// 4.5).
///
/// Where fragments overlap, the first bytes stay. Datagrams are known by addresses and
/// identification; they wait until a timeout, or until there are too many.
public final class FragmentTable {
  private static final int MIN_FRAGMENT = 64;
  private static final int MAX_DATAGRAM = 64_000;

  /// How large an array of runs an object keeps that waits to be used again.
  private static final int MAX_SPARE_RUNS = 1_024;

  private final DecodeOptions options;
  private final WeirdSink weirds;
  private final TimerQueue timers;
  private final BufferPool pool;
  private @Nullable Datagram[] buckets = new Datagram[64];
  private int size;
  private int peak;
  private long evicted;

  /// All waiting datagrams, the oldest first.
  private @Nullable Datagram oldest;

  private @Nullable Datagram newest;
  private @Nullable Datagram spare;

  FragmentTable(DecodeOptions options, WeirdSink weirds, TimerQueue timers) {
    this.options = options;
    this.weirds = weirds;
    this.timers = timers;
    this.pool = new BufferPool(options.maxFragmentBytes);
  }

  public int size() {
    return size;
  }

  public int peak() {
    return peak;
  }

  /// How many datagrams went because there was no room.
  public long evicted() {
    return evicted;
  }

  void close() {
    pool.close();
  }

  /// Adds a fragment that is there in full.
  ///
  /// @return its datagram, or null when there was no room for it
  @Nullable Datagram add(IpHeader ip, long nowNanos) {
    Datagram datagram = find(ip);
    if (datagram == null) {
      if (size >= options.maxFragmentedDatagrams) {
        evictOldest();
      }
      datagram = create(ip, nowNanos);
    }
    if (datagram.add(ip)) {
      return datagram;
    }
    remove(datagram);
    return null;
  }

  private void evictOldest() {
    Datagram victim = oldest;
    if (victim != null) {
      evicted++;
      remove(victim);
    }
  }

  private static int hash(IpHeader ip) {
    long mixed =
        (ip.srcHigh() ^ Long.rotateLeft(ip.dstHigh(), 32)) * 0x9e3779b97f4a7c15L
            ^ (ip.srcLow() + Long.rotateLeft(ip.dstLow(), 17)) * 0xc2b2ae3d27d4eb4fL
            ^ ip.identification() * 0x165667b19e3779f9L;
    return (int) (mixed ^ mixed >>> 32);
  }

  private @Nullable Datagram find(IpHeader ip) {
    Datagram at = buckets[hash(ip) & buckets.length - 1];
    while (at != null && !at.isOf(ip)) {
      at = at.nextInBucket;
    }
    return at;
  }

  private Datagram create(IpHeader ip, long nowNanos) {
    Datagram datagram = spare;
    if (datagram == null) {
      datagram = new Datagram();
    } else {
      spare = datagram.nextInBucket;
    }
    if (size == buckets.length) {
      grow();
    }
    datagram.begin(ip);
    int bucket = datagram.hash & buckets.length - 1;
    datagram.nextInBucket = buckets[bucket];
    buckets[bucket] = datagram;
    datagram.older = newest;
    datagram.newer = null;
    if (newest == null) {
      oldest = datagram;
    } else {
      newest.newer = datagram;
    }
    newest = datagram;
    size++;
    peak = Math.max(peak, size);
    if (options.fragTimeoutNanos != 0) {
      timers.add(datagram, nowNanos + options.fragTimeoutNanos);
    }
    return datagram;
  }

  private void grow() {
    @Nullable Datagram[] old = buckets;
    buckets = new Datagram[2 * old.length];
    for (Datagram first : old) {
      Datagram at = first;
      while (at != null) {
        Datagram next = at.nextInBucket;
        int bucket = at.hash & buckets.length - 1;
        at.nextInBucket = buckets[bucket];
        buckets[bucket] = at;
        at = next;
      }
    }
  }

  /// Forgets a datagram.
  void remove(Datagram datagram) {
    int bucket = datagram.hash & buckets.length - 1;
    Datagram before = null;
    Datagram at = buckets[bucket];
    while (at != null && at != datagram) {
      before = at;
      at = at.nextInBucket;
    }
    if (at == null) {
      return;
    }
    if (before == null) {
      buckets[bucket] = datagram.nextInBucket;
    } else {
      before.nextInBucket = datagram.nextInBucket;
    }
    if (datagram.older == null) {
      oldest = datagram.newer;
    } else {
      datagram.older.newer = datagram.newer;
    }
    if (datagram.newer == null) {
      newest = datagram.older;
    } else {
      datagram.newer.older = datagram.older;
    }
    size--;
    timers.cancel(datagram);
    datagram.end();
    datagram.nextInBucket = spare;
    spare = datagram;
  }

  /// One datagram: a buffer with header and payload, and which runs of the payload are there.
  final class Datagram extends Timer {
    private long srcHigh;
    private long srcLow;
    private long dstHigh;
    private long dstLow;
    private int identification;
    private int hash;
    private @Nullable Datagram nextInBucket;
    private @Nullable Datagram older;
    private @Nullable Datagram newer;

    private boolean ipv4;
    private int firstByte;
    private int protocol;
    private int nextProtocol;

    /// The length of the header that is kept: without IPv6's fragment header.
    private int headerLength;

    /// The length of the payload as far as it is known, or 0.
    private int payloadLength;

    private long buffer = BufferPool.NONE;
    private int bufferSize;
    private boolean complete;

    /// Runs of payload that are there, in order: begin and end of each. Touching runs stay apart.
    private int[] runs = new int[16];

    private int runCount;

    private boolean isOf(IpHeader ip) {
      return identification == ip.identification()
          && srcLow == ip.srcLow()
          && dstLow == ip.dstLow()
          && srcHigh == ip.srcHigh()
          && dstHigh == ip.dstHigh();
    }

    private void begin(IpHeader ip) {
      hash = hash(ip);
      srcHigh = ip.srcHigh();
      srcLow = ip.srcLow();
      dstHigh = ip.dstHigh();
      dstLow = ip.dstLow();
      identification = ip.identification();
      ipv4 = ip.isIpv4();
      firstByte = ip.segment().get(java.lang.foreign.ValueLayout.JAVA_BYTE, ip.start());
      protocol = ip.protocol();
      nextProtocol = ip.protocol();
      headerLength = ip.headerLength() - (ipv4 ? 0 : 8);
      payloadLength = 0;
      complete = false;
      runCount = 0;
      if (reserve(headerLength)) {
        MemorySegment.copy(
            ip.segment(),
            ip.start(),
            pool.segment(buffer),
            BufferPool.offset(buffer),
            headerLength);
      }
    }

    private void end() {
      if (runs.length > MAX_SPARE_RUNS) {
        runs = new int[16];
      }
      if (buffer != BufferPool.NONE) {
        pool.giveBack(buffer, bufferSize);
        buffer = BufferPool.NONE;
        bufferSize = 0;
      }
    }

    /// Makes the buffer large enough, keeping what is in it.
    private boolean reserve(int bytes) {
      if (bytes <= bufferSize) {
        return true;
      }
      int wanted = Math.max(4096, Integer.highestOneBit(bytes - 1) << 1);
      long larger = pool.lend(wanted);
      if (larger == BufferPool.NONE) {
        return false;
      }
      if (buffer != BufferPool.NONE) {
        MemorySegment.copy(
            pool.segment(buffer),
            BufferPool.offset(buffer),
            pool.segment(larger),
            BufferPool.offset(larger),
            bufferSize);
        pool.giveBack(buffer, bufferSize);
      }
      buffer = larger;
      bufferSize = wanted;
      return true;
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      FragmentTable.this.remove(this);
    }

    /// Whether all of it is there.
    boolean isComplete() {
      return complete;
    }

    private void weird(String name) {
      weirds.flowWeird(srcHigh, srcLow, dstHigh, dstLow, name, "", "");
    }

    /// Takes in a fragment; false when there is no memory for it.
    private boolean add(IpHeader ip) {
      checkHeader(ip);
      int offset = ip.fragmentOffset();
      int total = ip.totalLength();
      int header = ip.headerLength();
      if (total < header) {
        weird("fragment_protocol_inconsistency");
        return true;
      }
      int upper = offset + total - header;
      if (offset == 0) {
        nextProtocol = ip.protocol();
      }
      checkSize(ip, total, upper);
      if (!reserve(headerLength + upper) || buffer == BufferPool.NONE) {
        return false;
      }
      if (upper > offset) {
        insert(ip.segment(), ip.start() + header, offset, upper);
        checkComplete();
      }
      return true;
    }

    private void checkHeader(IpHeader ip) {
      boolean alike;
      if (ipv4) {
        int first = ip.segment().get(java.lang.foreign.ValueLayout.JAVA_BYTE, ip.start());
        alike = ip.protocol() == protocol && (first & 0xf) == (firstByte & 0xf);
      } else {
        alike = ip.protocol() == nextProtocol && ip.headerLength() - 8 == headerLength;
      }
      if (!alike) {
        weird("fragment_protocol_inconsistency");
      }
      if (ip.dontFragment()) {
        weird("fragment_with_DF");
      }
    }

    private void checkSize(IpHeader ip, int total, int upper) {
      if (!ip.moreFragments()) {
        if (payloadLength == 0) {
          payloadLength = upper;
        } else if (upper != payloadLength) {
          weird("fragment_size_inconsistency");
          payloadLength = Math.max(payloadLength, upper);
        }
      } else if (total < MIN_FRAGMENT) {
        weird("excessively_small_fragment");
      }
      if (upper > MAX_DATAGRAM) {
        weird("excessively_large_fragment");
      }
      if (payloadLength != 0 && upper > payloadLength) {
        weird("fragment_size_inconsistency");
        payloadLength = upper;
      }
    }

    /// Compares with the runs that are there, then fills the holes between them.
    private void insert(MemorySegment from, long at, int begin, int end) {
      MemorySegment to = pool.segment(buffer);
      long base = BufferPool.offset(buffer) + headerLength;
      for (int i = 0; i < runCount; i++) {
        int low = Math.max(begin, runs[2 * i]);
        int high = Math.min(end, runs[2 * i + 1]);
        if (low < high) {
          boolean differ =
              MemorySegment.mismatch(
                      from, at + low - begin, at + high - begin, to, base + low, base + high)
                  >= 0;
          weird(differ ? "fragment_inconsistency" : "fragment_overlap");
        }
      }
      int cursor = begin;
      for (int i = 0; i < runCount && cursor < end; i++) {
        if (runs[2 * i + 1] <= cursor) {
          continue;
        }
        int hole = Math.min(end, runs[2 * i]);
        if (cursor < hole) {
          copy(from, at + cursor - begin, to, base, cursor, hole, i);
          i++;
        }
        cursor = Math.max(cursor, runs[2 * i + 1]);
      }
      if (cursor < end) {
        copy(from, at + cursor - begin, to, base, cursor, end, runCount);
      }
    }

    private void copy(
        MemorySegment from, long at, MemorySegment to, long base, int begin, int end, int index) {
      MemorySegment.copy(from, at, to, base + begin, end - begin);
      if (2 * runCount + 2 > runs.length) {
        runs = Arrays.copyOf(runs, 2 * runs.length);
      }
      System.arraycopy(runs, 2 * index, runs, 2 * index + 2, 2 * (runCount - index));
      runs[2 * index] = begin;
      runs[2 * index + 1] = end;
      runCount++;
    }

    private void checkComplete() {
      if (runs[0] > 0 || payloadLength == 0) {
        return;
      }
      int last = 0;
      while (last + 1 < runCount && runs[2 * last + 1] == runs[2 * last + 2]) {
        last++;
      }
      int upper = runs[2 * last + 1];
      if (last + 1 < runCount) {
        if (upper < payloadLength) {
          return;
        }
        weird("fragment_size_inconsistency");
        payloadLength = upper;
      } else if (upper > payloadLength) {
        weird("fragment_size_inconsistency");
        payloadLength = upper;
      } else if (upper < payloadLength) {
        return;
      }
      complete = true;
      timers.cancel(this);
    }

    /// Lets `ip` show the whole datagram, whose header gets the length of all.
    ///
    /// @return header and payload, in bytes, as the header says
    int wrap(IpHeader ip, HeaderProblems problems) {
      MemorySegment segment = pool.segment(buffer);
      long at = BufferPool.offset(buffer);
      int length = headerLength + payloadLength;
      if (ipv4) {
        setLength(segment, at + 2, length);
        ip.wrapIpv4(segment, at, length, true);
      } else {
        setLength(segment, at + 4, length - IpHeader.IPV6_LENGTH);
        ip.wrapIpv6(segment, at, length, true, nextProtocol, problems);
      }
      return ip.totalLength();
    }

    private static void setLength(MemorySegment segment, long at, int length) {
      segment.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at, (byte) (length >>> 8));
      segment.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at + 1, (byte) length);
    }
  }
}
