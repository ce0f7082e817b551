package engine_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
)

// service is an entry of rules/data/services.yaml.
type service struct {
	name, source, path string
	sends              []string
}

func services(t *testing.T, list string) []service {
	t.Helper()
	path := filepath.Join("..", "..", "rules", "data", "services.yaml")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	root, err := node.Parse(path, content)
	if err != nil {
		t.Fatal(err)
	}
	var all []service
	for _, item := range root.Get(list).Items {
		s := service{name: item.Get("service").Text}
		if source := item.Get("source"); source != nil {
			s.source = source.Text
		}
		if path := item.Get("path"); path != nil {
			s.path = path.Text
		}
		if sends := item.Get("sends"); sends != nil {
			for _, value := range sends.Items {
				s.sends = append(s.sends, value.Text)
			}
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		t.Fatalf("got no %s in %s, want some", list, path)
	}
	return all
}

func TestServicesSendWhatTheCatalogueKnowsAndHaveASource(t *testing.T) {
	for _, list := range []string{"deputies", "owners", "senders", "writers"} {
		for _, s := range services(t, list) {
			for _, sent := range s.sends {
				prefix := sent
				if parts := strings.Split(sent, ":"); len(parts) > 5 {
					prefix = parts[2]
				}
				if _, ok := catalog.FindService(prefix); !ok {
					t.Errorf("%s %s: got %q, want an ARN of a service that the catalogue has", list, s.name, sent)
				}
			}
			if !strings.HasPrefix(s.source, "https://docs.aws.amazon.com/") {
				t.Errorf("%s %s: got source %q, want a page of AWS's documentation", list, s.name, s.source)
			}
		}
	}
}

func TestServicesAreCurrentInRego(t *testing.T) {
	path := filepath.Join("..", "..", "rules", "lib", "services.rego")
	want := regoOfServices(t)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is not current, run make generate (-want +got):\n%s", path, diff)
	}
}

func regoOfServices(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`# METADATA
# description: |
#   Which services say for whom they come. Made of rules/data/services.yaml, which has the sources: change it there.
package iamlint.lib.services

# deputies are the services that act with a role for whoever names it to them, with the ARN that they send.
deputies := {
`)
	for _, s := range services(t, "deputies") {
		fmt.Fprintf(&b, "\t%q: %q,\n", s.name, s.sends[0])
	}
	b.WriteString("}\n\n# senders are the services that say for whom they use a resource.\nsenders := {\n")
	for _, s := range services(t, "senders") {
		fmt.Fprintf(&b, "\t%q,\n", s.name)
	}
	b.WriteString("}\n\n# owners are the services whose ARNs each service sends with the events that it calls functions for.\nowners := {\n")
	for _, s := range services(t, "owners") {
		fmt.Fprintf(&b, "\t%q: {%s},\n", s.name, quoted(s.sends))
	}
	b.WriteString("}\n\n# writers are the services that write for each account under a path of its own, with that path.\nwriters := {\n")
	for _, s := range services(t, "writers") {
		fmt.Fprintf(&b, "\t%q: %q,\n", s.name, s.path)
	}
	b.WriteString("}\n")
	return b.String()
}

func quoted(texts []string) string {
	parts := slices.Clone(texts)
	for i, text := range parts {
		parts[i] = fmt.Sprintf("%q", text)
	}
	return strings.Join(parts, ", ")
}
