package org.brood.capture.linux;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A program in the kernel's classic BPF that chooses the socket of a group by the addresses of the
/// mirrored packet, so that both directions of a connection come to the same one. The datagram's
/// own addresses and ports will not do: they differ by direction.
///
/// The program sees the datagram's content (SO_ATTACH_REUSEPORT_CBPF, socket(7)) and finds the IP
/// header behind the wrapping, an Ethernet header and up to two VLAN tags. The exclusive or of all
/// words of both addresses is the same for both directions; it is scattered by a multiplication
/// (Knuth, The Art of Computer Programming 3, section 6.4) and taken modulo the size of the group.
/// Ports are not part of it, for fragments have none. What is no IP, or too short, is for the first
/// socket.
final class InnerAddressHash {
  // linux/bpf_common.h, linux/filter.h
  private static final int LOAD_WORD_AT_X = 0x40;
  private static final int LOAD_SHORT = 0x28;
  private static final int LOAD_SHORT_AT_X = 0x48;
  private static final int LOAD_BYTE = 0x30;
  private static final int LOAD_CELL = 0x60;
  private static final int LOAD_X = 0x01;
  private static final int LOAD_X_CELL = 0x61;
  private static final int STORE = 0x02;
  private static final int STORE_X = 0x03;
  private static final int ADD = 0x04;
  private static final int MULTIPLY = 0x24;
  private static final int AND = 0x54;
  private static final int SHIFT_LEFT = 0x64;
  private static final int SHIFT_RIGHT = 0x74;
  private static final int MODULO = 0x94;
  private static final int XOR_X = 0xac;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int RETURN_A = 0x16;
  private static final int A_TO_X = 0x07;
  private static final int X_TO_A = 0x87;

  // Cells of the program's memory.
  private static final int SUM = 0;
  private static final int OFFSET = 1;
  private static final int TYPE = 2;

  private static final int TUNNEL_HEADER = 8;
  private static final int GENEVE_OPTIONS = 0x3f;
  private static final int GENEVE_PROTOCOL = 2;
  private static final int TRANSPARENT_ETHERNET = 0x6558;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int CUSTOMER_TAG = 0x8100;
  private static final int SERVICE_TAG = 0x88a8;
  private static final int VLAN_TAG = 4;
  private static final int ETHERNET_TYPE = 12;
  private static final int ETHERNET_HEADER = 14;
  private static final int IPV4_ADDRESSES = 12;
  private static final int IPV4_WORDS = 2;
  private static final int IPV6_ADDRESSES = 8;
  private static final int IPV6_WORDS = 8;
  private static final int WORD = 4;
  private static final int GOLDEN_RATIO = 0x9e3779b1;
  private static final int UPPER_HALF = 16;

  /// Where one may jump to.
  private enum Label {
    ETHERNET,
    FIRST_TAG,
    AFTER_FIRST_TAG,
    SECOND_TAG,
    AFTER_TAGS,
    IP4,
    IP6,
    HASH,
    OTHER
  }

  /// One instruction as the kernel reads it (`struct sock_filter`).
  ///
  /// @param ifEqual how many instructions a conditional jump leaves out when it is taken
  record Instruction(int code, int ifEqual, int operand) {}

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Label, Integer> places = new EnumMap<>(Label.class);
  private final Map<Integer, Label> jumps = new TreeMap<>();

  private InnerAddressHash() {}

  /// The program for a group of so many sockets.
  static List<Instruction> program(UdpSource.Wrapping wrapping, int sockets) {
    InnerAddressHash made = new InnerAddressHash();
    made.unwrap(wrapping);
    made.ethernet();
    made.place(Label.IP4);
    made.sum(IPV4_ADDRESSES, IPV4_WORDS);
    made.jump(JUMP, 0, Label.HASH);
    made.place(Label.IP6);
    made.sum(IPV6_ADDRESSES, IPV6_WORDS);
    made.place(Label.HASH);
    made.add(LOAD_CELL, SUM);
    made.add(MULTIPLY, GOLDEN_RATIO);
    made.add(SHIFT_RIGHT, UPPER_HALF);
    made.add(MODULO, sockets);
    made.add(RETURN_A, 0);
    made.place(Label.OTHER);
    made.add(RETURN, 0);
    return made.linked();
  }

  private void add(int code, int operand) {
    instructions.add(new Instruction(code, 0, operand));
  }

  private void place(Label label) {
    places.put(label, instructions.size());
  }

  private void jump(int code, int operand, Label target) {
    jumps.put(instructions.size(), target);
    add(code, operand);
  }

  /// The instructions with their jumps counted out: all of them lead forward.
  private List<Instruction> linked() {
    List<Instruction> linked = new ArrayList<>(instructions);
    jumps.forEach((at, label) -> {
      int over = places.getOrDefault(label, 0) - at - 1;
      Instruction jump = instructions.get(at);
      linked.set(
          at,
          jump.code() == JUMP
              ? new Instruction(JUMP, 0, over)
              : new Instruction(jump.code(), over, jump.operand()));
    });
    return List.copyOf(linked);
  }

  /// Sets X to where the wrapped packet begins.
  private void unwrap(UdpSource.Wrapping wrapping) {
    switch (wrapping) {
      case RAW -> add(LOAD_X, 0);
      case VXLAN -> add(LOAD_X, TUNNEL_HEADER);
      case GENEVE -> {
        add(LOAD_BYTE, 0);
        add(AND, GENEVE_OPTIONS);
        add(SHIFT_LEFT, 2);
        add(ADD, TUNNEL_HEADER);
        add(A_TO_X, 0);
        add(LOAD_SHORT, GENEVE_PROTOCOL);
        jump(JUMP_IF_EQUAL, TRANSPARENT_ETHERNET, Label.ETHERNET);
        ipAsTold();
      }
    }
  }

  /// Goes where the type in A leads.
  private void ipAsTold() {
    jump(JUMP_IF_EQUAL, IPV4, Label.IP4);
    jump(JUMP_IF_EQUAL, IPV6, Label.IP6);
    jump(JUMP, 0, Label.OTHER);
  }

  /// Moves X from an Ethernet header to what follows it.
  private void ethernet() {
    place(Label.ETHERNET);
    tag(Label.FIRST_TAG, Label.AFTER_FIRST_TAG);
    tag(Label.SECOND_TAG, Label.AFTER_TAGS);
    add(LOAD_SHORT_AT_X, ETHERNET_TYPE);
    add(STORE, TYPE);
    moveX(ETHERNET_HEADER);
    add(LOAD_CELL, TYPE);
    ipAsTold();
  }

  private void tag(Label here, Label after) {
    add(LOAD_SHORT_AT_X, ETHERNET_TYPE);
    jump(JUMP_IF_EQUAL, CUSTOMER_TAG, here);
    jump(JUMP_IF_EQUAL, SERVICE_TAG, here);
    jump(JUMP, 0, after);
    place(here);
    moveX(VLAN_TAG);
    place(after);
  }

  private void moveX(int bytes) {
    add(X_TO_A, 0);
    add(ADD, bytes);
    add(A_TO_X, 0);
  }

  /// Sums words up, without carrying.
  private void sum(int first, int words) {
    add(STORE_X, OFFSET);
    add(LOAD_WORD_AT_X, first);
    add(STORE, SUM);
    for (int i = 1; i < words; i++) {
      add(LOAD_X_CELL, OFFSET);
      add(LOAD_WORD_AT_X, first + i * WORD);
      add(LOAD_X_CELL, SUM);
      add(XOR_X, 0);
      add(STORE, SUM);
    }
  }
}
