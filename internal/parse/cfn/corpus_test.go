package cfn

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/placetest"
)

// corpus are templates and other files of other people's, if they lie beside the repository.
const corpus = "../../../../shared/corpus"

func corpusFiles(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(corpus, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the corpus is not beside the repository")
	}
	return files
}

func TestCorpusOfTemplates(t *testing.T) {
	documents := 0
	for _, file := range append(corpusFiles(t, "templates/*"), corpusFiles(t, "nasty/*/*")...) {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, err := node.Parse(file, content)
		if err != nil || !IsTemplate(root) {
			continue
		}
		m, notices := Parse(file, root, nil)
		for _, target := range m.Targets {
			documents += len(target.Documents)
		}
		if len(content) < 100_000 {
			placetest.Check(t, string(content), m, notices)
		}
	}
	if documents < 2000 {
		t.Errorf("read %d documents, want 2000 or more", documents)
	}
}

func TestCorpusOfOtherFiles(t *testing.T) {
	for _, file := range corpusFiles(t, "not-templates/*") {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		root, err := node.Parse(file, content)
		if err != nil {
			continue
		}
		switch filepath.Base(file) {
		case "aws-sam-cli__1bee7899__templateWithStringResource.json", "aws-sam-cli__7ecf20d1__test_resources_invalid_sam_template.yaml":
			continue // templates that are wrong
		}
		if IsTemplate(root) || parse.IsPolicy(root) {
			t.Errorf("%s is taken for a template or policy", file)
		}
	}
}
