/// Certificates and OCSP messages as files: read when they are whole, told as events.
///
/// A file is at most [CertificateBytes#MAX] bytes long, a longer one is the weird
/// `x509_file_too_large`. What is none is `x509_cert_parse_error`,
/// `openssl_ocsp_request_parse_error` or `openssl_ocsp_response_parse_error`.
@NullMarked
package org.brood.file.x509;

import org.jspecify.annotations.NullMarked;
