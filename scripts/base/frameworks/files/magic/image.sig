# Pictures.
# Where several match, the one with the highest strength says what a file is.

signature file-image-gif {
	file-mime "image/gif", 70
	file-magic /GIF8/
}

signature file-image-jp2 {
	file-mime "image/jp2", 70
	file-magic /\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a.{8}jp2 /
}

signature file-image-jp2-2 {
	file-mime "image/jp2", 60
	file-magic /.{4}ftypjp2/
}

signature file-image-jp2-3 {
	file-mime "image/jp2", 50
	file-magic /....jP/
}

signature file-image-jpeg {
	file-mime "image/jpeg", 52
	file-magic /\xff\xd8/
}

signature file-image-jpm {
	file-mime "image/jpm", 70
	file-magic /\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a.{8}jpm /
}

signature file-image-jpx {
	file-mime "image/jpx", 70
	file-magic /\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a.{8}jpx /
}

signature file-image-png {
	file-mime "image/png", 110
	file-magic /\x89PNG/
}

signature file-image-svg-xml {
	file-mime "image/svg+xml", 38
	file-magic /<\?xml version=\"[^\x00].{3}.*<svg/
}

signature file-image-tiff {
	file-mime "image/tiff", 70
	file-magic /MM\x00[*+]|II[*+]\x00/
}

signature file-image-vnd-adobe-photoshop {
	file-mime "image/vnd.adobe.photoshop", 70
	file-magic /8BPS/
}

signature file-image-vnd-djvu {
	file-mime "image/vnd.djvu", 70
	file-magic /AT&TFORM.{4}(DJV[IMU]|THUM)/
}

signature file-image-vnd-dwg {
	file-mime "image/vnd.dwg", 90
	file-magic /AC[12]\.|AC10/
}

signature file-image-webp {
	file-mime "image/webp", 70
	file-magic /RIFF.{4}WEBP/
}

signature file-image-x-award-bioslogo {
	file-mime "image/x-award-bioslogo", 50
	file-magic /\x11[\x06\x09]/
}

signature file-image-x-award-bmp {
	file-mime "image/x-award-bmp", 20
	file-magic /AWBM/
}

signature file-image-x-canon-cr2 {
	file-mime "image/x-canon-cr2", 130
	file-magic /II\*\x00\x10\x00\x00\x00CR/
}

signature file-image-x-canon-crw {
	file-mime "image/x-canon-crw", 170
	file-magic /II\x1a\x00\x00\x00HEAPCCDR/
}

signature file-image-x-coreldraw {
	file-mime "image/x-coreldraw", 70
	file-magic /RIFF....CDR[6A]/
}

signature file-image-x-cpi {
	file-mime "image/x-cpi", 70
	file-magic /CPC\xb2/
}

signature file-image-x-cursor {
	file-mime "image/x-cursor", 70
	file-magic /\x00\x00\x02\x00/
}

signature file-image-x-dpx {
	file-mime "image/x-dpx", 70
	file-magic /SDPX/
}

signature file-image-x-epoc-mbm {
	file-mime "image/x-epoc-mbm", 70
	file-magic /7\x00\x00\x10B\x00\x00\x10/
}

signature file-image-x-epoc-sketch {
	file-mime "image/x-epoc-sketch", 70
	file-magic /7\x00\x00\x10m\x00\x00\x10\}\x00\x00\x10/
}

signature file-image-x-exr {
	file-mime "image/x-exr", 70
	file-magic /v\/1\x01/
}

signature file-image-x-icon {
	file-mime "image/x-icon", 70
	file-magic /\x00\x00\x01\x00/
}

signature file-image-x-lss16 {
	file-mime "image/x-lss16", 70
	file-magic /=\xf3\x13\x14/
}

signature file-image-x-ms-bmp {
	file-mime "image/x-ms-bmp", 50
	file-magic /BM.{12}[\x0c(@l|\x80]\x00/
}

signature file-image-x-niff {
	file-mime "image/x-niff", 70
	file-magic /IIN1/
}

signature file-image-x-olympus-orf {
	file-mime "image/x-olympus-orf", 70
	file-magic /IIR[OS]|MMOR/
}

signature file-image-x-paintnet {
	file-mime "image/x-paintnet", 70
	file-magic /PDN3/
}

signature file-image-x-polar-monitor-bitmap {
	file-mime "image/x-polar-monitor-bitmap", 160
	file-magic /\[BitmapInfo2\]/
}

signature file-image-x-portable-bitmap {
	file-mime "image/x-portable-bitmap", 42
	file-magic /P4.[0-9]{1,50}  [0-9]{1,50}|.*P1[0-9]{1,50}  [0-9]{1,50}/
}

signature file-image-x-portable-greymap {
	file-mime "image/x-portable-greymap", 42
	file-magic /P5.[0-9]{1,50}  [0-9]{1,50}|.*P2[0-9]{1,50}  [0-9]{1,50}/
}

signature file-image-x-portable-pixmap {
	file-mime "image/x-portable-pixmap", 50
	file-magic /P7/
}

signature file-image-x-portable-pixmap-2 {
	file-mime "image/x-portable-pixmap", 42
	file-magic /P6.[0-9]{1,50}  [0-9]{1,50}|.*P3[0-9]{1,50}  [0-9]{1,50}/
}

signature file-image-x-quicktime {
	file-mime "image/x-quicktime", 70
	file-magic /....idsc/
}

signature file-image-x-x3f {
	file-mime "image/x-x3f", 70
	file-magic /FOVb/
}

signature file-image-x-xcf {
	file-mime "image/x-xcf", 110
	file-magic /gimp xcf/
}

signature file-image-x-xcursor {
	file-mime "image/x-xcursor", 70
	file-magic /Xcur/
}
