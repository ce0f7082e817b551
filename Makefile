# What one does with iamlint's source. A machine with Go needs nothing else for `go test ./...`; the rest
# installs its tools, at the versions written here, into bin/. CI calls these targets, and .ci/run, which calls them.
.PHONY: all build test race vet format format-check lint rego golden generate catalogue check-generate fuzz exhaust bench microbench cover reliability mutate-go vuln dogfood mutate verify deps workflows moto hooks snapshot release checksums reproducible help

VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null)
GOLANGCI   := bin/golangci-lint-v2.15.0
GOFUMPT    := bin/gofumpt-v0.12.0
ACTIONLINT := bin/actionlint-v1.7.12
GORELEASER := bin/goreleaser-v2.14.3
GREMLINS   := bin/gremlins-v0.6.0
VULNCHECK  := golang.org/x/vuln/cmd/govulncheck@v1.9.0
EXECUTIONS ?= 20000x
PKG        ?= ./...
T          ?= .

all: generate lint test build ## generate, lint, test and build

build: ## the program, into bin/
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags '-s -w -X $(shell go list -m)/internal/cli.override=$(VERSION)' -o bin/ ./cmd/iamlint

test: ## every test there is, Rego's too
	go test ./...

race: ## the packages under the race detector, without the slow tests
	go test -race -short ./internal/...

vet: ## what go vet sees
	go vet ./...

format: $(GOFUMPT) ## write Go and Rego in their one form
	$(GOFUMPT) -w . && go tool opa fmt -w rules

format-check: $(GOFUMPT) ## fail when a Go file is not in that form (rego sees to Rego)
	@out=$$($(GOFUMPT) -l .) && test -z "$$out" || { echo "not gofumpt'd, run make format:"; echo "$$out"; exit 1; }

lint: $(GOLANGCI) ## golangci-lint, by .golangci.yaml
	$(GOLANGCI) run --allow-parallel-runners ./...

rego: ## the rules by stock OPA: format, types against the schema of the model, tests
	go tool opa fmt --fail --diff rules
	go tool opa check --strict --schema internal/engine/schema.json --ignore '*.yaml' rules
	go tool opa test --ignore '*.yaml' rules

golden: ## write anew what tests compare with; read the diff before you commit it
	go test ./internal/report -run '^TestGoldenFiles$$' -update
	go test ./internal/cli -run '^TestTemplatesGiveTheirOutput$$' -update
	go test ./cmd/iamlint -run '^TestScripts$$' -update

generate: ## what is generated from this repository alone: the schema of the model, the index and the pages of the rules, the schema of the configuration, the output that pages show
	go test ./internal/engine -run '^TestServicesAreCurrentInRego$$' -update
	go test ./internal/engine -run '^Test(GeneratedFilesAre|AccessAnalyzerPageIs)Current$$' -update
	go test ./internal/cli -run '^Test(RulePagesAre|ConfigSchemaIs)Current$$' -update
	go test . -run '^TestPagesShowWhatIsPrinted$$' -update

catalogue: ## what AWS has, anew from the newest packages on npm and PyPI; OUT=dir writes it there, for --catalog (docs/catalogue.md)
	internal/catalog/gen/refresh

check-generate: ## fail when generating changes anything
	.ci/unchanged $(MAKE) generate

fuzz: ## 20,000 executions of every fuzz target, or as many as EXECUTIONS= says, as in 1000000x; T= and PKG= choose among them
	.ci/fuzz '$(EXECUTIONS)' '$(T)' '$(PKG)'

exhaust: ## what is compared with random cases, with many more of them
	IAMLINT_WITNESS_CASES=5000000 IAMLINT_DECIDE_CASES=100000 IAMLINT_BEYOND_CASES=2000 go test ./internal/glob ./internal/access -run 'Against' -count 1 -timeout 60m -v

bench: build ## what whole runs cost, to docs/performance.md and the plot; AGAINST= another binary, CORPUS= a folder of templates; ACCOUNT= a saved account
	go run ./internal/tools/bench -against '$(AGAINST)' -corpus '$(CORPUS)' -account '$(ACCOUNT)' -plot docs/performance.svg bin/iamlint

microbench: ## benchmarks ten times over, into bench.txt, for benchstat
	go test -run '^$$' -bench '$(T)' -benchmem -count 10 $(PKG) | tee bench.txt

cover: ## what share of internal/ the tests reach without the slow ones; fails below 90 %, or 80 % of a package
	.ci/cover

reliability: ## every figure of docs/reliability.md, in full, which takes two hours; ROW= chooses among them
	.ci/reliability '$(ROW)'

mutate-go: $(GREMLINS) ## break globs and decisions about access on purpose and list what no test of theirs notices
	.ci/mutate-go $(GREMLINS)

vuln: ## known vulnerabilities that the code can reach; asks vuln.go.dev, or the copy of it that DB=file:///… names
	go run $(VULNCHECK) $(if $(DB),-db '$(DB)') ./...

dogfood: build ## the good example is clean, the others are not, and iamlint.sarif says so
	bin/iamlint check testdata/templates/orders.yaml
	bin/iamlint check --format sarif testdata/templates >iamlint.sarif; test $$? -eq 1

mutate: ## break rules on purpose and list what no test of theirs notices; RULE= names some, by folder or id, without it all are
	go run ./internal/tools/mutate $(RULE)

moto: ## the tests that ask moto_server, a stand-in for AWS: the one on PATH, or one that is installed into bin/moto
	.ci/moto

hooks: ## what other repositories ask pre-commit for, run by the real one: that on PATH, or one that is installed into bin/.pre-commit
	.ci/hooks

verify: ## the modules are what go.sum says
	go mod verify

workflows: $(ACTIONLINT) ## the workflows, the action, the scripts and the workflows that pages show make sense and are safe
	.ci/workflows $(ACTIONLINT)

snapshot: $(GORELEASER) ## the archives of a release of VERSION, into dist/, without publishing anything
	$(GORELEASER) check
	GORELEASER_CURRENT_TAG='$(VERSION)' $(GORELEASER) release --snapshot --clean --skip=ko --parallelism 1

release: $(GORELEASER) ## the draft of a release, of the tag that is checked out; release.yml runs it
	$(GORELEASER) release --clean

checksums: snapshot ## the sums of those archives, into action/checksums.txt: to be committed before VERSION is tagged
	.ci/checksums dist/checksums.txt >action/checksums.txt.new && mv action/checksums.txt.new action/checksums.txt

reproducible: ## two builds, from two folders, have one sum; CACHE=fresh compiles everything twice
	.ci/reproducible '$(CACHE)'

deps: ## the modules that our own code asks for, and their number
	@go list -m -f '{{if not (or .Main .Indirect)}}{{.Path}} {{.Version}}{{end}}' all | awk '{ print } END { print NR, "direct dependencies" }'

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(GOLANGCI):   ; $(call install,github.com/golangci/golangci-lint/v2/cmd/golangci-lint)
$(GOFUMPT):    ; $(call install,mvdan.cc/gofumpt)
$(GORELEASER): ; GOBIN=$(CURDIR)/bin go install github.com/goreleaser/goreleaser/v2@v2.14.3 && mv bin/goreleaser $@
$(ACTIONLINT): ; $(call install,github.com/rhysd/actionlint/cmd/actionlint)
$(GREMLINS):   ; $(call install,github.com/go-gremlins/gremlins/cmd/gremlins)

# install builds a tool at the version at the end of its target's name.
define install
GOBIN=$(CURDIR)/bin go install $(1)@$(lastword $(subst -, ,$@)) && mv bin/$(notdir $(1)) $@
endef
