# Programs for various systems.
# Where several match, the one with the highest strength says what a file is.

signature file-application-x-coredump {
	file-mime "application/x-coredump", 50
	file-magic /\x7fELF[\x01\x02](\x01.{10}\x04\x00|\x02.{10}\x00\x04)/
}

signature file-application-x-dosexec {
	file-mime "application/x-dosexec", 51
	file-magic /MZ/
}

signature file-application-x-elc {
	file-mime "application/x-elc", 10
	file-magic /;ELC[^[:alnum:]\x20-\x2f:-@\x5b-`{-\x7f]/
}

signature file-application-x-executable {
	file-mime "application/x-executable", 50
	file-magic /\x7fELF[\x01\x02](\x01.{10}\x02\x00|\x02.{10}\x00\x02)/
}

signature file-application-x-mach-o-executable {
	file-mime "application/x-mach-o-executable", 100
	file-magic /[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe..\x00[\x01-\x14]/
}

signature file-application-x-object {
	file-mime "application/x-object", 50
	file-magic /\x7fELF[\x01\x02](\x01.{10}\x01\x00|\x02.{10}\x00\x01)/
}

signature file-application-x-sharedlib {
	file-mime "application/x-sharedlib", 50
	file-magic /\x7fELF[\x01\x02](\x01.{10}\x03\x00|\x02.{10}\x00\x03)/
}
