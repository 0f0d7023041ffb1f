# Sources of programs, by how scripts begin.
# Where several match, the one with the highest strength says what a file is.

signature file-application-javascript {
	file-mime "application/javascript", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?node(js)?|[\x09\x0a\x0d\x20]*<[sS][cC][rR][iI][pP][tT][\x09\x20]+([tT][yY][pP][eE]|[lL][aA][nN][gG][uU][aA][gG][eE])=[\x22']?([tT][eE][xX][tT]\/)?[jJ][aA][vV][aA][sS][cC][rR][iI][pP][tT]|[\x09\x0a\x0d\x20]*for \(;;\);|[\x09\x0a\x0d\x20]*document\.write(ln)?[:abkln]?\(|\(function\(\)[\x09\x0a\x20]*\{|[\x09\x0a\x0d\x20]*<script>[\x09\x0a\x0d\x20]*(var|function) /
}

signature file-text-x-awk {
	file-mime "text/x-awk", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?(g|n)?awk/
}

signature file-text-x-lua {
	file-mime "text/x-lua", 49
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?lua/
}

signature file-text-x-m4 {
	file-mime "text/x-m4", 40
	file-magic /dnl /
}

signature file-text-x-msdos-batch {
	file-mime "text/x-msdos-batch", 110
	file-magic /@ *[eE][cC][hH][oO] +[oO][fF][fF]/
}

signature file-text-x-msdos-batch-2 {
	file-mime "text/x-msdos-batch", 70
	file-magic /@[sS][eE][tT] +/
}

signature file-text-x-msdos-batch-3 {
	file-mime "text/x-msdos-batch", 60
	file-magic /@[rR][eE][mM]/
}

signature file-text-x-perl {
	file-mime "text/x-perl", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?perl/
}

signature file-text-x-php-2 {
	file-mime "text/x-php", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?php/
}

signature file-text-x-php-3 {
	file-mime "text/x-php", 40
	file-magic /.*<\?php/
}

signature file-text-x-python {
	file-mime "text/x-python", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?python/
}

signature file-text-x-ruby {
	file-mime "text/x-ruby", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?ruby/
}

signature file-text-x-shellscript {
	file-mime "text/x-shellscript", 250
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?(ba|tc|c|z|fa|ae|k)?sh/
}

signature file-text-x-tcl {
	file-mime "text/x-tcl", 60
	file-magic /#![^\x0a]{1,15}bin\/(env[[:space:]]+)?(wish|tcl)/
}
