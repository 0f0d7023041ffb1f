##! Tells connections apart by their VLANs too, where addresses are used in several.

redef record conn_id_ctx += {
	## The outer VLAN.
	vlan: int &log &optional;
	## The inner VLAN.
	inner_vlan: int &log &optional;
};

redef ConnKey::factory = ConnKey::CONNKEY_VLAN_FIVETUPLE;
