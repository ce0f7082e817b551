package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/source"
)

// stuck is an output that ends the context when it is written to, and that nobody reads.
type stuck struct{ cancel context.CancelFunc }

func (s stuck) Write([]byte) (int, error) {
	s.cancel()
	select {}
}

func TestCanIsInterruptedWhileItWrites(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		t.Run(format, func(t *testing.T) {
			cwd := tree(t, map[string]string{"a.json": adminPolicy})
			t.Chdir(cwd)
			ctx, cancel := context.WithCancel(t.Context())
			var stderr strings.Builder
			code := Main(ctx, []string{"can", "*", "s3:GetObject", "--format", format}, strings.NewReader(""), stuck{cancel}, &stderr)
			if code != exitInterrupted || stderr.String() != "iamlint: interrupted\n" {
				t.Errorf("got code %d, stderr %q", code, stderr.String())
			}
		})
	}
}

func TestWriteUntilWaitsForNobodyWhenTheContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	asked, ended := make(chan struct{}), make(chan error)
	var late strings.Builder
	err := writeUntil(ctx, &late, func(w io.Writer) error {
		cancel()
		<-asked // works on
		_, err := w.Write(make([]byte, 1<<20))
		ended <- err
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(asked)
	if err := <-ended; !errors.Is(err, context.Canceled) || late.Len() > 0 {
		t.Errorf("after the end: got %v, %d bytes", err, late.Len())
	}
}

func TestLineIsTheOneThatEditorsShow(t *testing.T) {
	long := strings.Repeat("ä", 120)
	read := newSourceLines(map[string][]byte{
		"breaks": []byte("a\r\nb\rc\n  d\t\n"), "long": []byte(long + "ä"), "fits": []byte(" " + long + " \n"), "wide": []byte(strings.Repeat("𝔸", 121)),
	})
	for place, want := range map[string]string{
		"breaks:1": "a", "breaks:2": "b", "breaks:3": "c", "breaks:4": "d", "breaks:5": "", "breaks:6": "", "breaks:0": "", "none:1": "",
		"long:1": long + "…", "fits:1": long, "wide:1": strings.Repeat("𝔸", 120) + "…",
	} {
		t.Run(place, func(t *testing.T) {
			at := source.Location{}
			artifact, line, _ := strings.Cut(place, ":")
			at.Artifact = artifact
			if _, err := fmt.Sscan(line, &at.Region.Start.Line); err != nil {
				t.Fatal(err)
			}
			if got := read.line(at); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
