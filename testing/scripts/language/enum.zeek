# @TEST-DOC: Enumerations, their numbers and growth.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

module Shape;

export {
	type Kind: enum { Circle, Square = 5, Triangle };
}

module GLOBAL;

redef enum Shape::Kind += { Hexagon };

event zeek_init()
	{
	local k = Shape::Square;
	print k, Hexagon;
	print enum_to_int(Shape::Circle), enum_to_int(Shape::Square), enum_to_int(Shape::Triangle), enum_to_int(Hexagon);
	print k == Shape::Square, k != Shape::Circle;
	print enum_names(Shape::Kind);
	local t: table[Shape::Kind] of string = { [Shape::Circle] = "round" };
	print Shape::Circle in t, k in t, t[Shape::Circle];
	switch ( k ) {
		case Shape::Circle, Shape::Triangle:
			print "other";
			break;
		case Shape::Square:
			print "square";
			break;
	}
	}
