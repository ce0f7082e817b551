package escalation_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/escalation"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func methods(t *testing.T) []escalation.Method {
	t.Helper()
	all, _, err := escalation.Methods(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// families are those that methods stand for; E82 to E85 are what several of them, or none, come to.
func TestEveryFamilyHasMethods(t *testing.T) {
	var want []string
	for _, span := range [][2]int{{1, 14}, {20, 26}, {30, 56}, {60, 77}, {80, 81}} {
		for n := span[0]; n <= span[1]; n++ {
			want = append(want, fmt.Sprintf("E%02d", n))
		}
	}
	got := map[string]bool{}
	for _, m := range methods(t) {
		got[m.Family] = true
	}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
		t.Error(diff)
	}
}

// TestTheMethodsOfAFamilyStandTogether keeps the families of the data in one piece each, as the search expects.
func TestTheMethodsOfAFamilyStandTogether(t *testing.T) {
	over := map[string]bool{}
	last := ""
	for _, m := range methods(t) {
		if m.Family != last && over[m.Family] {
			t.Errorf("%s: family %s was left before", m.ID, m.Family)
		}
		last = m.Family
		over[last] = true
	}
}

func TestEveryMethodIsToldSomewhere(t *testing.T) {
	for _, m := range methods(t) {
		if len(m.Paths)+len(m.References) == 0 {
			t.Errorf("%s: neither a path nor a reference tells it", m.ID)
		}
	}
}

func TestEveryPathIsTheMethodThatNamesIt(t *testing.T) {
	named := map[string]string{}
	for _, m := range methods(t) {
		for _, path := range m.Paths {
			named[path] = m.Family
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(paths)), slices.Sorted(maps.Keys(named))); diff != "" {
		t.Fatal(diff)
	}
	if len(paths) != 65 {
		t.Errorf("got %d paths, want 65", len(paths))
	}
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		t.Run(path, func(t *testing.T) {
			if got := families(document(t, allowing(paths[path]...))); !slices.Contains(got, named[path]) {
				t.Errorf("%q: got %q, want %s", paths[path], got, named[path])
			}
		})
	}
}

// alternatives are the sets of actions that a method takes, one of each of its lists.
func alternatives(m escalation.Method) [][]string {
	sets := [][]string{nil}
	for _, any := range m.Allows {
		var more [][]string
		for _, set := range sets {
			for _, action := range any {
				more = append(more, append(slices.Clone(set), action))
			}
		}
		sets = more
	}
	return sets
}

func TestEveryMethodFiresOnItsActionsAndNoFewer(t *testing.T) {
	all := methods(t)
	for _, m := range all {
		for _, set := range alternatives(m) {
			t.Run(m.ID+" "+strings.Join(set, " "), func(t *testing.T) {
				if got := families(document(t, allowing(set...))); !slices.Contains(got, m.Family) {
					t.Errorf("got %q, want %s", got, m.Family)
				}
				for i := range set {
					fewer := slices.Delete(slices.Clone(set), i, i+1)
					want := matching(all, fewer)
					if diff := cmp.Diff(want, families(document(t, allowing(fewer...)))); diff != "" {
						t.Errorf("without %s: %s", set[i], diff)
					}
				}
			})
		}
	}
}

// matching are the families that a set of actions on everything belongs to by the data alone.
func matching(all []escalation.Method, actions []string) []string {
	found := map[string]bool{}
	for _, m := range all {
		has := func(action string) bool { return slices.Contains(actions, action) }
		every := !slices.ContainsFunc(m.Allows, func(any []string) bool { return !slices.ContainsFunc(any, has) })
		lacks := len(m.Lacks) == 0 || slices.ContainsFunc(m.Lacks, func(a string) bool { return !has(a) })
		if every && lacks && len(actions) > 0 {
			found[m.Family] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func families(found []*policy.Escalation) []string {
	names := map[string]bool{}
	for _, e := range found {
		names[e.Family] = true
	}
	return slices.Sorted(maps.Keys(names))
}

func TestWhatIsWrongInTheDataIsAnError(t *testing.T) {
	row := func(changes string) string {
		fields := map[string]string{
			"family": "E01", "id": "x", "may": "do", "gravity": "high", "gains": "itself", "target": "role",
			"on": "iam:PutRolePolicy", "allows": "[iam:PutRolePolicy]",
		}
		key, value, _ := strings.Cut(changes, ": ")
		fields[key] = value
		var parts []string
		for _, k := range slices.Sorted(maps.Keys(fields)) {
			parts = append(parts, k+": "+fields[k])
		}
		return "methods:\n  - {" + strings.Join(parts, ", ") + "}\n"
	}
	for _, c := range []struct{ name, content, want string }{
		{"an action that AWS does not have", row("allows: [iam:PutRolePolicy, gamelist:getcomputeaccess]"), `"gamelist:getcomputeaccess"`},
		{"an action that is about something else", row("target: user"), `not about a "user"`},
		{"a target that no action of it names", row("on: iam:DeleteRolePolicy"), `does not ask for "iam:DeleteRolePolicy"`},
		{"a service that is none", row("trusts: [lambda]"), "passed role"},
		{"one action for a role that nobody passes", row("only: sts:AssumeRole"), "used for one action only"},
		{"a gravity that is none", row("gravity: huge"), `"huge"`},
		{"a gain that is none", row("gains: luck"), `"luck"`},
		{"an obstacle that is none", row("lifts: hat"), `"hat"`},
		{"a word that is none", row("gravitas: high"), `"gravitas"`},
		{"nothing to do", row("may: ''"), "lacks"},
		{"something to lack without a resource", row("lacks: [s3:GetObject]"), "lacks something"},
		{"two of one name", row("family: E01") + strings.TrimPrefix(row("family: E01"), "methods:\n"), "already"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := escalation.PrepareMethods(fstest.MapFS{"data/escalation.yaml": {Data: []byte(c.content)}})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s in it", err, c.want)
			}
		})
	}
}

func TestNewRefusesALineThatItDoesNotKnow(t *testing.T) {
	for _, content := range []string{"family E01\n", "id x\nluck much\n"} {
		_, err := escalation.New(fstest.MapFS{"data/methods.txt": {Data: []byte(content)}})
		if err == nil || !strings.Contains(err.Error(), "unknown line") {
			t.Errorf("%q: got %v, want an error that names the line", content, err)
		}
	}
}

// unheard are service principals that no policy of AWS names, and where AWS's documentation does.
var unheard = map[string]string{
	"codestar.amazonaws.com":         "https://docs.aws.amazon.com/codestar/latest/userguide/access-permissions.html",
	"datapipeline.amazonaws.com":     "https://docs.aws.amazon.com/datapipeline/latest/DeveloperGuide/dp-iam-roles.html",
	"gamelift.amazonaws.com":         "https://docs.aws.amazon.com/gamelift/latest/developerguide/setting-up-role.html",
	"kinesisanalytics.amazonaws.com": "https://docs.aws.amazon.com/kinesisanalytics/latest/java/how-iam.html",
	"tasks.apprunner.amazonaws.com":  "https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html",
}

// TestServicePrincipalsAreThoseOfAWS looks for the services that roles are passed to in what AWS itself writes into its
// managed policies.
func TestServicePrincipalsAreThoseOfAWS(t *testing.T) {
	var written strings.Builder
	for p := range catalog.ManagedPolicies() {
		content, err := p.Document()
		if err != nil {
			t.Fatal(err)
		}
		written.Write(content)
	}
	for _, m := range methods(t) {
		for _, service := range m.Trusts {
			if !strings.Contains(written.String(), `"`+service+`"`) && unheard[service] == "" {
				t.Errorf("%s: no policy of AWS names %q", m.ID, service)
			}
		}
	}
}
