##! Events of IRC.

export {
	## Raised for each command that no event of its own tells.
	global irc_request: event(c: connection, is_orig: bool, prefix: string, command: string, arguments: string);

	## Raised for each numbered reply that no event of its own tells.
	global irc_reply: event(c: connection, is_orig: bool, prefix: string, code: count, params: string);

	## Raised for each command of a server that no event of its own tells.
	global irc_message: event(c: connection, is_orig: bool, prefix: string, command: string, message: string);

	## Raised for QUIT: somebody leaves the network.
	global irc_quit_message: event(c: connection, is_orig: bool, nick: string, message: string);

	## Raised for PRIVMSG: text for a person or a channel.
	global irc_privmsg_message: event(c: connection, is_orig: bool, source: string, target: string, message: string);

	## Raised for NOTICE: text that nothing may answer by itself.
	global irc_notice_message: event(c: connection, is_orig: bool, source: string, target: string, message: string);

	## Raised for SQUERY: text for a service.
	global irc_squery_message: event(c: connection, is_orig: bool, source: string, target: string, message: string);

	## Raised for JOIN, with everybody and each channel that it names.
	global irc_join_message: event(c: connection, is_orig: bool, info_list: irc_join_list);

	## Raised for PART: somebody leaves channels.
	global irc_part_message: event(c: connection, is_orig: bool, nick: string, chans: string_set, message: string);

	## Raised for NICK: somebody takes a name, or another one.
	global irc_nick_message: event(c: connection, is_orig: bool, who: string, newnick: string);

	## Raised when a server refuses a name: none was given, it is not valid, or taken (431, 432, 433, 436).
	global irc_invalid_nick: event(c: connection, is_orig: bool);

	## Raised for the reply that counts users, services and servers of the network (251).
	global irc_network_info: event(c: connection, is_orig: bool, users: count, services: count, servers: count);

	## Raised for the reply that counts what this server has (255).
	global irc_server_info: event(c: connection, is_orig: bool, users: count, services: count, servers: count);

	## Raised for the reply that counts channels (254).
	global irc_channel_info: event(c: connection, is_orig: bool, chans: count);

	## Raised for each line of a WHO reply (352): one person.
	global irc_who_line: event(c: connection, is_orig: bool, target_nick: string, channel: string, user: string, host: string, server: string, nick: string, params: string, hops: count, real_name: string);

	## Raised for each line of a NAMES reply (353): who is in a channel.
	##
	## @param c_type: how open the channel is: "=", "*" or "@".
	global irc_names_info: event(c: connection, is_orig: bool, c_type: string, channel: string, users: string_set);

	## Raised when a WHOIS reply says that somebody is an operator (313).
	global irc_whois_operator_line: event(c: connection, is_orig: bool, nick: string);

	## Raised when a WHOIS reply lists channels of somebody (319).
	global irc_whois_channel_line: event(c: connection, is_orig: bool, nick: string, chans: string_set);

	## Raised when a WHOIS reply tells user, host and real name (311).
	global irc_whois_user_line: event(c: connection, is_orig: bool, nick: string, user: string, host: string, real_name: string);

	## Raised for the answer to OPER.
	##
	## @param got_oper: whether somebody became an operator (381), or not (491).
	global irc_oper_response: event(c: connection, is_orig: bool, got_oper: bool);

	## Raised for the reply that counts users of all servers (266).
	global irc_global_users: event(c: connection, is_orig: bool, prefix: string, msg: string);

	## Raised when a server tells the topic of a channel (332).
	global irc_channel_topic: event(c: connection, is_orig: bool, channel: string, topic: string);

	## Raised for WHO: somebody asks who is there.
	##
	## @param oper: whether only operators are asked for.
	global irc_who_message: event(c: connection, is_orig: bool, mask: string, oper: bool);

	## Raised for WHOIS: somebody asks about persons.
	global irc_whois_message: event(c: connection, is_orig: bool, server: string, users: string);

	## Raised for OPER: somebody wants to be an operator.
	global irc_oper_message: event(c: connection, is_orig: bool, user: string, password: string);

	## Raised for KICK: somebody is put out of a channel.
	global irc_kick_message: event(c: connection, is_orig: bool, prefix: string, chans: string, users: string, comment: string);

	## Raised for ERROR, with which a server says why it closes.
	global irc_error_message: event(c: connection, is_orig: bool, prefix: string, message: string);

	## Raised for INVITE: somebody is asked into a channel.
	global irc_invite_message: event(c: connection, is_orig: bool, prefix: string, nickname: string, channel: string);

	## Raised for MODE: settings of a person or a channel.
	global irc_mode_message: event(c: connection, is_orig: bool, prefix: string, params: string);

	## Raised for SQUIT: a server leaves the network.
	global irc_squit_message: event(c: connection, is_orig: bool, prefix: string, server: string, message: string);

	## Raised for DCC within PRIVMSG: an offer to talk or to hand over a file directly.
	##
	## @param dcc_type: what is offered, such as SEND or CHAT.
	##
	## @param size: the length of the file in bytes, 0 if none was told.
	global irc_dcc_message: event(c: connection, is_orig: bool, prefix: string, target: string, dcc_type: string, argument: string, address: addr, dest_port: count, size: count);

	## Raised on the connection of a file when its receiver says how much has come.
	global irc_dcc_send_ack: event(c: connection, bytes_received: count);

	## Raised for USER: a client says who it is.
	global irc_user_message: event(c: connection, is_orig: bool, user: string, host: string, server: string, real_name: string);

	## Raised for PASS.
	global irc_password_message: event(c: connection, is_orig: bool, password: string);

	## Raised when the server agreed to go on with TLS (670).
	global irc_starttls: event(c: connection);
}
