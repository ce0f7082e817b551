package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTemplatesGiveTheirOutput lints each template of the project and compares the text with the file beside it.
func TestTemplatesGiveTheirOutput(t *testing.T) {
	t.Chdir("../../testdata/templates")
	names, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, ".out") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			var out, errors bytes.Buffer
			if code := Main(t.Context(), []string{"check", "--no-config", name}, nil, &out, &errors); code > 1 {
				t.Fatalf("exit code %d: %s", code, errors.String())
			}
			golden := name + ".out"
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), out.String()); diff != "" {
				t.Errorf("output (-want +got), make golden writes it anew:\n%s", diff)
			}
		})
	}
}
