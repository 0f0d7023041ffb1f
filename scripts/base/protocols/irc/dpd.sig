# IRC by a client that says its nick name and user, in either order, and the replies of a server; or by two servers that
# introduce themselves to each other.

signature irc_server_reply {
	ip-proto == tcp
	tcp-state responder
	payload /^(|.*[\n\r])(:[^ \n\r]+ )?[0-9][0-9][0-9] /
}

signature irc_client1 {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\r\n]) *[uU][sS][eE][rR] +.+[\n\r]+ *[nN][iI][cC][kK] +.*[\r\n]/
	requires-reverse-signature irc_server_reply
	enable "irc"
}

signature irc_client2 {
	ip-proto == tcp
	tcp-state originator
	payload /(|.*[\r\n]) *[nN][iI][cC][kK] +.+[\r\n]+ *[uU][sS][eE][rR] +.+[\r\n]/
	requires-reverse-signature irc_server_reply
	enable "irc"
}

signature irc_server_to_server1 {
	ip-proto == tcp
	payload /(|.*[\r\n]) *[sS][eE][rR][vV][eE][rR] +[^ ]+ +[0-9]+ +:.+[\r\n]/
}

signature irc_server_to_server2 {
	ip-proto == tcp
	payload /(|.*[\r\n]) *[sS][eE][rR][vV][eE][rR] +[^ ]+ +[0-9]+ +:.+[\r\n]/
	requires-reverse-signature irc_server_to_server1
	enable "irc"
}
