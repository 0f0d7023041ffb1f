##! Functions of NetBIOS.

export {
	## A NetBIOS name as text.
	global decode_netbios_name: function(name: string): string;

	## The type in the last byte of a NetBIOS name.
	global decode_netbios_name_type: function(name: string): count;
}
