signature asks-for-boss {
	ip-proto == tcp
	finger /boss@/
	event "somebody asks for the boss"
}
