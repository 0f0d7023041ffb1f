##! Declarations of X509.

export {
	## Raised for each OCSP request.
	global ocsp_request: event(f: fa_file, version: count);

	## Raised for each certificate that a request asks about.
	global ocsp_request_certificate: event(f: fa_file, hashAlgorithm: string, issuerNameHash: string, issuerKeyHash: string, serialNumber: string);

	## Raised for the status of each OCSP response, such as "successful".
	global ocsp_response_status: event(f: fa_file, status: string);

	## Raised for the basic part of a successful OCSP response.
	##
	## @param certs: certificates that were sent along.
	global ocsp_response_bytes: event(f: fa_file, status: string, version: count, responderId: string, producedAt: time, signatureAlgorithm: string, certs: x509_opaque_vector);

	## Raised for each certificate that a response is about.
	##
	## @param certStatus: "good", "revoked" or "unknown".
	global ocsp_response_certificate: event(f: fa_file, hashAlgorithm: string, issuerNameHash: string, issuerKeyHash: string, serialNumber: string, certStatus: string, revokeTime: time, revokeReason: string, thisUpdate: time, nextUpdate: time);

	## Raised for each extension of an OCSP request or response.
	##
	## @param global_resp: whether it belongs to the whole, not to one certificate.
	global ocsp_extension: event(f: fa_file, ext: X509::Extension, global_resp: bool);
}
