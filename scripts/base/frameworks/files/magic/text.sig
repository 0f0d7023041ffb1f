# Text: mail, news, keys, markup.
# Where several match, the one with the highest strength says what a file is.

signature file-message-news {
	file-mime "message/news", 100
	file-magic /Article/
}

signature file-message-news-2 {
	file-mime "message/news", 80
	file-magic /Path:|Xref:/
}

signature file-message-rfc822 {
	file-mime "message/rfc822", 170
	file-magic /Relay-Version:/
}

signature file-message-rfc822-2 {
	file-mime "message/rfc822", 160
	file-magic /[dD][eE][lL][iI][vV][eE][rR][eE][dD]-[tT][oO]:/
}

signature file-message-rfc822-3 {
	file-mime "message/rfc822", 150
	file-magic /[rR][eE][tT][uU][rR][nN]-[pP][aA][tT][hH]:/
}

signature file-message-rfc822-4 {
	file-mime "message/rfc822", 130
	file-magic /Forward to/
}

signature file-message-rfc822-5 {
	file-mime "message/rfc822", 120
	file-magic /N#! rnews/
}

signature file-message-rfc822-6 {
	file-mime "message/rfc822", 110
	file-magic /#! rnews/
}

signature file-message-rfc822-7 {
	file-mime "message/rfc822", 100
	file-magic /Pipe to/
}

signature file-message-rfc822-8 {
	file-mime "message/rfc822", 80
	file-magic /From:/
}

signature file-text-pgp {
	file-mime "text/PGP", 50
	file-magic /\xa6\x00|\x85\x02/
}

signature file-text-calendar {
	file-mime "text/calendar", 180
	file-magic /BEGIN:VCALENDAR/
}

signature file-text-rtf {
	file-mime "text/rtf", 80
	file-magic /\{\\rtf/
}

signature file-text-x-diff {
	file-mime "text/x-diff", 55
	file-magic /.*--- .*\x0a.*\+\+\+ .*\x0a.*@@/
}

signature file-text-x-php {
	file-mime "text/x-php", 37
	file-magic /<\?php \/\* Smarty version.[.0-9]+/
}

signature file-text-x-po {
	file-mime "text/x-po", 37
	file-magic /msgid /
}

signature file-text-x-vcard {
	file-mime "text/x-vcard", 140
	file-magic /BEGIN:VCARD/
}

signature file-text-x-xmcd {
	file-mime "text/x-xmcd", 90
	file-magic /# xmcd/
}
