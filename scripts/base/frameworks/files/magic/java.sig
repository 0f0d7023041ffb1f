# Java.
# Where several match, the one with the highest strength says what a file is.

signature file-application-java-archive {
	file-mime "application/java-archive", 100
	file-magic /PK\x03\x04.{1,200}\x14\x00..META-INF\/MANIFEST\.MF/
}

signature file-application-x-java-applet {
	file-mime "application/x-java-applet", 71
	file-magic /\xca\xfe\xba\xbe...[\x2d-4]/
}

signature file-application-x-java-jce-keystore {
	file-mime "application/x-java-jce-keystore", 70
	file-magic /\xce\xce\xce\xce/
}

signature file-application-x-java-jnlp-file {
	file-mime "application/x-java-jnlp-file", 100
	file-magic /<jnlp /
}

signature file-application-x-java-keystore {
	file-mime "application/x-java-keystore", 70
	file-magic /\xfe\xed\xfe\xed/
}

signature file-application-x-java-pack200 {
	file-mime "application/x-java-pack200", 1
	file-magic /\xca\xfe\xd0\x0d./
}
