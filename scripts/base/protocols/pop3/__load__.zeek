@load ./files
@load-sigs ./dpd.sig
