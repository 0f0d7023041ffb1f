# The banner of cmd.exe, as it comes from a host that has been broken into.

signature windows_reverse_shell {
	ip-proto == tcp
	tcp-state established,originator
	payload /.*Microsoft Windows.*\x28C\x29 Copyright 1985-.*Microsoft Corp/
	event "ATTACK-RESPONSES Microsoft cmd.exe banner (reverse-shell originator)"
}

signature windows_shell {
	ip-proto == tcp
	tcp-state established,responder
	payload /.*Microsoft Windows.*\x28C\x29 Copyright 1985-.*Microsoft Corp/
	event "ATTACK-RESPONSES Microsoft cmd.exe banner (normal-shell responder)"
}
