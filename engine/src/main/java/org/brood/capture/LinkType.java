package org.brood.capture;

/// Link types by libpcap's `DLT_` numbers on Linux (tcpdump.org/linktypes.html).
public final class LinkType {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int PPP = 9;
  public static final int FDDI = 10;
  public static final int RAW = 12;
  public static final int PPP_SERIAL = 50;
  public static final int IEEE802_11 = 105;
  public static final int LOOP = 108;
  public static final int LINUX_SLL = 113;
  public static final int IEEE802_11_RADIO = 127;
  public static final int NFLOG = 239;
  public static final int LINUX_SLL2 = 276;

  /// The numbers that mean raw IP in files.
  private static final int FILE_RAW = 101;

  private LinkType() {}

  /// Whether packets of this type can be analysed; others are frames without meaning.
  public static boolean isKnown(int linkType) {
    return switch (linkType) {
      case NULL,
          ETHERNET,
          PPP,
          FDDI,
          RAW,
          PPP_SERIAL,
          IEEE802_11,
          LOOP,
          LINUX_SLL,
          IEEE802_11_RADIO,
          NFLOG,
          LINUX_SLL2 ->
          true;
      default -> false;
    };
  }

  /// The `DLT_` number of a `LINKTYPE_` number that stands in a file.
  public static int ofFile(int number) {
    return number == FILE_RAW ? RAW : number;
  }

  /// The `LINKTYPE_` number that stands in a file.
  public static int inFile(int linkType) {
    return linkType == RAW ? FILE_RAW : linkType;
  }
}
