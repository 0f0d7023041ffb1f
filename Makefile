# Brood's door: everything starts here.

SHELL := /bin/sh
JAVA_HOME := $(shell bin/find-jdk)
export JAVA_HOME
MVN := mvn -B -q

.PHONY: build jars test soak bench fuzz format clean-build
.DEFAULT_GOAL := images

# ---- images and containers: deploy/cluster.mk

CLUSTER_GOALS := images save load run_mgr run_node join token deploy status logs stop clean purge

.PHONY: $(CLUSTER_GOALS)
$(CLUSTER_GOALS):
	@$(MAKE) -s -f deploy/cluster.mk $@

# ---- the program

# The jars alone.
jars:
	@bin/setup maven
	@$(MVN) -Dquick -DskipTests package

# The program: jars, libraries, and the AOT cache that makes it start quickly.
build: jars
	@bin/make-demo
	@bin/make-aot

# Everything that CI runs.
test:
	@bin/setup
	@mvn -B verify
	@$(MAKE) -s build
	@bin/smoke-test
	@bin/container-test

# Many rounds of faults in a cluster of containers: make soak [ROUNDS=20] [AWAY=120]. Takes hours.
soak:
	@bin/setup
	@$(MAKE) -s build
	@bin/container-soak

# Fuzzing with Jazzer, each target for FUZZ_TIME: make fuzz [FUZZ_TIME=10m] [FUZZ='DnsParserFuzzTest']
FUZZ_TIME := 10m
FUZZ := CaptureFileFuzzTest#captureFile PacketFuzzTest#packets PacketFuzzTest#segments PacketFuzzTest#fragments \
	DnsParserFuzzTest#dns MimeEntityFuzzTest#mime SignatureFuzzTest#signatures RegexFuzzTest#regex FrontEndFuzzTest#script \
	AnalyzerFuzzTest#http AnalyzerFuzzTest#dns AnalyzerFuzzTest#dnsOverTcp AnalyzerFuzzTest#unknownPort \
	AnalyzerFuzzTest#tls AnalyzerFuzzTest#dtls CertificateFuzzTest#certificates \
	AnalyzerFuzzTest#ssh AnalyzerFuzzTest#smtp AnalyzerFuzzTest#ftp AnalyzerFuzzTest#pop3 AnalyzerFuzzTest#imap AnalyzerFuzzTest#irc \
	AnalyzerFuzzTest#finger AnalyzerFuzzTest#xmpp AnalyzerFuzzTest#ntp AnalyzerFuzzTest#dhcp AnalyzerFuzzTest#syslog \
	EventCodecFuzzTest#events FeedFuzzTest#feeds

fuzz:
	@bin/setup
	@for target in $(FUZZ); do \
	  echo "$$target"; \
	  JAZZER_FUZZ=1 JAZZER_MAX_DURATION=$(FUZZ_TIME) \
	    $(MVN) -Dquick test -Dtest="$$target" -Dsurefire.failIfNoSpecifiedTests=false || exit 1; \
	done

# Measurements: whole runs and start-up as ratios, memory of idle connections, script code beside plain Java.
# BENCH_PCAP names a capture, ROUNDS says how often each is run.
ROUNDS ?= 5
LIVE_SECONDS ?= 30
BENCH_PCAP ?= -
BENCH := bench/target/classes:bench/target/lib/*

bench:
	@bin/setup maven
	@$(MVN) -Dquick -DskipTests -Pbench package
	@bin/make-demo
	@bin/make-aot
	@$(JAVA_HOME)/bin/java -cp '$(BENCH)' org.brood.bench.WholeRuns . '$(BENCH_PCAP)' $(ROUNDS)
	@$(JAVA_HOME)/bin/java -cp '$(BENCH)' org.brood.bench.IdleConnections .
	@$(JAVA_HOME)/bin/java -cp '$(BENCH)' org.brood.bench.LogPath 2000000 $(ROUNDS)
	@$(JAVA_HOME)/bin/java -cp '$(BENCH)' org.brood.bench.LiveRate . '$(BENCH_PCAP)' $(LIVE_SECONDS)
	@$(JAVA_HOME)/bin/java -Dbrood.scripts=scripts -cp '$(BENCH)' org.openjdk.jmh.Main

format:
	@$(MVN) spotless:apply

# What the build made; `make clean` is for images and containers.
clean-build:
	@$(MVN) clean
