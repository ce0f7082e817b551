package catalog_test

import (
	"fmt"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

// summed writes summaries, a line for each service and level that the actions have something of.
func summed(actions iter.Seq[catalog.Action]) []string {
	var lines []string
	for _, s := range catalog.Summarize(actions) {
		for level, grant := range s.Levels {
			word := "none"
			switch {
			case grant.Full():
				word = "full"
			case grant.Limited():
				word = "limited"
			}
			lines = append(lines, fmt.Sprint(s.Service.Prefix(), " ", catalog.Level(level), " ", word))
		}
		if s.Full() {
			lines = append(lines, s.Service.Prefix()+" full access")
		}
	}
	return lines
}

func TestSummarize(t *testing.T) {
	both := func(patterns ...string) iter.Seq[catalog.Action] {
		return func(yield func(catalog.Action) bool) {
			for _, pattern := range patterns {
				for a := range catalog.Expand(pattern) {
					if !yield(a) {
						return
					}
				}
			}
		}
	}
	for _, c := range []struct {
		name string
		got  []string
		want []string
	}{
		{"nothing", summed(catalog.Expand("s3:NoSuchAction")), nil},
		{
			"two services in order, an action twice", summed(both("sts:GetCallerIdentity", "execute-api:Invoke", "sts:GetCallerIdentity")),
			[]string{
				"execute-api list none", "execute-api read none", "execute-api tagging none", "execute-api write limited", "execute-api permissions none",
				"sts list none", "sts read limited", "sts tagging none", "sts write none", "sts permissions none",
			},
		},
		{
			"a whole service", summed(catalog.Expand("execute-api:*")),
			[]string{
				"execute-api list none", "execute-api read none", "execute-api tagging none", "execute-api write full", "execute-api permissions none",
				"execute-api full access",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.got, c.want); diff != "" {
				t.Errorf("summary (-got +want):\n%s", diff)
			}
		})
	}
}

func TestSummariesAddUp(t *testing.T) {
	total, services := 0, 0
	for _, s := range catalog.Summarize(catalog.Expand("*")) {
		services++
		if !s.Full() {
			t.Errorf("%s is not full", s.Service.Prefix())
		}
		for _, grant := range s.Levels {
			if grant.Granted != grant.Total {
				t.Errorf("%s has %+v, want all", s.Service.Prefix(), grant)
			}
			total += grant.Granted
		}
	}
	if want := catalog.Tables()[0]; total != want.Actions || services > want.Services || services < want.Services*9/10 {
		t.Errorf("%d actions of %d services, want those of %+v", total, services, want)
	}
}
