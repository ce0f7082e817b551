package cfn

import (
	"reflect"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

func FuzzParse(f *testing.F) {
	f.Add(fixture(f))
	for _, expression := range []string{"!Sub '${Bucket.Arn}/*'", "!If [A, !If [B, x, y], !Ref AWS::NoValue]", "!Select [0, !Split [':', !Ref Topic]]", "!FindInMap [Map, !Ref 'AWS::Region', Both]"} {
		f.Add(strings.Replace(stage, "EXPRESSION", expression, 1))
	}
	f.Add(`{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"Policies":[{"PolicyDocument":"{\"Statement\":[{}]}"}]}}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		root, err := node.Parse("template.yaml", []byte(text))
		if err != nil || !IsTemplate(root) {
			return
		}
		m, notices := Parse("template.yaml", root, nil)
		checkPlaces(t, text, m, notices)
	})
}

// checkPlaces checks that every place of a model is inside the text, or nowhere.
func checkPlaces(t *testing.T, text string, m *policy.Model, notices []finding.Notice) {
	t.Helper()
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return // UTF-16: its lines are not those of the bytes
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' })
	most := strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\u0085") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029") + 1
	longest := 0
	for _, line := range lines {
		longest = max(longest, len([]rune(line)))
	}
	visit := func(at source.Location) {
		r := at.Region
		if at == (source.Location{}) {
			return
		}
		if r.Start.Line < 1 || r.Start.Column < 1 || r.Start.Compare(r.End) > 0 || r.End.Line > most || r.End.Column > longest+2 {
			t.Errorf("place %s is not in the text", at)
		}
	}
	locations(reflect.ValueOf(*m), visit)
	for _, n := range notices {
		visit(n.At)
	}
}
