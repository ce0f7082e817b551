package engine

import (
	"hash/crc32"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/rules"
)

func TestNewRefusesRulesThatAreNotInOrder(t *testing.T) {
	good := ruleText("mine", "report contains 1 if false")
	edit := func(old, replacement string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the rule has no %q", old)
		}
		return strings.Replace(good, old, replacement, 1)
	}
	const place = "hygiene/mine/mine.rego"
	cases := []struct{ name, path, text, want string }{
		{"at another depth", "mine.rego", good, "rule mine.rego: want <category>/<rule_name>/<rule_name>.rego"},
		{"a second file in the folder", "hygiene/mine/more.rego", good, "want <category>/<rule_name>/<rule_name>.rego"},
		{"a library of its own", "lib/mine.rego", good, "want <category>/<rule_name>/<rule_name>.rego"},
		{"no Rego", place, edit("report contains", "report contain"), "mine.rego:12: rego_parse_error"},
		{"no package", place, "# nothing\n", "mine.rego:0: rego_parse_error: empty module"},
		{"another package", place, edit("rules.mine", "rules.yours"), "mine.rego:10: package is iamlint.rules.yours, its folder asks for iamlint.rules.mine"},
		{"no METADATA", place, "package iamlint.rules.mine\n", "mine.rego:1: no METADATA"},
		{"METADATA that is no YAML", place, edit("title: A", "title: [A"), "rego_parse_error"},
		{"no title", place, edit("title: ", "titel: "), "mine.rego:1: METADATA lacks title"},
		{"no description", place, edit("# description: It is for tests.\n", ""), "METADATA lacks description"},
		{"no severity", place, edit("#   severity: low\n", ""), "METADATA lacks custom.severity"},
		{"no remediation", place, edit("#   remediation: None.\n", ""), "METADATA lacks custom.remediation"},
		{"an unknown field", place, edit("since:", "from:"), `METADATA custom: unknown field "from"`},
		{"a field of another type", place, edit("since: 0.1.0", "since: 0.1"), "METADATA custom: cannot unmarshal number"},
		{"an unknown severity", place, edit("low", "grave"), `unknown severity "grave"`},
		{"an unknown category", place, edit("category: hygiene", "category: stuff"), `unknown category "stuff"`},
		{"another folder's category", place, edit("category: hygiene", "category: trust"), `custom.category is "trust", its folder says "hygiene"`},
		{"another folder's id", place, edit("id: mine", "id: yours"), `custom.id is "yours", its folder asks for "mine"`},
		{"no report", place, edit("report contains 1 if false", "x := 1"), "mine.rego:10: no report"},
		{"a report that is no set", place, edit("report contains 1 if false", "report := 1"), "no report"},
		{"a report that is partly no set", place, edit("report contains 1 if false", "report.x contains 1"), "no report"},
		{"settings of no type", place, edit("since: 0.1.0", "since: 0.1.0\n#   settings: {type: object, properties: {a: {type: txt}}}"), `custom.settings.a: unknown type "txt"`},
		{"settings without keys", place, edit("since: 0.1.0", "since: 0.1.0\n#   settings: {type: object}"), "custom.settings: an object needs properties"},
		{"a list of nothing", place, edit("since: 0.1.0", "since: 0.1.0\n#   settings: {type: object, properties: {a: {type: array}}}"), "custom.settings.a: an array needs items"},
		{"a requirement of nothing", place, edit("since: 0.1.0", "since: 0.1.0\n#   settings: {type: object, required: [b], properties: {a: {type: integer}}}"), `custom.settings: requires "b", which is no property`},
		{"a pattern that is none", place, edit("since: 0.1.0", "since: 0.1.0\n#   settings: {type: object, properties: {a: {type: string, pattern: '('}}}"), "custom.settings.a: pattern: "},
		{"a misspelt setting", place, edit("1 if false", "1 if input.settings.missing_boundary.allwed"), `have: "allwed"`},
		{"a misspelt field", place, edit("1 if false", "1 if input.artefact"), `have: "artefact"`},
		{"a misspelt field of a statement", place, edit("1 if false", "1 if {\n\tsome s in input.having.oidc\n\ts.efect\n}"), `have: "efect"`},
		{"an unused variable", place, edit("1 if false", "1 if {\n\tx := 1\n}"), "assigned var x unused"},
		{"the entrypoint's own findings", place, edit("1 if false", "1 if data.iamlint.findings.x"), "recursive"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			custom := fstest.MapFS{c.path: {Data: []byte(c.text)}}
			_, err := New(Options{Custom: []fs.FS{custom}, Enabled: only("mine")})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestNewRefusesTwoRulesOfOneID(t *testing.T) {
	text := strings.NewReplacer("hygiene", "wildcard").Replace(ruleText("admin_access", "report contains 1 if false"))
	custom := fstest.MapFS{"wildcard/admin_access/admin_access.rego": {Data: []byte(text)}}
	_, err := New(Options{Custom: []fs.FS{custom}})
	if err == nil || !strings.Contains(err.Error(), `there is a rule "admin-access" already`) {
		t.Errorf("got error %v, want one that names the rule", err)
	}
}

func TestNewRefusesWhatRulesMayNotCall(t *testing.T) {
	for _, call := range []string{
		`http.send({"method": "get", "url": "http://localhost"})`,
		`net.lookup_ip_addr("localhost")`, `net.cidr_expand("10.0.0.0/8")`, `opa.runtime()`, `time.now_ns()`,
		`rand.intn("x", 2)`, `uuid.rfc4122("x")`, `numbers.range(1, 60000000)`, `numbers.range_step(1, 60000000, 1)`,
		`bits.lsh(1, 100000000000)`, `graph.reachable_paths({}, [])`,
		`io.jwt.decode_verify("x", {})`, `io.jwt.encode_sign({}, {}, {})`, `io.jwt.encode_sign_raw("x", "x", "x")`,
		`json.match_schema({}, {})`, `json.verify_schema({})`, `providers.aws.sign_req({}, {}, 1)`,
		`crypto.x509.parse_certificates("x")`, `graphql.is_valid("x", "x")`, `rego.parse_module("x", "x")`,
		`rego.metadata.rule()`, `trace("x")`, `yaml.unmarshal("x")`,
	} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			body := "report contains found if {\n\tfound := " + call + "\n}"
			_, err := New(Options{Custom: []fs.FS{own(body)}, Enabled: only("mine")})
			if err == nil || !strings.Contains(err.Error(), "undefined function") {
				t.Errorf("got error %v, want undefined function", err)
			}
		})
	}
}

func TestEveryAllowedFunctionExists(t *testing.T) {
	have := map[string]bool{}
	for _, b := range capabilities().Builtins {
		have[b.Name] = true
	}
	for _, name := range allowed() {
		if !have[name] {
			t.Errorf("OPA has no function %q", name)
		}
	}
}

// TestRulesOfTheProgramAreFoundByTheIndex compares with what is found by looking for it.
func TestRulesOfTheProgramAreFoundByTheIndex(t *testing.T) {
	index, err := readIndex(indexText)
	if err != nil {
		t.Fatal(err)
	}
	paths := func(files []*file) []string {
		var all []string
		for _, f := range files {
			if f.content() == "" || f.sum() != crc32.ChecksumIEEE([]byte(f.content())) {
				t.Errorf("%s: got no text, or the checksum of another", f.path)
			}
			all = append(all, f.path)
		}
		slices.Sort(all)
		return all
	}
	wantRules, wantShared, err := sortOut(rules.FS, false)
	if err != nil {
		t.Fatal(err)
	}
	gotRules, gotShared := listed(rules.FS, index)
	if diff := cmp.Diff(paths(wantRules), paths(gotRules)); diff != "" {
		t.Errorf("rules:\n%s", diff)
	}
	if diff := cmp.Diff(paths(wantShared), paths(gotShared)); diff != "" {
		t.Errorf("shared:\n%s", diff)
	}
	delete(index.rules, wantRules[0].path)
	if got, _ := listed(rules.FS, index); got != nil {
		t.Error("got rules by an index that lacks one, want them looked for")
	}
}
