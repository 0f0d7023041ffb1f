# @TEST-DOC: Scripts about protocols whose analyzers are not there: what they do when somebody raises their events.
# @TEST-EXEC: zeek -C -r finger.pcap %INPUT
# @TEST-EXEC: btest-diff kerberos.log
# @TEST-EXEC: btest-diff known_modbus.log
# @TEST-EXEC: btest-diff modbus_register_change.log
# @TEST-EXEC: btest-diff rdp.log
# @TEST-EXEC: btest-diff smb_cmd.log
# @TEST-EXEC: btest-diff software.log

@load protocols/krb/ticket-logging
@load protocols/krb/md5-ticket-logging
@load protocols/modbus/known-masters-slaves
@load protocols/modbus/track-memmap
@load protocols/mysql/software
@load protocols/rdp/indicate_ssl
@load protocols/smb/log-cmds
@load tuning/track-all-assets

global told = F;

function ticket(content: string): KRB::Ticket
	{
	return KRB::Ticket($pvno=5, $realm="EXAMPLE.COM", $service_name="krbtgt", $cipher=18, $ciphertext=content);
	}

event command(c: connection, name: string, status: string)
	{
	c$smb_state = SMB::State();
	c$smb_state$current_cmd = SMB::CmdInfo($uid=c$uid, $id=c$id, $command=name, $status=status, $version="SMB1");
	}

event connection_established(c: connection)
	{
	if ( told )
		return;

	told = T;
	local headers = ModbusHeaders($tid=1, $pid=0, $uid=1, $function_code=3, $len=6);

	c$krb = KRB::Info($ts=network_time(), $uid=c$uid, $id=c$id);
	c$modbus = Modbus::Info($ts=network_time(), $uid=c$uid, $id=c$id);
	c$rdp = RDP::Info($ts=network_time(), $uid=c$uid, $id=c$id);

	event mysql_server_version(c, "8.0.36-log");
	event modbus_message(c, headers, T);
	event modbus_message(c, headers, F);
	event modbus_read_holding_registers_request(c, headers, 9, 2);
	event modbus_read_holding_registers_response(c, headers, vector(5, 6));
	event modbus_read_holding_registers_request(c, headers, 9, 2);
	event modbus_read_holding_registers_response(c, headers, vector(5, 7));
	event krb_ap_request(c, ticket("shown"), KRB::AP_Options($use_session_key=F, $mutual_required=F));
	event krb_tgs_response(c, KRB::KDC_Response($pvno=5, $msg_type=13, $client_name="mira", $ticket=ticket("got"), $enc_part=KRB::Encrypted_Data($cipher=18, $ciphertext="")));
	event ssl_established(c);
	}

event connection_state_remove(c: connection)
	{
	if ( ! c?$krb )
		return;

	Log::write(KRB::LOG, c$krb);
	Log::write(RDP::LOG, c$rdp);

	local hdr = SMB1::Header($command=0, $status=0, $flags=0, $flags2=0, $tid=0, $pid=0, $uid=0, $mid=0);
	event command(c, "NT_CREATE_ANDX", "SUCCESS");
	event smb1_message(c, hdr, T);
	event smb1_message(c, hdr, F);
	event command(c, "NT_CREATE_ANDX", "MORE_PROCESSING_REQUIRED");
	event smb1_message(c, hdr, F);
	event command(c, "READ_ANDX", "ACCESS_DENIED");
	event smb1_message(c, hdr, F);
	event smb1_error(c, hdr, F);
	}
