package cfn

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// lost are the notices of documents, or of elements of them, that could not be read at all. What is merely
// not known before deployment, such as a parameter inside of an ARN, is read.
var lost = regexp.MustCompile(`the policy document is |policies in it were not judged|what it adds was not judged|conditions that it adds were not judged|` +
	`the statement is |the condition is |the effect is |the resources that it makes were not judged`)

// TestNearlyAllDocumentsOfTheCorpusAreReadInFull counts what is lost, by cause. The log has the table of docs/reading.md.
func TestNearlyAllDocumentsOfTheCorpusAreReadInFull(t *testing.T) {
	full, partly := 0, 0
	causes := map[string]int{}
	for _, file := range corpusFiles(t, "templates/*") {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, err := node.Parse(file, content)
		if err != nil || !IsTemplate(root) {
			continue
		}
		m, notices := Parse(file, root, nil)
		for _, d := range written(m) {
			if incomplete(d) {
				partly++
				t.Logf("%s:%d: in part", filepath.Base(file), d.At.Region.Start.Line)
			} else {
				full++
			}
		}
		for _, n := range notices {
			if cause := lost.FindString(n.Message); cause != "" {
				causes[cause]++
				t.Logf("%s:%d: %s", filepath.Base(file), n.At.Region.Start.Line, n.Message)
			}
		}
	}
	missing := 0
	for _, cause := range slices.Sorted(maps.Keys(causes)) {
		t.Logf("%4d %s", causes[cause], cause)
		missing += causes[cause]
	}
	share := float64(full) / float64(full+max(partly, missing))
	t.Logf("%d read in full, %d in part, %d notices of what is lost: %.2f %%", full, partly, missing, 100*share)
	if share < 0.995 {
		t.Errorf("%.2f %% of the documents are read in full, want 99.5 %%", 100*share)
	}
}

// written are the documents that stand in a template.
func written(m *policy.Model) []*policy.Document {
	var all []*policy.Document
	for _, target := range m.Targets {
		for _, d := range target.Documents {
			if d.Origin == policy.FromUser {
				all = append(all, d)
			}
		}
	}
	return all
}

// incomplete tells whether something of a document could not be read. What is wrong in it is a fault, which rules tell.
func incomplete(d *policy.Document) bool {
	if len(d.Faults) > 0 {
		return false
	}
	return d.Unreadable || slices.ContainsFunc(d.Statements, func(s *policy.Statement) bool { return s.Unresolved && len(s.Faults) == 0 })
}
