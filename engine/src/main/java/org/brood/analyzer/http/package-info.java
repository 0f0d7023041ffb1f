/// HTTP/0.9, HTTP/1.0 and HTTP/1.1 (RFC 9110, RFC 9112; ranges, chunks, pipelining, CONNECT and
/// Upgrade included).
///
/// `HttpLines` reads first lines, `HttpAnalyzer` follows requests and responses over a connection,
/// `HttpMessage` and `HttpEntity` are one message and its body, `HttpEvents` makes script events of
/// it all. Bodies go to file analysis. Limits: [HttpLimits].
///
/// Weirds: `bad_HTTP_request`, `bad_HTTP_request_with_version`, `empty_http_request`,
/// `lowercase_HTTP_keyword`, `missing_HTTP_uri`, `HTTP_version_mismatch`,
/// `unexpected_multiple_HTTP_requests`, `unexpected_client_HTTP_data`,
/// `unexpected_server_HTTP_data`, `invalid_http_09_request_method`, `http_09_reply_before_request`,
/// `HTTP_overlapping_messages`, `protocol_data_with_HTTP_CONNECT_reply`,
/// `protocol_data_with_HTTP_upgrade_reply`, `HTTP_late_flip_roles`, `http_no_crlf_in_header_list`,
/// `HTTP_bad_chunk_size`, `HTTP_obsolete_line_folding`, `HTTP_content_length_and_chunked`,
/// `HTTP_content_length_leading_zeros`, `HTTP_bad_content_length`,
/// `HTTP_content_length_0_and_expect_100_cont`, `HTTP_expect_not_100_continue`,
/// `HTTP_content_range_and_chunked`, `HTTP_content_range_unknown_byte_unit`,
/// `HTTP_content_range_cannot_parse`, `HTTP_content_range_invalid`,
/// `HTTP_non_positive_content_range`, `HTTP_content_range_overflow`,
/// `HTTP_content_range_invalid_instance`, `HTTP_range_not_matching_len`, `HTTP_chunked_multi`,
/// `HTTP_nested_transfer_encoding_header`, `HTTP_chunked_transfer_for_multipart_message`, and those
/// about URIs: `illegal_%_at_end_of_URI`, `partial_escape_at_end_of_URI`, `double_%_in_URI`,
/// `unescaped_%_in_URI`.
@NullMarked
package org.brood.analyzer.http;

import org.jspecify.annotations.NullMarked;
