package org.brood.capture.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.List;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;

/// Mirrored traffic that arrives in UDP datagrams: what clouds and switches send. It needs no
/// capability.
///
/// Datagrams are fetched in batches (recvmmsg(2)) into buffers that are used again and again; a
/// packet is analysed where it lies. The kernel's time of arrival is the packet's, and its count of
/// datagrams that found no room is what was dropped.
///
/// Several sources may share an address: each inner connection goes to one of them, in both
/// directions ([InnerAddressHash]). While one of them is missing, the kernel spreads its share over
/// the others by the outer addresses.
public final class UdpSource extends SocketSource {
  /// How a packet is wrapped into a datagram.
  public enum Wrapping {
    /// VXLAN (RFC 7348, section 5): eight bytes, then an Ethernet frame.
    VXLAN,
    /// Geneve (RFC 8926, section 3.4): eight bytes and options, then a frame or an IP packet.
    GENEVE,
    /// Nothing: the datagram is an Ethernet frame.
    RAW
  }

  // socket(2), socket(7), recvmmsg(2), cmsg(3)
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUF = 8;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_TIMESTAMPNS = 35;
  private static final int SO_RXQ_OVFL = 40;
  private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
  private static final int MSG_DONTWAIT = 0x40;

  // struct sock_fprog, sock_filter
  private static final int PROGRAM_SIZE = 16;
  private static final int INSTRUCTION_SIZE = 8;

  // struct mmsghdr, iovec, cmsghdr
  private static final int MESSAGE_SIZE = 64;
  private static final long IOV = 16;
  private static final long IOV_COUNT = 24;
  private static final long CONTROL = 32;
  private static final long CONTROL_LENGTH = 40;
  private static final long RECEIVED = 56;
  private static final int IOVEC_SIZE = 16;
  private static final int CONTROL_SIZE = 64;
  private static final int CMSG_HEADER = 16;
  private static final long CMSG_LEVEL = 8;
  private static final long CMSG_TYPE = 12;

  private static final int BATCH = 64;
  private static final int BUFFER = 1 << 16;
  private static final int RECEIVE_BUFFER = 64 << 20;
  private static final long SECOND = 1_000_000_000L;

  private static final int TUNNEL_HEADER = 8;
  private static final int VXLAN_VALID = 0x08;
  private static final int GENEVE_OPTIONS = 0x3f;
  private static final int GENEVE_PROTOCOL = 2;
  private static final int TRANSPARENT_ETHERNET = 0x6558;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfShort BIG_SHORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment messages = arena.allocate((long) BATCH * MESSAGE_SIZE, 8);
  private final MemorySegment controls = arena.allocate((long) BATCH * CONTROL_SIZE, 8);
  private final MemorySegment buffers = arena.allocate((long) BATCH * BUFFER, 8);
  private final Wrapping wrapping;
  private int batch;
  private int taken;
  private long dropped;

  private UdpSource(String name, Wrapping wrapping) {
    super(name);
    this.wrapping = wrapping;
  }

  /// Begins to receive.
  ///
  /// @param name what users call it
  /// @param sharing how many sources of the same user receive at this address, 1 if it has it alone
  /// @throws CaptureException if the address can't be had
  public static UdpSource open(
      String name, InetSocketAddress address, Wrapping wrapping, int sharing)
      throws CaptureException {
    UdpSource made = new UdpSource(name, wrapping);
    try {
      made.start(address, sharing);
      return made;
    } catch (CaptureException e) {
      made.close();
      throw new CaptureException(name + ": " + e.getMessage());
    }
  }

  private void start(InetSocketAddress address, int sharing) throws CaptureException {
    boolean four = address.getAddress() instanceof Inet4Address;
    socket = calls.socket(four ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    check(socket, "socket");
    // Beyond the system's limit only with CAP_NET_ADMIN; without, as much as the limit allows.
    if (calls.setOption(socket, SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER) < 0) {
      check(
          calls.setOption(socket, SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER), "setsockopt(SO_RCVBUF)");
    }
    check(calls.setOption(socket, SOL_SOCKET, SO_TIMESTAMPNS, 1), "setsockopt(SO_TIMESTAMPNS)");
    check(calls.setOption(socket, SOL_SOCKET, SO_RXQ_OVFL, 1), "setsockopt(SO_RXQ_OVFL)");
    if (sharing > 1) {
      check(calls.setOption(socket, SOL_SOCKET, SO_REUSEPORT, 1), "setsockopt(SO_REUSEPORT)");
    }
    check(calls.bind(socket, socketAddress(address, four)), "bind");
    if (sharing > 1) {
      choose(InnerAddressHash.program(wrapping, sharing));
    }
    prepare();
  }

  /// Gives the group the program that chooses among its sockets; the last one counts.
  private void choose(List<InnerAddressHash.Instruction> program) throws CaptureException {
    MemorySegment code = arena.allocate((long) program.size() * INSTRUCTION_SIZE, 8);
    long at = 0;
    for (InnerAddressHash.Instruction one : program) {
      code.set(SHORT, at, (short) one.code());
      code.set(BYTE, at + 2, (byte) one.ifEqual());
      code.set(INT, at + 4, one.operand());
      at += INSTRUCTION_SIZE;
    }
    MemorySegment header = arena.allocate(PROGRAM_SIZE, 8);
    header.set(SHORT, 0, (short) program.size());
    header.set(LONG, 8, code.address());
    check(
        calls.setOption(socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, header),
        "setsockopt(SO_ATTACH_REUSEPORT_CBPF)");
  }

  private MemorySegment socketAddress(InetSocketAddress address, boolean four) {
    MemorySegment made = arena.allocate(four ? 16 : 28, 4);
    made.set(SHORT, 0, (short) (four ? AF_INET : AF_INET6));
    made.set(BIG_SHORT, 2, (short) address.getPort());
    byte[] bytes = address.getAddress().getAddress();
    MemorySegment.copy(bytes, 0, made, BYTE, four ? 4 : 8, bytes.length);
    return made;
  }

  private void prepare() {
    MemorySegment vectors = arena.allocate((long) BATCH * IOVEC_SIZE, 8);
    for (int i = 0; i < BATCH; i++) {
      long vector = (long) i * IOVEC_SIZE;
      vectors.set(LONG, vector, buffers.address() + (long) i * BUFFER);
      vectors.set(LONG, vector + 8, BUFFER);
      long message = (long) i * MESSAGE_SIZE;
      messages.set(LONG, message + IOV, vectors.address() + vector);
      messages.set(LONG, message + IOV_COUNT, 1);
      messages.set(LONG, message + CONTROL, controls.address() + (long) i * CONTROL_SIZE);
    }
  }

  @Override
  public boolean next(Frame frame) throws CaptureException {
    if (taken == batch && !fetch()) {
      return false;
    }
    int number = taken++;
    received++;
    long nanos = readControl(number);
    long start = (long) number * BUFFER;
    int length = messages.get(INT, (long) number * MESSAGE_SIZE + RECEIVED);
    unwrap(frame, start, length, nanos);
    return true;
  }

  private boolean fetch() throws CaptureException {
    for (int i = 0; i < BATCH; i++) {
      messages.set(LONG, (long) i * MESSAGE_SIZE + CONTROL_LENGTH, CONTROL_SIZE);
    }
    taken = 0;
    batch = Math.max(0, calls.receive(socket, messages, BATCH, MSG_DONTWAIT));
    if (batch == 0 && calls.errno() != SystemCalls.EAGAIN && calls.errno() != SystemCalls.EINTR) {
      throw calls.failure("recvmmsg");
    }
    return batch > 0;
  }

  /// Reads what the kernel says of a datagram: its time, and how many were dropped so far.
  private long readControl(int number) {
    long nanos = 0;
    long at = (long) number * CONTROL_SIZE;
    long end = at + messages.get(LONG, (long) number * MESSAGE_SIZE + CONTROL_LENGTH);
    while (at + CMSG_HEADER <= end) {
      long length = controls.get(LONG, at);
      if (length < CMSG_HEADER || at + length > end) {
        break;
      }
      if (controls.get(INT, at + CMSG_LEVEL) == SOL_SOCKET) {
        int type = controls.get(INT, at + CMSG_TYPE);
        if (type == SO_TIMESTAMPNS) {
          nanos =
              controls.get(LONG, at + CMSG_HEADER) * SECOND
                  + controls.get(LONG, at + CMSG_HEADER + 8);
        } else if (type == SO_RXQ_OVFL) {
          dropped = Integer.toUnsignedLong(controls.get(INT, at + CMSG_HEADER));
        }
      }
      at += (length + 7) & ~7L;
    }
    return nanos;
  }

  private void unwrap(Frame frame, long start, int length, long nanos) {
    int header = 0;
    int linkType = LinkType.ETHERNET;
    switch (wrapping) {
      case RAW -> {}
      case VXLAN ->
          header =
              length >= TUNNEL_HEADER && (buffers.get(BYTE, start) & VXLAN_VALID) != 0
                  ? TUNNEL_HEADER
                  : -1;
      case GENEVE -> {
        header =
            length < TUNNEL_HEADER
                ? -1
                : TUNNEL_HEADER + 4 * (buffers.get(BYTE, start) & GENEVE_OPTIONS);
        if (header > 0) {
          linkType =
              geneveContent(Short.toUnsignedInt(buffers.get(BIG_SHORT, start + GENEVE_PROTOCOL)));
        }
      }
    }
    boolean broken = header < 0 || header > length || linkType < 0;
    int skip = broken ? 0 : header;
    frame.set(buffers, start + skip, length - skip, length - skip, nanos, Math.max(0, linkType));
    if (broken) {
      frame.weird = "mirror_datagram_malformed";
      frame.weirdDetail = name();
    }
  }

  /// The link type of what a Geneve header announces, negative if we know none for it.
  private static int geneveContent(int protocol) {
    return switch (protocol) {
      case TRANSPARENT_ETHERNET -> LinkType.ETHERNET;
      case IPV4, IPV6 -> LinkType.RAW;
      default -> -1;
    };
  }

  @Override
  public int linkType() {
    return LinkType.ETHERNET;
  }

  @Override
  public long dropped() {
    return dropped;
  }
}
