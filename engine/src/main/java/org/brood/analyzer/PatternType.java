package org.brood.analyzer;

/// What the expression of a signature is matched with; the order is that of the numbers of
/// `match_signatures`.
public enum PatternType {
  FILE_MAGIC,
  PAYLOAD,
  HTTP_REQUEST,
  HTTP_REQUEST_BODY,
  HTTP_REQUEST_HEADER,
  HTTP_REPLY_BODY,
  HTTP_REPLY_HEADER,
  FTP,
  FINGER
}
