package org.brood.capture.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;

/// The packets of a network interface, from a ring of blocks that the kernel fills (`TPACKET_V3`,
/// packet(7) and the kernel's networking/packet_mmap).
///
/// The kernel hands over a block by setting its status, and gets it back when all of its packets
/// were looked at. A packet lies in the ring until then and is analysed in place. What the card
/// took off is put back: a VLAN tag goes into the room before the packet that was reserved for it,
/// and so does the header of "cooked" capture on interfaces without a link layer of their own.
public final class AfPacketSource extends SocketSource {
  // socket(2), packet(7), netdevice(7)
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int ETH_P_ALL = 0x0003;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_ADD_MEMBERSHIP = 1;
  private static final int PACKET_RX_RING = 5;
  private static final int PACKET_STATISTICS = 6;
  private static final int PACKET_VERSION = 10;
  private static final int PACKET_RESERVE = 12;
  private static final int PACKET_TIMESTAMP = 17;
  private static final int PACKET_FANOUT = 18;
  private static final int PACKET_MR_PROMISC = 1;
  private static final int FANOUT_DEFRAG = 0x8000;
  private static final int TPACKET_V3 = 2;
  private static final int RAW_HARDWARE = 1 << 6;
  private static final long SIOCGIFHWADDR = 0x8927;
  private static final long SIOCGIFINDEX = 0x8933;
  private static final long SIOCSHWTSTAMP = 0x89b0;
  private static final int IFNAMSIZ = 16;
  private static final int IFREQ_SIZE = 40;
  private static final int ARPHRD_ETHER = 1;
  private static final int ARPHRD_LOOPBACK = 772;
  private static final int ARPHRD_802_11 = 801;
  private static final int ARPHRD_802_11_RADIO = 803;

  // struct tpacket_block_desc
  private static final long BLOCK_STATUS = 8;
  private static final long BLOCK_PACKETS = 12;
  private static final long BLOCK_FIRST = 16;
  private static final int STATUS_KERNEL = 0;
  private static final int STATUS_USER = 1;

  // struct tpacket3_hdr, followed by struct sockaddr_ll
  private static final long NEXT = 0;
  private static final long SECONDS = 4;
  private static final long NANOS = 8;
  private static final long CAPTURED = 12;
  private static final long LENGTH = 16;
  private static final long STATUS = 20;
  private static final long MAC = 24;
  private static final long VLAN_TCI = 32;
  private static final long VLAN_TPID = 36;
  private static final long SOCKET_ADDRESS = 48;
  private static final long PROTOCOL = SOCKET_ADDRESS + 2;
  private static final long HARDWARE = SOCKET_ADDRESS + 8;
  private static final long PACKET_TYPE = SOCKET_ADDRESS + 10;
  private static final long ADDRESS_LENGTH = SOCKET_ADDRESS + 11;
  private static final long ADDRESS = SOCKET_ADDRESS + 12;
  private static final int CHECKSUM_NOT_READY = 1 << 3;
  private static final int VLAN_VALID = 1 << 4;
  private static final int TPID_VALID = 1 << 6;
  private static final int CHECKSUM_VALID = 1 << 7;
  private static final int OUTGOING = 4;

  private static final int TPID_8021Q = 0x8100;
  private static final int MAC_ADDRESSES = 12;
  private static final int VLAN_TAG = 4;
  private static final int COOKED_HEADER = 16;
  private static final long SECOND = 1_000_000_000L;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfInt INT_UNALIGNED = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfShort BIG_SHORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final VarHandle STATUS_OF_BLOCK = INT.varHandle();

  private final MemorySegment counts = arena.allocate(12, 4);
  private final AfPacketOptions options;
  private long ringAddress = -1;
  private MemorySegment ring = MemorySegment.NULL;
  private int index;
  private int hardware;
  private int linkType;
  private boolean cooked;

  private int block;
  private int packetsLeft;
  private long packet;
  private boolean holdsBlock;

  private long dropped;

  private AfPacketSource(String name, AfPacketOptions options) {
    super(name);
    this.options = options;
  }

  /// Begins to capture.
  ///
  /// @param name of the interface; `any` for all of them, in "cooked" form
  /// @throws CaptureException if there is no such interface, if the process lacks CAP_NET_RAW, or
  ///   if the kernel refuses the ring
  public static AfPacketSource open(String name, AfPacketOptions options) throws CaptureException {
    options.check();
    AfPacketSource made = new AfPacketSource(name, options);
    try {
      made.start();
      return made;
    } catch (CaptureException e) {
      made.close();
      throw new CaptureException("problem with interface " + name + " (" + e.getMessage() + ")");
    }
  }

  private void start() throws CaptureException {
    boolean any = name().equals("any");
    if (name().getBytes(StandardCharsets.UTF_8).length >= IFNAMSIZ || name().isEmpty()) {
      throw new CaptureException("no interface has such a name");
    }
    openSocket(SOCK_RAW);
    if (!any) {
      MemorySegment request = request();
      check(calls.ioctl(socket, SIOCGIFINDEX, request), "ioctl(SIOCGIFINDEX)");
      index = request.get(INT, IFNAMSIZ);
      check(calls.ioctl(socket, SIOCGIFHWADDR, request), "ioctl(SIOCGIFHWADDR)");
      hardware = Short.toUnsignedInt(request.get(SHORT, IFNAMSIZ));
    }
    linkType = any ? LinkType.LINUX_SLL : linkTypeOf(hardware);
    cooked = linkType == LinkType.LINUX_SLL;
    if (cooked) {
      calls.close(socket);
      openSocket(SOCK_DGRAM);
    }
    ring();
    bind();
    if (!any) {
      promiscuous();
    }
    if (options.hardwareTime()) {
      hardwareTime();
    }
    if (options.fanout() != AfPacketOptions.Fanout.NONE) {
      int mode = options.fanout().code | (options.defragment() ? FANOUT_DEFRAG : 0);
      check(
          calls.setOption(socket, SOL_PACKET, PACKET_FANOUT, options.fanoutId() | mode << 16),
          "setsockopt(PACKET_FANOUT)");
    }
  }

  private static int linkTypeOf(int hardware) {
    return switch (hardware) {
      case ARPHRD_ETHER, ARPHRD_LOOPBACK -> LinkType.ETHERNET;
      case ARPHRD_802_11 -> LinkType.IEEE802_11;
      case ARPHRD_802_11_RADIO -> LinkType.IEEE802_11_RADIO;
      default -> LinkType.LINUX_SLL;
    };
  }

  private void openSocket(int type) throws CaptureException {
    // Without a protocol nothing arrives before the ring is there.
    socket = calls.socket(AF_PACKET, type | SOCK_CLOEXEC, 0);
    if (socket < 0) {
      CaptureException failure = calls.failure("socket(AF_PACKET)");
      throw calls.errno() == SystemCalls.EPERM
          ? new CaptureException(
              "capture needs the capability CAP_NET_RAW; " + failure.getMessage())
          : failure;
    }
  }

  /// A `struct ifreq` with the interface's name.
  private MemorySegment request() {
    MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
    request.setString(0, name());
    return request;
  }

  @SuppressWarnings("restricted") // the ring's address comes from the kernel
  private void ring() throws CaptureException {
    check(
        calls.setOption(socket, SOL_PACKET, PACKET_VERSION, TPACKET_V3),
        "setsockopt(PACKET_VERSION)");
    check(
        calls.setOption(socket, SOL_PACKET, PACKET_RESERVE, COOKED_HEADER),
        "setsockopt(PACKET_RESERVE)");
    int frameSize = 2048;
    int blocks = options.blocks();
    MemorySegment request =
        arena.allocateFrom(
            INT,
            options.blockBytes(),
            blocks,
            frameSize,
            (int) ((long) blocks * options.blockBytes() / frameSize),
            options.blockMillis(),
            0,
            0);
    check(
        calls.setOption(socket, SOL_PACKET, PACKET_RX_RING, request), "setsockopt(PACKET_RX_RING)");
    long size = (long) blocks * options.blockBytes();
    ringAddress = calls.mmap(socket, size);
    if (ringAddress == -1) {
      throw calls.failure("mmap of " + size + " bytes");
    }
    ring = MemorySegment.ofAddress(ringAddress).reinterpret(size, arena, null);
  }

  private void bind() throws CaptureException {
    MemorySegment address = arena.allocate(20, 4);
    address.set(SHORT, 0, (short) AF_PACKET);
    address.set(BIG_SHORT, 2, (short) ETH_P_ALL);
    address.set(INT, 4, index);
    check(calls.bind(socket, address), "bind");
  }

  private void promiscuous() throws CaptureException {
    MemorySegment membership = arena.allocate(16, 4);
    membership.set(INT, 0, index);
    membership.set(SHORT, 4, (short) PACKET_MR_PROMISC);
    check(
        calls.setOption(socket, SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership),
        "setsockopt(PACKET_MR_PROMISC)");
  }

  /// Asks the card to stamp all that it receives (the kernel's networking/timestamping).
  private void hardwareTime() throws CaptureException {
    MemorySegment wanted = arena.allocateFrom(INT, 0, 0, 1); // flags, no sending, all receiving
    MemorySegment request = request();
    request.set(ValueLayout.ADDRESS, IFNAMSIZ, wanted);
    check(calls.ioctl(socket, SIOCSHWTSTAMP, request), "time of the network card");
    check(
        calls.setOption(socket, SOL_PACKET, PACKET_TIMESTAMP, RAW_HARDWARE),
        "setsockopt(PACKET_TIMESTAMP)");
  }

  @Override
  public boolean next(Frame frame) {
    while (packetsLeft > 0 || takeBlock()) {
      long header = packet;
      packetsLeft--;
      packet += Integer.toUnsignedLong(ring.get(INT_UNALIGNED, header + NEXT));
      if (isSecondSight(header)) {
        continue;
      }
      fill(frame, header);
      received++;
      return true;
    }
    return false;
  }

  /// On the loop-back interface each packet passes twice; the outgoing one is left out.
  private boolean isSecondSight(long header) {
    return ring.get(ValueLayout.JAVA_BYTE, header + PACKET_TYPE) == OUTGOING
        && Short.toUnsignedInt(ring.get(SHORT, header + HARDWARE)) == ARPHRD_LOOPBACK;
  }

  /// Gives the last block back and takes the next one, if it is ready.
  private boolean takeBlock() {
    if (holdsBlock) {
      STATUS_OF_BLOCK.setRelease(ring, blockStart() + BLOCK_STATUS, STATUS_KERNEL);
      holdsBlock = false;
      block = block + 1 == options.blocks() ? 0 : block + 1;
    }
    long start = blockStart();
    int status = (int) STATUS_OF_BLOCK.getAcquire(ring, start + BLOCK_STATUS);
    if ((status & STATUS_USER) == 0) {
      return false;
    }
    holdsBlock = true;
    packetsLeft = ring.get(INT, start + BLOCK_PACKETS);
    packet = start + Integer.toUnsignedLong(ring.get(INT, start + BLOCK_FIRST));
    return packetsLeft > 0 || takeBlock();
  }

  private long blockStart() {
    return (long) block * options.blockBytes();
  }

  private void fill(Frame frame, long header) {
    int status = ring.get(INT_UNALIGNED, header + STATUS);
    long start = header + Short.toUnsignedInt(ring.get(SHORT, header + MAC));
    int captured = ring.get(INT_UNALIGNED, header + CAPTURED);
    int length = ring.get(INT_UNALIGNED, header + LENGTH);
    int added = 0;
    if (cooked) {
      added = COOKED_HEADER;
      putCookedHeader(header, start - added);
    } else if ((status & VLAN_VALID) != 0
        && linkType == LinkType.ETHERNET
        && captured >= MAC_ADDRESSES) {
      added = VLAN_TAG;
      putVlanTag(header, start - added, (status & TPID_VALID) != 0);
    }
    long nanos =
        Integer.toUnsignedLong(ring.get(INT_UNALIGNED, header + SECONDS)) * SECOND
            + Integer.toUnsignedLong(ring.get(INT_UNALIGNED, header + NANOS));
    frame.set(ring, start - added, captured + added, length + added, nanos, linkType);
    frame.checksumKnown = (status & (CHECKSUM_NOT_READY | CHECKSUM_VALID)) != 0;
  }

  private void putVlanTag(long header, long start, boolean hasProtocol) {
    int protocol =
        hasProtocol ? Short.toUnsignedInt(ring.get(SHORT, header + VLAN_TPID)) : TPID_8021Q;
    MemorySegment.copy(ring, start + VLAN_TAG, ring, start, MAC_ADDRESSES);
    ring.set(BIG_SHORT, start + MAC_ADDRESSES, (short) protocol);
    ring.set(
        BIG_SHORT, start + MAC_ADDRESSES + 2, (short) ring.get(INT_UNALIGNED, header + VLAN_TCI));
  }

  /// Writes the header of `LINKTYPE_LINUX_SLL` (tcpdump.org/linktypes).
  private void putCookedHeader(long header, long start) {
    ring.set(BIG_SHORT, start, ring.get(ValueLayout.JAVA_BYTE, header + PACKET_TYPE));
    ring.set(BIG_SHORT, start + 2, ring.get(SHORT, header + HARDWARE));
    ring.set(BIG_SHORT, start + 4, ring.get(ValueLayout.JAVA_BYTE, header + ADDRESS_LENGTH));
    MemorySegment.copy(ring, header + ADDRESS, ring, start + 6, 8);
    ring.set(SHORT, start + 14, ring.get(SHORT, header + PROTOCOL));
  }

  /// The number of the interface that a packet of this source came from.
  public int interfaceIndex() {
    return index;
  }

  @Override
  public int linkType() {
    return linkType;
  }

  /// How many packets found no room in the ring. The kernel counts from zero after each question.
  @Override
  public long dropped() {
    if (!closed) {
      if (calls.getOption(socket, SOL_PACKET, PACKET_STATISTICS, counts) >= 0) {
        dropped += Integer.toUnsignedLong(counts.get(INT, 4));
      }
    }
    return dropped;
  }

  @Override
  public void close() {
    if (!closed && ringAddress != -1) {
      long ignored = dropped();
      calls.munmap(ringAddress, ring.byteSize());
    }
    super.close();
  }
}
