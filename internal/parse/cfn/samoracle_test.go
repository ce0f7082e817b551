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
	for name, of := range map[string]func(*policy.Model) []string{"roles": identities, "resource-policies": grants} {
		t.Run(name, func(t *testing.T) { agree(t, of) })
	}
}

// TestOwnTemplatesAgreeWithSAM holds templates of the project's own against what
// aws-sam-translator 1.110.0 makes of them, which lies beside each as JSON, as
// far as it says who may do what.
func TestOwnTemplatesAgreeWithSAM(t *testing.T) {
	inputs, err := filepath.Glob("testdata/sam/*.yaml")
	if err != nil || len(inputs) == 0 {
		t.Fatal("no templates", err)
	}
	for _, input := range inputs {
		t.Run(strings.TrimSuffix(filepath.Base(input), ".yaml"), func(t *testing.T) {
			output, model := corpusModel(t, strings.TrimSuffix(input, ".yaml")+".json"), corpusModel(t, input)
			if diff := cmp.Diff(identities(output), identities(model)); diff != "" {
				t.Errorf("roles (-SAM +model):\n%s", diff)
			}
			if diff := cmp.Diff(grants(output), grants(model)); diff != "" {
				t.Errorf("resource policies (-SAM +model):\n%s", diff)
			}
		})
	}
}

// agree compares what iamlint reads of each template with what it reads of SAM's output.
func agree(t *testing.T, of func(*policy.Model) []string) {
	compared, differing := 0, 0
	for _, input := range corpusFiles(t, "sam/input/*") {
		name := strings.TrimSuffix(filepath.Base(input), filepath.Ext(input))
		output := corpusModel(t, filepath.Join(corpus, "sam", "output", name+".json"))
		if output == nil {
			continue // SAM refuses the template
		}
		model := corpusModel(t, input)
		if model == nil {
			t.Errorf("%s is not taken for a template", name)
			continue
		}
		compared++
		if diff := cmp.Diff(of(output), of(model)); diff != "" {
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

// corpusModel is the model of a template, nil if the file is none.
func corpusModel(t *testing.T, file string) *policy.Model {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	root, _ := node.Parse(filepath.Base(file), content)
	if root == nil || !IsTemplate(root) {
		return nil
	}
	unsort(root)
	m, _ := Parse(filepath.Base(file), root, nil)
	return m
}

// unsort puts the text of Fn::Sub before its variables: the lists in SAM's
// outputs are sorted.
func unsort(n *node.Node) {
	for _, item := range n.Items {
		unsort(item)
	}
	for _, f := range n.Fields {
		unsort(f.Value)
		if items := f.Value.Items; f.Key.Text == "Fn::Sub" && len(items) == 2 && items[0].Kind == node.Map {
			items[0], items[1] = items[1], items[0]
		}
	}
}

// grants writes down what the resource policies of a template say, each once and in no order.
func grants(m *policy.Model) []string {
	all := []string{}
	for _, target := range m.Targets {
		for _, d := range target.Documents {
			if d.Kind != policy.ResourceBased {
				continue
			}
			for _, s := range d.Statements {
				var b strings.Builder
				slices.SortFunc(s.Conditions, func(a, b policy.Condition) int { return strings.Compare(a.Operator+a.Key, b.Operator+b.Key) })
				slices.SortFunc(s.Resources, func(a, b policy.ResourceARN) int { return strings.Compare(a.Text, b.Text) })
				outlineStatement(&b, s)
				all = append(all, plainARNs(b.String()))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// identities writes down who may do what in a template, in no order.
func identities(m *policy.Model) []string {
	all := []string{}
	for _, target := range m.Targets {
		switch target.Kind {
		case policy.Role, policy.User, policy.Group, policy.ManagedPolicy:
			all = append(all, identity(target))
		default:
		}
	}
	slices.Sort(all)
	return all
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
	if len(target.Boundaries) > 0 {
		text += "  boundary " + words(boundaries(target)) + "\n"
	}
	return plainARNs(text)
}

// madeAlias is what SAM's output calls an alias; iamlint writes its ARN out.
var madeAlias = regexp.MustCompile(`\$\{(\w+)Alias(\w+)\.FunctionName\}:(?:\$\{\w+\}|\w+)`)

// plainARNs makes texts comparable in which SAM writes out the partition, a hash
// or the logical id of an alias.
func plainARNs(text string) string {
	text = madeAlias.ReplaceAllString(text, "$${$1}:$2")
	return generatedName.ReplaceAllString(strings.ReplaceAll(text, "arn:aws:", "arn:${AWS::Partition}:"), "")
}
