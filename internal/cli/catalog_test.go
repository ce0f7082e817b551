package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestCatalogIsReadFromAFolder(t *testing.T) {
	t.Cleanup(func() {
		if err := catalog.Use(nil); err != nil {
			t.Error(err)
		}
	})
	tables := t.TempDir()
	content, err := os.ReadFile(filepath.Join("..", "catalog", "catalog.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tables, "catalog.bin"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	broken := t.TempDir()
	if err := os.WriteFile(filepath.Join(broken, "catalog.bin"), content[:len(content)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, folder, want string
		code               int
	}{
		{"ATable", tables, "", exitClean},
		{"NoTable", t.TempDir(), "--catalog", exitIncomplete},
		{"ABrokenTable", broken, "catalog.bin", exitIncomplete},
		{"NoFolder", filepath.Join(broken, "nowhere"), "--catalog", exitIncomplete},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, errors bytes.Buffer
			if code := Main(t.Context(), []string{"actions", "sqs:SendMessage", "--catalog", c.folder}, nil, &out, &errors); code != c.code {
				t.Errorf("got exit code %d, want %d: %s", code, c.code, errors.String())
			}
			if !strings.Contains(errors.String(), c.want) {
				t.Errorf("got %q, want %q in it", errors.String(), c.want)
			}
			if c.code == exitClean && !strings.Contains(out.String(), "sqs:SendMessage") {
				t.Errorf("got %q, want the action", out.String())
			}
		})
	}
}
