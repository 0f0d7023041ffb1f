@load ./main
@load ./plugins

@load base/frameworks/cluster
@load ./non-cluster
