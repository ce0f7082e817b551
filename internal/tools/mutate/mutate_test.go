package main

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const ruleText = `package iamlint.rules.mine

import data.iamlint.lib.sizes

report contains x if {
	some x in input.list
	sizes.large(x)
	not x == 9
}
`

const libText = `package iamlint.lib.sizes

large(x) if x > 3
`

func source(test string) fstest.MapFS {
	return fstest.MapFS{
		"main.rego":                     {Data: []byte("package iamlint\n")},
		"lib/sizes.rego":                {Data: []byte(libText)},
		"hygiene/mine/mine.rego":        {Data: []byte(ruleText)},
		"hygiene/mine/mine_test.rego":   {Data: []byte("package iamlint.rules.mine_test\n\nimport data.iamlint.rules.mine\n\n" + test)},
		"hygiene/other/other.rego":      {Data: []byte("package iamlint.rules.other\n")},
		"lib/unused.rego":               {Data: []byte("package iamlint.lib.unused\n")},
		"hygiene/other/other_test.rego": {Data: []byte("package iamlint.rules.other_test\n")},
	}
}

func TestMutants(t *testing.T) {
	all, err := mutants("mine.rego", "package p\n\na if {\n\tx := 1\n\tx > 0\n\tnot x == 2\n}\n\nb(_) := 1\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range all {
		before, after := "x > 0\n\tnot x == 2", strings.TrimSuffix(m.content[strings.Index(m.content, "x := 1\n\t")+len("x := 1\n\t"):], "\n}\n\nb(_) := 1\n")
		if before == after {
			t.Errorf("%s: nothing changed", m.key())
		}
		got = append(got, m.change+": "+after)
	}
	want := []string{
		"left out: true\n\tnot x == 2", "negated: not x > 0\n\tnot x == 2", ">= for >: x >= 0\n\tnot x == 2",
		"left out: x > 0\n\ttrue", "negated: x > 0\n\tx == 2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mutants (-want +got):\n%s", diff)
	}
}

func judge(t *testing.T, name, test string, known map[string]bool) result {
	t.Helper()
	subjects, err := readSubjects(source(test), []string{name})
	if err != nil {
		t.Fatal(err)
	}
	r, err := subjects[0].judge(t.Context(), known)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatTestsNoticeIsKilled(t *testing.T) {
	const thorough = "test_all if mine.report == {4, 8} with input.list as [3, 4, 8, 9]\n"
	for _, name := range []string{"mine", "hygiene/mine", "lib/sizes"} {
		r := judge(t, name, thorough, nil)
		if len(r.survivors) > 0 || r.killed < 3 {
			t.Errorf("%s: got %d killed and survivors %v, want all killed", name, r.killed, r.survivors)
		}
	}
}

func TestWhatNobodyTestsSurvives(t *testing.T) {
	const weak = "test_all if 8 in mine.report with input.list as [1, 8]\n"
	const untested = "hygiene/mine/mine.rego | left out | not x == 9"
	r := judge(t, "mine", weak, nil)
	var got []string
	for _, m := range r.survivors {
		got = append(got, m.key())
	}
	want := []string{"hygiene/mine/mine.rego | left out | sizes.large(x)", untested}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("survivors (-want +got):\n%s", diff)
	}
	if r = judge(t, "mine", weak, map[string]bool{untested: true}); r.equivalent != 1 || len(r.survivors) != 1 {
		t.Errorf("got %d that change nothing and %d survivors, want 1 and 1", r.equivalent, len(r.survivors))
	}
}

func TestReport(t *testing.T) {
	for _, tt := range []struct {
		killed int
		code   int
		last   string
	}{
		{19, 0, "19 of 20 mutants killed (95.0%, want 95%), 1 more change nothing; 1 files in 0.0s\n"},
		{18, 1, "18 of 19 mutants killed (94.7%, want 95%), 1 more change nothing; 1 files in 0.0s\n"},
	} {
		var b strings.Builder
		code := report(&b, []result{{killed: tt.killed, equivalent: 1, survivors: []mutant{{path: "a.rego", line: 7, change: "negated", text: "x > 3"}}}}, 0)
		if want := "a.rego:7: survived: negated: x > 3\n" + tt.last; code != tt.code || b.String() != want {
			t.Errorf("got code %d and\n%s, want code %d and\n%s", code, b.String(), tt.code, want)
		}
	}
}

func TestNoSuchRule(t *testing.T) {
	if _, err := readSubjects(source(""), []string{"nothing"}); err == nil || err.Error() != `no rule "nothing", and no library` {
		t.Errorf("got error %v, want one that names the rule", err)
	}
}
