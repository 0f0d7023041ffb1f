# Moving pictures.
# Where several match, the one with the highest strength says what a file is.

signature file-video-3gpp {
	file-mime "video/3gpp", 60
	file-magic /....ftyp(3g[2egps]|avc1|mmp4)/
}

signature file-video-h264 {
	file-mime "video/h264", 41
	file-magic /\x00\x00\x00\x01[\x07'Gg\x87\xa7\xc7\xe7]/
}

signature file-video-mj2 {
	file-mime "video/mj2", 70
	file-magic /\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a.{8}mjp2/
}

signature file-video-mp2p {
	file-mime "video/mp2p", 21
	file-magic /\x00\x00\x01\xba[@-\x7f\xc0-\xff]/
}

signature file-video-mp2t {
	file-mime "video/mp2t", 40
	file-magic /(G.{187}){4}/
}

signature file-video-mp4 {
	file-mime "video/mp4", 70
	file-magic /....ftyp(isom|mp4[12])/
}

signature file-video-mp4-2 {
	file-mime "video/mp4", 60
	file-magic /....ftypM4V/
}

signature file-video-mpeg {
	file-mime "video/mpeg", 50
	file-magic /\x00\x00\x01[\xb0-\xbb]/
}

signature file-video-mpv {
	file-mime "video/mpv", 71
	file-magic /\x00\x00\x01\xb3/
}

signature file-video-quicktime {
	file-mime "video/quicktime", 70
	file-magic /....(mdat|moov)/
}

signature file-video-quicktime-2 {
	file-mime "video/quicktime", 50
	file-magic /....ftypqt/
}

signature file-video-webm {
	file-mime "video/webm", 70
	file-magic /\x1aE\xdf\xa3.*B\x82.webm/
}

signature file-video-x-flc {
	file-mime "video/x-flc", 50
	file-magic /.{4}\x12\xaf/
}

signature file-video-x-fli {
	file-mime "video/x-fli", 50
	file-magic /.{4}\x11\xaf/
}

signature file-video-x-flv {
	file-mime "video/x-flv", 60
	file-magic /FLV/
}

signature file-video-x-jng {
	file-mime "video/x-jng", 70
	file-magic /\x8bJNG/
}

signature file-video-x-matroska {
	file-mime "video/x-matroska", 110
	file-magic /\x1aE\xdf\xa3.*B\x82.matroska/
}

signature file-video-x-mng {
	file-mime "video/x-mng", 70
	file-magic /\x8aMNG/
}

signature file-video-x-ms-asf {
	file-mime "video/x-ms-asf", 70
	file-magic /0&\xb2u/
}

signature file-video-x-msvideo {
	file-mime "video/x-msvideo", 70
	file-magic /RIFF.{4}AVI /
}

signature file-video-x-sgi-movie {
	file-mime "video/x-sgi-movie", 70
	file-magic /MOVI/
}
