# Everything that no other file has.
# Where several match, the one with the highest strength says what a file is.

signature file-application-bindiff {
	file-mime "application/bindiff", 100
	file-magic /DIFF/
}

signature file-application-bplist {
	file-mime "application/bplist", 100
	file-magic /bplist0?/
}

signature file-application-bsdiff {
	file-mime "application/bsdiff", 100
	file-magic /BSDIFF/
}

signature file-application-chrome-ext {
	file-mime "application/chrome-ext", 100
	file-magic /Cr24/
}

signature file-application-chrome-ext-upd {
	file-mime "application/chrome-ext-upd", 70
	file-magic /CrOD/
}

signature file-application-dicom {
	file-mime "application/dicom", 70
	file-magic /.{128}DICM/
}

signature file-application-epub-zip {
	file-mime "application/epub+zip", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/epub\+zip/
}

signature file-application-f4m {
	file-mime "application/f4m", 49
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<[mM][aA][nN][iI][fF][eE][sS][tT][\x09\x0a\x0d\x20]+xmlns=\"http:\/\/ns\.adobe\.com\/f4m\//
}

signature file-application-mac-binhex40 {
	file-mime "application/mac-binhex40", 320
	file-magic /.{11}must be converted with BinHex/
}

signature file-application-map-tile {
	file-mime "application/map-tile", 100
	file-magic /VMP4/
}

signature file-application-marc {
	file-mime "application/marc", 50
	file-magic /[0-9]{5}[acdn]w/
}

signature file-application-mshelp {
	file-mime "application/mshelp", 100
	file-magic /ITSF/
}

signature file-application-msqm {
	file-mime "application/msqm", 100
	file-magic /MSQM/
}

signature file-application-mssql-bak {
	file-mime "application/mssql-bak", 100
	file-magic /MSSQLBAK/
}

signature file-application-mtf {
	file-mime "application/mtf", 100
	file-magic /TAPE/
}

signature file-application-ocsp-request {
	file-mime "application/ocsp-request", 71
	file-magic /.{11,19}\x06\x05\+\x0e\x03\x02\x1a/
}

signature file-application-ocsp-response {
	file-mime "application/ocsp-response", 71
	file-magic /.{11,19}\x06\x09\+\x06\x01\x05\x05\x070\x01\x01/
}

signature file-application-ogg {
	file-mime "application/ogg", 70
	file-magic /OggS/
}

signature file-application-pdf {
	file-mime "application/pdf", 80
	file-magic /%PDF-/
}

signature file-application-pgp {
	file-mime "application/pgp", 260
	file-magic /-----BEGIN PGP MESSAGE-/
}

signature file-application-pgp-keys {
	file-mime "application/pgp-keys", 330
	file-magic /.{2}---BEGIN PGP PUBLIC KEY BLOCK-/
}

signature file-application-pgp-signature {
	file-mime "application/pgp-signature", 280
	file-magic /-----BEGIN PGP SIGNATURE-/
}

signature file-application-pkcs7-signature {
	file-mime "application/pkcs7-signature", 100
	file-magic /MIME-Version:.*protocol=\"application\/pkcs7-signature\"/
}

signature file-application-postscript {
	file-mime "application/postscript", 60
	file-magic /\x04%!/
}

signature file-application-postscript-2 {
	file-mime "application/postscript", 50
	file-magic /%!/
}

signature file-application-skp {
	file-mime "application/skp", 100
	file-magic /\xff\xfe\xff\x0eS\x00k\x00e\x00t\x00c\x00h\x00U\x00p\x00 \x00M\x00o\x00d\x00e\x00l\x00/
}

signature file-application-sla {
	file-mime "application/sla", 10
	file-magic /solid /
}

signature file-application-soap-xml {
	file-mime "application/soap+xml", 49
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<[sS][oO][aA][pP](-[eE][nN][vV])?:[eE][nN][vV][eE][lL][oO][pP][eE]/
}

signature file-application-vnd-apple-afpinfo {
	file-mime "application/vnd.apple-afpinfo"
	file-magic /AFP/
}

signature file-application-vnd-cups-raster {
	file-mime "application/vnd.cups-raster", 40
	file-magic /3SaR|RaS3/
}

signature file-application-vnd-fdf {
	file-mime "application/vnd.fdf", 80
	file-magic /%FDF-/
}

signature file-application-vnd-fdo-journal {
	file-mime "application/vnd.fdo.journal", 80
	file-magic /LPKSHHRH.{8}[\x00-\x03].{7}[^\x00]{8}[^\x00]{8}[^\x00]{8}[^\x00]{8}[^\x00]{8}[^\x00]{8}/
}

signature file-application-vnd-google-earth-kml-xml {
	file-mime "application/vnd.google-earth.kml+xml", 61
	file-magic /<\?xml.{15}.* xmlns=[\x22']http:\/\/earth.google.com\/kml/
}

signature file-application-vnd-google-earth-kml-xml-2 {
	file-mime "application/vnd.google-earth.kml+xml", 60
	file-magic /<\?xml.{15}.* xmlns=[\x22']http:\/\/www.opengis.net\/kml/
}

signature file-application-vnd-google-earth-kmz {
	file-mime "application/vnd.google-earth.kmz", 100
	file-magic /PK\x03\x04\x14.{25}doc\.kml/
}

signature file-application-vnd-lotus-wordpro {
	file-mime "application/vnd.lotus-wordpro", 120
	file-magic /WordPro\x0d\xfb/
}

signature file-application-vnd-lotus-wordpro-2 {
	file-mime "application/vnd.lotus-wordpro", 110
	file-magic /WordPro\x00/
}

signature file-application-vnd-ms-outlook {
	file-mime "application/vnd.ms-outlook", 49
	file-magic /!BDN......[\x0e\x0f\x15\x17][\x00-\x02]/
}

signature file-application-vnd-ms-pol {
	file-mime "application/vnd.ms-pol", 49
	file-magic /PReg/
}

signature file-application-vnd-ms-reg {
	file-mime "application/vnd.ms-reg", 49
	file-magic /REGEDIT4|\xff\xfeW\x00i\x00n\x00d\x00o\x00w\x00s\x00 \x00R\x00e\x00g\x00i\x00s\x00t\x00r\x00y\x00 \x00E\x00d\x00i\x00t\x00o\x00r\x00 \x00V\x00e\x00r\x00s\x00i\x00o\x00n\x00 \x005\x00\.\x000\x000/
}

signature file-application-vnd-ms-regf {
	file-mime "application/vnd.ms-regf", 49
	file-magic /regf/
}

signature file-application-vnd-ms-tnef {
	file-mime "application/vnd.ms-tnef", 100
	file-magic /x\x9f>\"/
}

signature file-application-vnd-rn-realmedia {
	file-mime "application/vnd.rn-realmedia", 100
	file-magic /\.RMF\x00\x00\x00/
}

signature file-application-vnd-symbian-install {
	file-mime "application/vnd.symbian.install", 70
	file-magic /.{8}\x19\x04\x00\x10/
}

signature file-application-vnd-tcpdump-pcap {
	file-mime "application/vnd.tcpdump.pcap", 100
	file-magic /\x0a\x0d\x0d\x0a.{4}(\x1a\+<M|M<\+\x1a)/
}

signature file-application-vnd-tcpdump-pcap-2 {
	file-mime "application/vnd.tcpdump.pcap", 70
	file-magic /\xa1\xb2\xc3\xd4|\xd4\xc3\xb2\xa1/
}

signature file-application-x-bittorrent {
	file-mime "application/x-bittorrent", 140
	file-magic /d8:announce/
}

signature file-application-x-blizgame {
	file-mime "application/x-blizgame", 100
	file-magic /BLTE/
}

signature file-application-x-dbm {
	file-mime "application/x-dbm", 70
	file-magic /a\x15\x06\x00|\x00\x06\x15a/
}

signature file-application-x-dosexec-2 {
	file-mime "application/x-dosexec", 190
	file-magic /.{369}MICROSOFT PIFEX\x00/
}

signature file-application-x-dvi {
	file-mime "application/x-dvi", 50
	file-magic /\xf7\x02/
}

signature file-application-x-epoc-agenda {
	file-mime "application/x-epoc-agenda", 70
	file-magic /P\x00\x00\x10m\x00\x00\x10\x84\x00\x00\x10/
}

signature file-application-x-epoc-app {
	file-mime "application/x-epoc-app", 70
	file-magic /7\x00\x00\x10t\x00\x00\x10/
}

signature file-application-x-epoc-data {
	file-mime "application/x-epoc-data", 70
	file-magic /P\x00\x00\x10m\x00\x00\x10\x86\x00\x00\x10/
}

signature file-application-x-epoc-jotter {
	file-mime "application/x-epoc-jotter", 70
	file-magic /P\x00\x00\x10m\x00\x00\x10\xea\x0c\x00\x10/
}

signature file-application-x-epoc-opl {
	file-mime "application/x-epoc-opl", 70
	file-magic /7\x00\x00\x10m\x00\x00\x10\x85\x00\x00\x10/
}

signature file-application-x-epoc-opo {
	file-mime "application/x-epoc-opo", 70
	file-magic /7\x00\x00\x10s\x00\x00\x10/
}

signature file-application-x-epoc-sheet {
	file-mime "application/x-epoc-sheet", 70
	file-magic /7\x00\x00\x10m\x00\x00\x10\x88\x00\x00\x10/
}

signature file-application-x-epoc-word {
	file-mime "application/x-epoc-word", 70
	file-magic /7\x00\x00\x10m\x00\x00\x10\x7f\x00\x00\x10/
}

signature file-application-x-freemind {
	file-mime "application/x-freemind", 150
	file-magic /<map ?version/
}

signature file-application-x-freeplane {
	file-mime "application/x-freeplane", 260
	file-magic /<map ?version=\"freeplane/
}

signature file-application-x-game-mpq {
	file-mime "application/x-game-mpq", 100
	file-magic /MPQ\x1a/
}

signature file-application-x-gdbm {
	file-mime "application/x-gdbm", 70
	file-magic /GDBM|\xce\x9aW\x13|\x13W\x9a\xce/
}

signature file-application-x-gnucash {
	file-mime "application/x-gnucash", 37
	file-magic /<\?xml version=\"[^\x00].{3}.*<gnc-v2/
}

signature file-application-x-gnumeric {
	file-mime "application/x-gnumeric", 160
	file-magic /.{39}<gmr:Workbook/
}

signature file-application-x-gnupg-keyring {
	file-mime "application/x-gnupg-keyring", 50
	file-magic /\x99\x01/
}

signature file-application-x-hdf {
	file-mime "application/x-hdf", 110
	file-magic /\x89HDF\x0d\x0a\x1a\x0a/
}

signature file-application-x-hdf-2 {
	file-mime "application/x-hdf", 70
	file-magic /\x0e\x03\x13\x01/
}

signature file-application-x-ia-arc {
	file-mime "application/x-ia-arc", 140
	file-magic /filedesc:\/\//
}

signature file-application-x-ichitaro4 {
	file-mime "application/x-ichitaro4", 40
	file-magic /DOC.{40}\x14/
}

signature file-application-x-ichitaro5 {
	file-mime "application/x-ichitaro5", 40
	file-magic /DOC.{40}\x15/
}

signature file-application-x-ichitaro6 {
	file-mime "application/x-ichitaro6", 40
	file-magic /DOC.{40}\x16/
}

signature file-application-x-kaspavdb {
	file-mime "application/x-kaspavdb", 100
	file-magic /KLZF/
}

signature file-application-x-kaspavupdate {
	file-mime "application/x-kaspavupdate", 100
	file-magic /KLD2/
}

signature file-application-x-kdelnk {
	file-mime "application/x-kdelnk", 220
	file-magic /\[KDE Desktop Entry\]/
}

signature file-application-x-kdelnk-2 {
	file-mime "application/x-kdelnk", 200
	file-magic /# KDE Config File/
}

signature file-application-x-mif-2 {
	file-mime "application/x-mif", 130
	file-magic /<MakerFile/
}

signature file-application-x-mif-3 {
	file-mime "application/x-mif", 120
	file-magic /<BookFile/
}

signature file-application-x-mif-4 {
	file-mime "application/x-mif", 110
	file-magic /<MIFFile/
}

signature file-application-x-mif-5 {
	file-mime "application/x-mif", 90
	file-magic /<Maker/
}

signature file-application-x-mif-6 {
	file-mime "application/x-mif", 70
	file-magic /<MML/
}

signature file-application-x-ms-dds {
	file-mime "application/x-ms-dds", 100
	file-magic /DDS/
}

signature file-application-x-ms-reader {
	file-mime "application/x-ms-reader", 1
	file-magic /ITOLITLS.{4}/
}

signature file-application-x-ms-shortcut {
	file-mime "application/x-ms-shortcut", 49
	file-magic /L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F/
}

signature file-application-x-pem {
	file-mime "application/x-pem"
	file-magic /-----BEGIN CERTIFICATE-----/
}

signature file-application-x-pgp-keyring {
	file-mime "application/x-pgp-keyring", 50
	file-magic /\x99\x00|\x95\x01|\x95\x00/
}

signature file-application-x-quark-xpress-3 {
	file-mime "application/x-quark-xpress-3", 90
	file-magic /.{2}MMXPR3/
}

signature file-application-x-quicktime-player {
	file-mime "application/x-quicktime-player", 70
	file-magic /....pckg/
}

signature file-application-x-sc {
	file-mime "application/x-sc", 140
	file-magic /.{38}Spreadsheet/
}

signature file-application-x-scribus {
	file-mime "application/x-scribus", 260
	file-magic /<SCRIBUSUTF8NEW Version/
}

signature file-application-x-setupscript {
	file-mime "application/x-setupscript", 110
	file-magic /`(\x0d\x0a|;|\[|\xff\xfe).*\[\x00[vV]\x00[eE]\x00[rR]\x00[sS]\x00[iI]\x00[oO]\x00[nN]\x00\]|`(\x0d\x0a|;|\[|\xff\xfe).*\[\x00[sS]\x00[tT]\x00[rR]\x00[iI]\x00[nN]\x00[gG]\x00[sS]\x00\]|`(\x0d\x0a|;|\[|\xff\xfe).*\[.*\[\x00[vV]\x00[eE]\x00[rR]\x00[sS]\x00[iI]\x00[oO]\x00[nN]\x00\]/
}

signature file-application-x-setupscript-2 {
	file-mime "application/x-setupscript", 100
	file-magic /`(\x0d\x0a|;|\[|\xff\xfe).*\[.*\[[vV][eE][rR][sS][iI][oO][nN]/
}

signature file-application-x-shar {
	file-mime "application/x-shar", 280
	file-magic /.{10}# This is a shell archive/
}

signature file-application-x-shockwave-flash {
	file-mime "application/x-shockwave-flash", 60
	file-magic /(F|C|Z)WS/
}

signature file-application-x-svr4-package {
	file-mime "application/x-svr4-package", 230
	file-magic /# PaCkAgE DaTaStReAm/
}

signature file-application-x-tokyocabinet-btree {
	file-mime "application/x-tokyocabinet-btree", 40
	file-magic /ToKyO CaBiNeT\x0a.{18}\x01/
}

signature file-application-x-tokyocabinet-fixed {
	file-mime "application/x-tokyocabinet-fixed", 40
	file-magic /ToKyO CaBiNeT\x0a.{18}\x02/
}

signature file-application-x-tokyocabinet-hash {
	file-mime "application/x-tokyocabinet-hash", 40
	file-magic /ToKyO CaBiNeT\x0a.{18}\x00/
}

signature file-application-x-tokyocabinet-table {
	file-mime "application/x-tokyocabinet-table", 40
	file-magic /ToKyO CaBiNeT\x0a.{18}\x03/
}

signature file-application-x-vim-tmp {
	file-mime "application/x-vim-tmp", 100
	file-magic /b0VIM/
}

signature file-application-x-windows-minidump {
	file-mime "application/x-windows-minidump", 50
	file-magic /MDMP/
}

signature file-application-xml {
	file-mime "application/xml", 10
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*\x00?<\x00?\?\x00?x\x00?m\x00?l\x00? \x00?/
}

signature file-application-xml-rpc {
	file-mime "application/xml-rpc", 49
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<[mM][eE][tT][hH][oO][dD][rR][eE][sS][pP][oO][nN][sS][eE]>/
}

signature file-application-xml-sitemap {
	file-mime "application/xml-sitemap", 37
	file-magic /<\?xml version=\"[^\x00].{3}.*<urlset/
}

signature file-magnus-internal-cold-fusion {
	file-mime "magnus-internal/cold-fusion", 20
	file-magic /([\x09\x0a\x0d\x20]*(<!--.*-->)?)*<(CFPARAM|CFSET|CFIF)/
}

signature file-model-vrml {
	file-mime "model/vrml", 190
	file-magic /#VRML ?V1\.0 ?ascii/
}

signature file-model-vrml-2 {
	file-mime "model/vrml", 180
	file-magic /#VRML ?V2\.0 ?utf8/
}

signature file-model-x3d {
	file-mime "model/x3d", 43
	file-magic /<\?xml version=\".{5}.*<!DOCTYPE ?X3D/
}

signature file-text-atom {
	file-mime "text/atom", 100
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<([rR][sS][sS][^>]*xmlns:atom|[fF][eE][eE][dD][^>]*xmlns=[\x22']?http:\/\/www.w3.org\/2005\/Atom[\x22']?)/
}

signature file-text-html {
	file-mime "text/html", 100
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<(![dD][oO][cC][tT][yY][pP][eE] +[hH][tT][mM][lL]|[hH][tT][mM][lL]|[mM][eE][tT][aA] +[hH][tT][tT][pP]-[eE][qQ][uU][iI][vV])/
}

signature file-text-html-2 {
	file-mime "text/html", 49
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<![dD][oO][cC][tT][yY][pP][eE] +[hH][tT][mM][lL]/
}

signature file-text-html-3 {
	file-mime "text/html", 20
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<([hH][eE][aA][dD]|[hH][tT][mM][lL]|[tT][iI][tT][lL][eE]|[bB][oO][dD][yY])/
}

signature file-text-ini {
	file-mime "text/ini", 20
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x00\x09\x0a\x0d\x20]*\[[^\x0a\x0d]+\][\x00\x09\x20]*[\x0a\x0d]/
}

signature file-text-json {
	file-mime "text/json", 1
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x09\x0a\x0d\x20]*\{[\x09\x0a\x0d\x20]*(\"[^\x22]+\"|[A-Za-z][[:alnum:]\x5c_]*)[\x09\x0a\x0d\x20]*:[\x09\x0a\x0d\x20]*(\"|\[|\{|[0-9]|true|false)|(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x09\x0a\x0d\x20]*\[[\x09\x0a\x0d\x20]*((\"[^\x22]+\"|[0-9]+(\.[0-9]+)?|true|false)[\x09\x0a\x0d\x20]*,|\{|\[)[\x09\x0a\x0d\x20]*/
}

signature file-text-json-2 {
	file-mime "text/json", 0
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\x09\x0a\x0d\x20]*(\[\]|\{\})[\x09\x0a\x0d\x20]*$/
}

signature file-text-plain {
	file-mime "text/plain", -20
	file-magic /(\xef\xbb\xbf|(\x00\x00)?\xfe\xff|\xff\xfe(\x00\x00)?)?[[:space:][:alnum:]!-\x2f:-@\x5b-`{-~]{10}/
}

signature file-text-rss {
	file-mime "text/rss", 90
	file-magic /(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<[rR][sS][sS]/
}

signature file-text-x-cross-domain-policy {
	file-mime "text/x-cross-domain-policy", 49
	file-magic /([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<![dD][oO][cC][tT][yY][pP][eE] +[cC][rR][oO][sS][sS]-[dD][oO][mM][aA][iI][nN]-[pP][oO][lL][iI][cC][yY]|([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*(<\?xml .*\?>)?([\x09\x0a\x0d\x20]*(<!--.*-->)?[\x09\x0a\x0d\x20]*)*<[cC][rR][oO][sS][sS]-[dD][oO][mM][aA][iI][nN]-[pP][oO][lL][iI][cC][yY]/
}

signature file-x-epoc-x-sisx-app {
	file-mime "x-epoc/x-sisx-app", 70
	file-magic /z\x1a \x10/
}
