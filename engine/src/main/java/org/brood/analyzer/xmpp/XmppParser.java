package org.brood.analyzer.xmpp;

import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/// Reads tags one after the other.
final class XmppParser {
  /// The longest tag.
  static final int MAX_TAG = 64 * 1024;

  private XmppParser() {}

  /// Reads the next tag and the text behind it, as far as that is there.
  ///
  /// @param searched how many bytes from here are known not to end the tag
  /// @return its name with what marks it as an end or a declaration, null if its end has not come
  /// @throws Malformed if there is something else
  static @Nullable XmppMessage tag(ByteCursor in, int searched) {
    int start = in.position();
    skipSpace(in);
    if (in.isEmpty()) {
      return null;
    }
    if (in.peek(0) != '<') {
      throw new Malformed("a tag was expected");
    }
    int length = in.find('>', Math.max(1, searched - (in.position() - start)));
    if (length < 0) {
      in.position(start);
      if (in.remaining() > MAX_TAG) {
        throw new Malformed("tag too long");
      }
      return null;
    }
    in.skip(1);
    int nameLength = nameLength(in);
    if (nameLength == 0 || in.find('<') >= 0 && in.find('<') < length - 1) {
      throw new Malformed("no tag");
    }
    String name = in.latin1(nameLength);
    in.skip(length - nameLength);
    while (!in.isEmpty() && in.peek(0) != '<' && in.peek(0) != '>') {
      in.skip(1);
    }
    return new XmppMessage(name);
  }

  static void skipSpace(ByteCursor in) {
    while (!in.isEmpty() && isSpace(in.peek(0))) {
      in.skip(1);
    }
  }

  private static boolean isSpace(int b) {
    return b == ' ' || b == '\r' || b == '\n';
  }

  private static int nameLength(ByteCursor in) {
    int at = in.has(1) && in.peek(0) == '/' ? 1 : 0;
    int start = at;
    while (in.has(at + 1) && isNameByte(in.peek(at))) {
      at++;
    }
    return at == start ? 0 : at;
  }

  private static boolean isNameByte(int b) {
    return b == '?' || b == ':' || b >= '0' && b <= '9' || isLetter(b | 0x20);
  }

  private static boolean isLetter(int b) {
    return b >= 'a' && b <= 'z';
  }
}
