package org.brood.analyzer.dns;

/// Numbers of resource record types, classes and operations, as IANA has them.
final class DnsTypes {
  static final int A = 1;
  static final int NS = 2;
  static final int CNAME = 5;
  static final int SOA = 6;
  static final int WKS = 11;
  static final int PTR = 12;
  static final int HINFO = 13;
  static final int MX = 15;
  static final int TXT = 16;
  static final int AAAA = 28;
  static final int LOC = 29;

  /// A name of the NetBIOS name service.
  static final int NB = 32;

  /// A service; to the NetBIOS name service, the state of a node.
  static final int SRV = 33;

  static final int NAPTR = 35;
  static final int A6 = 38;
  static final int OPT = 41;
  static final int DS = 43;
  static final int SSHFP = 44;
  static final int RRSIG = 46;
  static final int NSEC = 47;
  static final int DNSKEY = 48;
  static final int NSEC3 = 50;
  static final int NSEC3PARAM = 51;
  static final int SVCB = 64;
  static final int HTTPS = 65;
  static final int SPF = 99;
  static final int TKEY = 249;
  static final int TSIG = 250;
  static final int CAA = 257;

  /// How BIND tells how far the signing of a zone is: private use.
  static final int BIND_SIGNING = 65534;

  static final int CLASS_NONE = 254;
  static final int CLASS_ANY = 255;

  static final int QUERY = 0;
  static final int NOTIFY = 4;
  static final int UPDATE = 5;

  private DnsTypes() {}
}
