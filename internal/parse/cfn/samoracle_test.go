package cfn

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// agreement is how many of the templates that SAM itself is tested with must
// come to the same model as what SAM makes of them, in percent. What is left is
// told in docs/sam-differences.md.
const agreement = 99

func TestAgreesWithSAM(t *testing.T) {
	inputs := corpusFiles(t, "sam/input/*")
	compared, differing := 0, 0
	for _, input := range inputs {
		name := strings.TrimSuffix(filepath.Base(input), filepath.Ext(input))
		want, ok := identities(t, filepath.Join(corpus, "sam", "output", name+".json"))
		if !ok {
			continue // SAM refuses the template
		}
		got, ok := identities(t, input)
		if !ok {
			t.Errorf("%s is not taken for a template", name)
			continue
		}
		compared++
		if diff := cmp.Diff(want, got); diff != "" {
			differing++
			t.Logf("%s (-SAM +model):\n%s", name, diff)
		}
	}
	share := 100 - 100*float64(differing)/float64(compared)
	t.Logf("%d of %d agree: %.1f %%", compared-differing, compared, share)
	if share < agreement {
		t.Errorf("%.1f %% agree, want %d", share, agreement)
	}
}

// identities writes down who may do what in a template, in no order.
func identities(t *testing.T, file string) ([]string, bool) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root, _ := node.Parse(filepath.Base(file), content)
	if root == nil || !IsTemplate(root) {
		return nil, false
	}
	m, _ := Parse(filepath.Base(file), root, nil)
	all := []string{}
	for _, target := range m.Targets {
		switch target.Kind {
		case policy.Role, policy.User, policy.Group, policy.ManagedPolicy:
			all = append(all, identity(target))
		default:
		}
	}
	slices.Sort(all)
	return all, true
}

// generatedName is a logical id that ends in a hash of SAM's.
var generatedName = regexp.MustCompile(`[0-9a-f]{10}(Alias\w+)?\b`)

// identity writes down a principal without its name.
func identity(target *policy.Target) string {
	var managed, statements []string
	for _, a := range target.Managed {
		name := a.Name
		if name == "" {
			name = words([]policy.Value{a.Value})
		}
		managed = append(managed, name)
	}
	for _, d := range target.Documents {
		for _, s := range d.Statements {
			var b strings.Builder
			slices.SortFunc(s.Actions, func(a, b policy.Action) int { return strings.Compare(a.Text, b.Text) })
			outlineStatement(&b, s)
			statements = append(statements, string(d.Kind)+b.String())
		}
	}
	slices.Sort(managed)
	slices.Sort(statements)
	text := string(target.Kind) + " managed " + strings.Join(slices.Compact(managed), " ") + "\n" + strings.Join(statements, "")
	if target.Boundary != nil {
		text += "  boundary " + words([]policy.Value{*target.Boundary}) + "\n"
	}
	return generatedName.ReplaceAllString(strings.ReplaceAll(text, "arn:aws:", "arn:${AWS::Partition}:"), "")
}
