package node

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCorpus reads every file of collections of templates, which are not part
// of the project, and checks all places in them.
func TestCorpus(t *testing.T) {
	for _, collection := range []string{"templates", "nasty", "malformed"} {
		t.Run(collection, func(t *testing.T) {
			readAll(t, filepath.Join("..", "..", "..", "shared", "corpus", collection))
		})
	}
}

func readAll(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the collection of templates is not there: ", err)
	}
	read, refused := 0, 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".tsv" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		root, err := Parse(path, content)
		if err != nil {
			refused++
			t.Log(err)
			return nil
		}
		read++
		c := checker{t: t, content: decoded(t, content), seen: map[*Node]bool{}}
		c.check(root, root.At)
		checkEmbedded(t, &c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 2*refused {
		t.Errorf("%d files have been read, %d refused", read, refused)
	}
	t.Logf("%d files have been read, %d refused", read, refused)
}

// checkEmbedded reads what looks like a policy in a string.
func checkEmbedded(t *testing.T, lines *checker) {
	t.Helper()
	for n := range lines.seen {
		if n.Kind != String || !strings.HasPrefix(strings.TrimSpace(n.Text), `{"`) {
			continue
		}
		root, err := n.Embedded()
		if err != nil {
			continue
		}
		c := embeddedChecker{t: t, lines: lines}
		c.check(root, n)
	}
}

type embeddedChecker struct {
	t     *testing.T
	lines *checker
}

func (c *embeddedChecker) check(n, parent *Node) {
	c.t.Helper()
	if !within(n.At.Region, parent.At.Region) {
		c.t.Fatalf("%s is not within its parent at %s", n.At, parent.At)
	}
	for _, item := range n.Items {
		c.check(item, n)
	}
	for _, field := range n.Fields {
		c.check(field.Key, n)
		c.check(field.Value, n)
		if text := c.lines.cut(field.Key.Within(0, len(field.Key.Text))); field.Key.style == quotedVerbatim && text != field.Key.Text {
			c.t.Fatalf("the key %q stands at %q", field.Key.Text, text)
		}
	}
}
