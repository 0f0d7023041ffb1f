# Sound.
# Where several match, the one with the highest strength says what a file is.

signature file-audio-basic {
	file-mime "audio/basic", 70
	file-magic /\.snd.{8}\x00\x00\x00\x01|\.snd.{8}\x00\x00\x00\x02|\.snd.{8}\x00\x00\x00\x03|\.snd.{8}\x00\x00\x00\x04|\.snd.{8}\x00\x00\x00\x05|\.snd.{8}\x00\x00\x00\x06|\.snd.{8}\x00\x00\x00\x07/
}

signature file-audio-m4a {
	file-mime "audio/m4a", 70
	file-magic /....ftypm4a/
}

signature file-audio-midi {
	file-mime "audio/midi", 70
	file-magic /MThd/
}

signature file-audio-mp4 {
	file-mime "audio/mp4", 60
	file-magic /....ftypM4A/
}

signature file-audio-mpeg {
	file-mime "audio/mpeg", 20
	file-magic /ID3|\xff[\xe2\xe3\xf2\xf3\xf6\xf7\xfa-\xfd]/
}

signature file-audio-vnd-dolby-dd-raw {
	file-mime "audio/vnd.dolby.dd-raw", 50
	file-magic /\x0bw/
}

signature file-audio-x-adpcm {
	file-mime "audio/x-adpcm", 70
	file-magic /\.snd.{8}\x00\x00\x00\x17/
}

signature file-audio-x-aiff {
	file-mime "audio/x-aiff", 70
	file-magic /FORM.{4}AIFF|FORM.{4}AIFC|FORM.{4}8SVX/
}

signature file-audio-x-ape {
	file-mime "audio/x-ape", 70
	file-magic /MAC /
}

signature file-audio-x-dec-basic {
	file-mime "audio/x-dec-basic", 70
	file-magic /\.sd\x00.{8}\x01\x00\x00\x00|\.sd\x00.{8}\x02\x00\x00\x00|\.sd\x00.{8}\x03\x00\x00\x00|\.sd\x00.{8}\x04\x00\x00\x00|\.sd\x00.{8}\x05\x00\x00\x00|\.sd\x00.{8}\x06\x00\x00\x00|\.sd\x00.{8}\x07\x00\x00\x00|\.sd\x00.{8}\x17\x00\x00\x00/
}

signature file-audio-x-flac {
	file-mime "audio/x-flac", 70
	file-magic /fLaC/
}

signature file-audio-x-hx-aac-adif {
	file-mime "audio/x-hx-aac-adif", 70
	file-magic /ADIF/
}

signature file-audio-x-hx-aac-adts {
	file-mime "audio/x-hx-aac-adts", 50
	file-magic /\xff[\xf0\xf1\xf8\xf9]/
}

signature file-audio-x-mod {
	file-mime "audio/x-mod", 190
	file-magic /Extended Module:/
}

signature file-audio-x-mod-2 {
	file-mime "audio/x-mod", 110
	file-magic /.{21}!SCREAM!|.{21}BMOD2STM/
}

signature file-audio-x-mod-3 {
	file-mime "audio/x-mod", 70
	file-magic /IMPM/
}

signature file-audio-x-mod-4 {
	file-mime "audio/x-mod", 20
	file-magic /MAS_UTrack_V00\/0/
}

signature file-audio-x-mp4a-latm {
	file-mime "audio/x-mp4a-latm", 50
	file-magic /V[\xe0-\xff]/
}

signature file-audio-x-musepack {
	file-mime "audio/x-musepack", 60
	file-magic /MP\+/
}

signature file-audio-x-pn-realaudio {
	file-mime "audio/x-pn-realaudio", 70
	file-magic /\.ra\xfd/
}

signature file-audio-x-w64 {
	file-mime "audio/x-w64", 190
	file-magic /riff\.\x91\xcf\x11\xa5\xd6\(\xdb\x04\xc1\x00\x00.{8}wave\xf3\xac\xd3\x11\x8c\xd1\x00\xc0O\x8e\xdb\x8a/
}

signature file-audio-x-wav {
	file-mime "audio/x-wav", 190
	file-magic /RF64\xff\xff\xff\xffWAVEds64/
}

signature file-audio-x-wav-2 {
	file-mime "audio/x-wav", 70
	file-magic /RIFF.{4}WAVE/
}
