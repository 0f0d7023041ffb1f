# Fonts.
# Where several match, the one with the highest strength says what a file is.

signature file-application-font-woff {
	file-mime "application/font-woff", 70
	file-magic /wOFF/
}

signature file-application-font-woff2 {
	file-mime "application/font-woff2", 70
	file-magic /wOF2/
}

signature file-application-vnd-font-fontforge-sfd {
	file-mime "application/vnd.font-fontforge-sfd", 160
	file-magic /SplineFontDB:/
}

signature file-application-vnd-ms-fontobject {
	file-mime "application/vnd.ms-fontobject", 50
	file-magic /.{34}LP/
}

signature file-application-vnd-ms-opentype {
	file-mime "application/vnd.ms-opentype", 70
	file-magic /OTTO/
}

signature file-application-x-font-sfn {
	file-mime "application/x-font-sfn", 70
	file-magic /(\x04\x00\x00\x00|\x00\x00\x00\x04).{100}(\x04\x00\x00\x00|\x00\x00\x00\x04)/
}

signature file-application-x-font-ttf {
	file-mime "application/x-font-ttf", 80
	file-magic /\x00\x01\x00\x00\x00/
}

signature file-application-x-mif {
	file-mime "application/x-mif", 190
	file-magic /<MakerScreenFont/
}
