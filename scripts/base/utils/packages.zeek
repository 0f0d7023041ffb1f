##! Whether there are other scripts.

## Whether `@load` would find something of that name. For use in `@if`.
function can_load(p: string): bool {
	return find_in_zeekpath(p) != "";
}
