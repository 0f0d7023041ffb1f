##! Removes indicators after a while.

@load base/frameworks/intel

module Intel;

redef item_expiration = 10min;

# After all hooks that may keep it.
hook item_expired(indicator: string, indicator_type: Type, metas: set[MetaData]) &priority=-10 {
	break;
}
