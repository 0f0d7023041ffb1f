# An image of a disc: the first descriptor is in the 17th sector. A fixed offset of 32769 bytes would need as many states.
signature file-iso9660 {
	file-mime "application/x-iso9660-image", 99
	file-magic /.*CD001\x01/
}
