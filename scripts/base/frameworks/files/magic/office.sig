# Documents of office programs.
# Where several match, the one with the highest strength says what a file is.

signature file-application-msword {
	file-mime "application/msword", 50
	file-magic /\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/
}

signature file-application-vnd-oasis-opendocument-chart {
	file-mime "application/vnd.oasis.opendocument.chart", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.chart[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-chart-template {
	file-mime "application/vnd.oasis.opendocument.chart-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.chart-template/
}

signature file-application-vnd-oasis-opendocument-database {
	file-mime "application/vnd.oasis.opendocument.database", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.database/
}

signature file-application-vnd-oasis-opendocument-formula {
	file-mime "application/vnd.oasis.opendocument.formula", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.formula[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-formula-template {
	file-mime "application/vnd.oasis.opendocument.formula-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.formula-template/
}

signature file-application-vnd-oasis-opendocument-graphics {
	file-mime "application/vnd.oasis.opendocument.graphics", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.graphics[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-graphics-template {
	file-mime "application/vnd.oasis.opendocument.graphics-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.graphics-template/
}

signature file-application-vnd-oasis-opendocument-image {
	file-mime "application/vnd.oasis.opendocument.image", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.image[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-image-template {
	file-mime "application/vnd.oasis.opendocument.image-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.image-template/
}

signature file-application-vnd-oasis-opendocument-presentation {
	file-mime "application/vnd.oasis.opendocument.presentation", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.presentation[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-presentation-template {
	file-mime "application/vnd.oasis.opendocument.presentation-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.presentation-template/
}

signature file-application-vnd-oasis-opendocument-spreadsheet {
	file-mime "application/vnd.oasis.opendocument.spreadsheet", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-spreadsheet-template {
	file-mime "application/vnd.oasis.opendocument.spreadsheet-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet-template/
}

signature file-application-vnd-oasis-opendocument-text {
	file-mime "application/vnd.oasis.opendocument.text", 110
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text[^\x2d]/
}

signature file-application-vnd-oasis-opendocument-text-master {
	file-mime "application/vnd.oasis.opendocument.text-master", 100
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text-master/
}

signature file-application-vnd-oasis-opendocument-text-template {
	file-mime "application/vnd.oasis.opendocument.text-template", 120
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text-template/
}

signature file-application-vnd-oasis-opendocument-text-web {
	file-mime "application/vnd.oasis.opendocument.text-web", 70
	file-magic /PK\x03\x04.{22}\x08\x00\x00\x00mimetypeapplication\/vnd\.oasis\.opendocument\.text-web/
}

signature file-application-vnd-openxmlformats-officedocument {
	file-mime "application/vnd.openxmlformats-officedocument", 50
	file-magic /PK\x03\x04\x14\x00\x06\x00/
}

signature file-application-vnd-openxmlformats-officedocument-presentationml-presentation {
	file-mime "application/vnd.openxmlformats-officedocument.presentationml.presentation", 80
	file-magic /PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels\/\.rels|ppt\/).*PK\x03\x04.{26}ppt\//
}

signature file-application-vnd-openxmlformats-officedocument-spreadsheetml-sheet {
	file-mime "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 80
	file-magic /PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels\/\.rels|xl\/).*PK\x03\x04.{26}xl\//
}

signature file-application-vnd-openxmlformats-officedocument-wordprocessingml-document {
	file-mime "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 80
	file-magic /PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels\/\.rels|word\/).*PK\x03\x04.{26}word\//
}

signature file-application-x-msaccess {
	file-mime "application/x-msaccess", 180
	file-magic /.{4}Standard (Jet|ACE) DB\x00/
}
