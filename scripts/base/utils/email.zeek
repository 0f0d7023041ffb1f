##! Mail addresses in text.

# An address with what is around it: the beginning, the end, or one of these characters, which `bare_address` takes off.
const address_in_text = /(^|[<,:[:blank:]])[^<,:[:blank:]@]+"@"[^>,;[:blank:]]+([>,;[:blank:]]|$)/;

function bare_address(found: string): string {
	return gsub(found, /[<>,:;[:blank:]]/, "");
}

## All addresses in a text, in order.
function extract_email_addrs_vec(str: string): string_vec {
	local addresses: string_vec = vector();

	for ( _, found in find_all_ordered(str, address_in_text) )
		addresses += bare_address(found);

	return addresses;
}

## All addresses in a text, each once.
function extract_email_addrs_set(str: string): set[string] {
	local addresses: set[string] = set();

	for ( found in find_all(str, address_in_text) )
		add addresses[bare_address(found)];

	return addresses;
}

## The first address in a text, empty if there is none.
function extract_first_email_addr(str: string): string {
	local addresses = extract_email_addrs_vec(str);
	return |addresses| == 0 ? "" : addresses[0];
}

## The mailboxes in a header of a message, with their names, as in `"Doe, Jane" <jane@example.org>`.
function split_mime_email_addresses(line: string): set[string] {
	local mailboxes = string_set();

	for ( mailbox in find_all(line, /(\"[^"]*\")?[^,]+@[^,]+/) )
		add mailboxes[strip(mailbox)];

	return mailboxes;
}
