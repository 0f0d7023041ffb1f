##! Adds the Community ID of connections to notices.

@load base/frameworks/notice
@load base/protocols/conn
@load policy/protocols/conn/community-id-logging

module CommunityID::Notice;

export {
	## Whether that is done.
	option enabled: bool = T;

	redef record Notice::Info += {
		## The Community ID.
		community_id: string &optional &log;
	};
}

hook Notice::notice(n: Notice::Info) {
	if ( enabled && n?$conn && n$conn?$conn && n$conn$conn?$community_id )
		n$community_id = n$conn$conn$community_id;
}
