package org.brood.analyzer.xmpp;

/// A tag.
///
/// @param name with its prefix, such as `stream:stream`
record XmppMessage(String name) {

  /// The name without its prefix.
  String localName() {
    int colon = name.indexOf(':');
    return colon < 0 || colon + 1 == name.length() ? name : name.substring(colon + 1);
  }
}
