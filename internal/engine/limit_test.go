package engine

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// doubling is a rule that doubles a list forty times, which takes more memory than there is.
func doubling() string {
	var b strings.Builder
	b.WriteString("report contains 1 if {\n\ta0 := split(\"abcdefgh\", \"\")\n")
	for i := range 40 {
		fmt.Fprintf(&b, "\ta%d := array.concat(a%d, a%[2]d)\n", i+1, i)
	}
	b.WriteString("\tcount(a40) == 1\n}")
	return b.String()
}

const loop = `letters := split("abcdefghijklmnopqrstuvwxyz", "")

report contains 1 if {
	some a in letters; some b in letters; some c in letters; some d in letters; some e in letters; some f in letters
	concat("", [a, b, c, d, e, f]) == "a"
}`

const hoarding = `letters := split("abcdefghijklmnopqrstuvwxyz", "")

hoard contains sprintf("%1000s", [concat("", [a, b, c, d, e])]) if {
	some a in letters; some b in letters; some c in letters; some d in letters; some e in letters
}

report contains 1 if count(hoard) == 1`

// squaring makes a text of a hundred million characters of one of ten thousand, in calls that can't be stopped on the way.
const squaring = `report contains 1 if {
	a := sprintf("%10000s", [""])
	b := regex.replace(a, " ", a)
	c := regex.replace(b, "( ?)( ?)( ?)", "$1$2$3$1$2$3")
	count(c) == 1
}`

func TestRulesOfAUsersOwnAreLimited(t *testing.T) {
	if testing.Short() {
		t.Skip("takes the two seconds that rules may take, several times")
	}
	for name, body := range map[string]string{"a-loop": loop, "a-list-that-doubles": doubling(), "a-set-that-grows": hoarding, "calls-that-square": squaring} {
		t.Run(name, func(t *testing.T) {
			e := mustNew(t, Options{Enabled: only("admin-access", "mine"), Custom: []fs.FS{own(body)}})
			before, start := heap(), time.Now()
			got, err := e.Evaluate(t.Context(), admin())
			took := time.Since(start)
			if err == nil || !strings.Contains(err.Error(), "rule mine: ") {
				t.Errorf("got error %v, want one of the rule", err)
			}
			if len(got) != 1 || got[0].Rule != "admin-access" {
				t.Errorf("got findings %v, want those of admin-access", got)
			}
			if limit := mostTime + 500*time.Millisecond; os.Getenv("IAMLINT_RELIABILITY") == "full" && took > limit {
				t.Errorf("took %s, want at most %s", took, limit)
			}
			t.Logf("%v after %s, heap grew by %d MiB", err, took, (int64(heap())-int64(before))>>20)
		})
	}
}

func TestRulesOfAUsersOwnShareTheirTime(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("mine", "mine-too"), Custom: []fs.FS{own(loop), fstest.MapFS{"hygiene/mine_too/mine_too.rego": {Data: []byte(ruleText("mine_too", loop))}}}})
	e.deadline = 100 * time.Millisecond
	_, err := e.Evaluate(t.Context(), admin())
	if err == nil || strings.Count(err.Error(), "the rules of your own took longer than 100ms") != 2 {
		t.Errorf("got error %v, want one of each rule", err)
	}
}

func TestNoRuleOfAUsersOwnIsAskedAfterOneThatCannotBeStopped(t *testing.T) {
	e := mustNew(t, Options{Enabled: only("mine"), Custom: []fs.FS{own(loop)}})
	e.runaway.Store(true)
	if _, err := e.Evaluate(t.Context(), admin()); err == nil || !strings.Contains(err.Error(), "rule mine: not asked") {
		t.Errorf("got error %v, want that the rule was not asked", err)
	}
}
