# Archives and compressed data.
# Where several match, the one with the highest strength says what a file is.

signature file-application-vnd-ms-cab-compressed {
	file-mime "application/vnd.ms-cab-compressed", 110
	file-magic /MSCF\x00\x00\x00\x00/
}

signature file-application-warc {
	file-mime "application/warc", 50
	file-magic /WARC\//
}

signature file-application-x-7z-compressed {
	file-mime "application/x-7z-compressed", 50
	file-magic /7z\xbc\xaf'\x1c/
}

signature file-application-x-ace {
	file-mime "application/x-ace", 100
	file-magic /.{7}\*\*ACE\*\*/
}

signature file-application-x-arc {
	file-mime "application/x-arc", 70
	file-magic /[[:space:][:alnum:]\x00-\x08\x0e-\x1f!-\x2f:-@\x5b-`{-\x7f]{2}[\x02-\x0a\x14H]\x1a/
}

signature file-application-x-archive {
	file-mime "application/x-archive", 70
	file-magic /!?<ar(ch)?>/
}

signature file-application-x-arj {
	file-mime "application/x-arj", 50
	file-magic /`\xea/
}

signature file-application-x-bzip2 {
	file-mime "application/x-bzip2", 60
	file-magic /BZh/
}

signature file-application-x-compress {
	file-mime "application/x-compress", 50
	file-magic /\x1f\x9d/
}

signature file-application-x-cpio {
	file-mime "application/x-cpio", 50
	file-magic /q\xc7|\xc7q|\xc7q|q\xc7/
}

signature file-application-x-debian-package {
	file-mime "application/x-debian-package", 171
	file-magic /!<arch>\x0adebian/
}

signature file-application-x-dmg {
	file-mime "application/x-dmg", 100
	file-magic /x\x01s\x0dbb`|x\xdac`\x18\x05|x\x01c`\x18\x05|x\xdas\x0d|x[\x01\xda]\xed[\xd0-\xd9]/
}

signature file-application-x-eet {
	file-mime "application/x-eet", 70
	file-magic /\x1e\xe7\xff\x00/
}

signature file-application-x-gzip {
	file-mime "application/x-gzip", 100
	file-magic /\x1f\x8b/
}

signature file-application-x-lha {
	file-mime "application/x-lha", 120
	file-magic /MZ.{34}LH[aA]'s SFX/
}

signature file-application-x-lrzip {
	file-mime "application/x-lrzip", 1
	file-magic /LRZI/
}

signature file-application-x-lz4 {
	file-mime "application/x-lz4", 70
	file-magic /\x02!L\x18|\x04\"M\x18/
}

signature file-application-x-lzh {
	file-mime "application/x-lzh", 80
	file-magic /.{2}-(lh[\x200-9a-ex]|lz[2-8s]|lz[2-8s]|pm[0-2s]|pc1)-/
}

signature file-application-x-lzip {
	file-mime "application/x-lzip", 70
	file-magic /LZIP/
}

signature file-application-x-lzma {
	file-mime "application/x-lzma", 71
	file-magic /\]\x00\x00/
}

signature file-application-x-rar {
	file-mime "application/x-rar", 70
	file-magic /Rar!/
}

signature file-application-x-rpm {
	file-mime "application/x-rpm", 70
	file-magic /drpm|\xed\xab\xee\xdb/
}

signature file-application-x-stuffit {
	file-mime "application/x-stuffit", 70
	file-magic /SIT!|StuffIt/
}

signature file-application-x-tar {
	file-mime "application/x-tar", 100
	file-magic /[[:alnum:]\x00\x20-\x2f:-@\x5b-`{-~]{100}([\x200-9]{7}\x00){3}([\x200-9]{11}\x00){2}[\x00\x200-9]{7}[\x00\x20][\x000-7]/
}

signature file-application-x-xar {
	file-mime "application/x-xar", 100
	file-magic /xar!/
}

signature file-application-x-xz {
	file-mime "application/x-xz", 90
	file-magic /\xfd7zXZ\x00/
}

signature file-application-x-zoo {
	file-mime "application/x-zoo", 70
	file-magic /.{20}\xdc\xa7\xc4\xfd/
}

signature file-application-zip {
	file-mime "application/zip", 340
	file-magic /MZ.{28}(Copyright 1989-1990 PKWARE Inc|PKLITE Copr)\./
}

signature file-application-zip-2 {
	file-mime "application/zip", 10
	file-magic /PK\x03\x04.{2}|PK\x07\x08PK\x03\x04/
}
