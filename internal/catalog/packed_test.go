package catalog_test

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestBrokenBlocksAreErrors(t *testing.T) {
	var block bytes.Buffer
	w := gzip.NewWriter(&block)
	if _, err := w.Write([]byte("0123456789")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	whole := block.String()
	if got, err := catalog.Unpack(whole, 2, 3); err != nil || string(got) != "234" {
		t.Errorf("got %q, %v; want 234", got, err)
	}
	for _, c := range []struct {
		name, content string
		skip, length  int
		want          string
	}{
		{"no block", "no gzip", 0, 1, "open block"},
		{"a block that is too short to skip so much", whole, 11, 1, "skip to document"},
		{"a block that is too short", whole, 8, 3, "read document"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := catalog.Unpack(c.content, c.skip, c.length); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error is %v, want %q", err, c.want)
			}
		})
	}
}
