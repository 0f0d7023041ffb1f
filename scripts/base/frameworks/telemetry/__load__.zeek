@load ./main
@load ./options
