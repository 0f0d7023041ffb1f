##! A writer that throws away what it gets.

module LogNone;

export {
	## Prints what is thrown away, for tests.
	const debug = F &redef;
}

# There is no file that anything could be done with.
redef Log::default_rotation_postprocessors += {
	[Log::WRITER_NONE] = function(info: Log::RotationInfo): bool { return T; }
};
