@load ./conn-established
@load ./dns
@load ./file-hashes
@load ./file-names
@load ./http-headers
@load ./http-url
