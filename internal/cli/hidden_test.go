package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/node"
)

// TestWhatAParameterHidesIsTold puts a parameter in the place of each * of the templates. What is no longer found is told to be not
// known, and found again once the parameter is given.
func TestWhatAParameterHidesIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("judges every example three times")
	}
	originals, hidden := t.TempDir(), t.TempDir()
	var names []string
	for name, content := range gatherTemplates(t, originals) {
		root, err := node.Parse(name, content)
		if err != nil {
			t.Fatal(err)
		}
		if hide(root) {
			names = append(names, name)
			put(t, hidden, name, []byte(asJSON(root)))
		}
	}
	if len(names) < 50 {
		t.Fatalf("only %d templates have something to hide", len(names))
	}
	want := foundBy(t, originals)
	unknown := foundBy(t, hidden)
	given := foundBy(t, hidden, "--param", "Hidden=*")
	for _, name := range names {
		for found := range want[name].findings {
			if !unknown[name].findings[found] && !unknown[name].notices {
				t.Errorf("%s: %s is hidden by a parameter, of which nothing is said", name, found)
			}
			if !given[name].findings[found] && !strings.HasPrefix(found, "policy-complexity ") {
				t.Errorf("%s: %s is not found once the parameter is given", name, found)
			}
		}
	}
}

// hide makes a parameter without a default of each * that is an action, a resource or a principal, and tells whether there is one.
func hide(root *node.Node) bool {
	resources, hidden := root.Get("Resources"), false
	if resources == nil {
		return false
	}
	each(resources, func(n *node.Node) {
		for i, f := range n.Fields {
			switch f.Key.Text {
			case "Action", "Resource", "Principal", "AWS":
				if f.Value.Kind == node.String && f.Value.Text == "*" {
					n.Fields[i].Value = &node.Node{Kind: node.Map, Fields: []node.Field{field("Ref", &node.Node{Kind: node.String, Text: "Hidden"})}}
					hidden = true
				}
			}
		}
	})
	if !hidden {
		return false
	}
	parameter := field("Hidden", &node.Node{Kind: node.Map, Fields: []node.Field{field("Type", &node.Node{Kind: node.String, Text: "String"})}})
	if all := root.Get("Parameters"); all != nil {
		all.Fields = append(all.Fields, parameter)
	} else {
		root.Fields = append(root.Fields, field("Parameters", &node.Node{Kind: node.Map, Fields: []node.Field{parameter}}))
	}
	return true
}

func field(name string, value *node.Node) node.Field {
	return node.Field{Key: &node.Node{Kind: node.String, Text: name}, Value: value}
}

// seen is what was found in a file, as rule and target, and whether it was said of the parameter that it is not known.
type seen struct {
	findings map[string]bool
	notices  bool
}

func foundBy(t *testing.T, dir string, arguments ...string) map[string]seen {
	t.Helper()
	t.Chdir(dir)
	var out, errors bytes.Buffer
	if code := Main(t.Context(), append([]string{"check", "--no-config", "--format", "json", "."}, arguments...), nil, &out, &errors); code > 2 {
		t.Fatalf("exit code %d: %s", code, errors.String())
	}
	var report struct {
		Findings []struct{ Rule, Target, File string }
		Notices  []struct{ Message, File string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	all := map[string]seen{}
	at := func(file string) seen {
		if all[file].findings == nil {
			all[file] = seen{findings: map[string]bool{}}
		}
		return all[file]
	}
	for _, f := range report.Findings {
		at(f.File).findings[f.Rule+" "+f.Target] = true
	}
	for _, n := range report.Notices {
		o := at(n.File)
		o.notices = o.notices || strings.Contains(n.Message, "--param Hidden=VALUE")
		all[n.File] = o
	}
	return all
}
