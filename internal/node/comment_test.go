package node_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
)

func TestComments(t *testing.T) {
	type comment struct {
		Text         string
		Line, Column int
		Speaks       int
	}
	for name, test := range map[string]struct {
		artifact, text string
		want           []comment
	}{
		"above and beside":                    {text: "# one\na: 1 # two\n", want: []comment{{" one", 1, 1, 2}, {" two", 2, 6, 2}}},
		"blank lines and comments between":    {text: "# one\n\n  # two\nb: 1\n", want: []comment{{" one", 1, 1, 4}, {" two", 3, 3, 4}}},
		"nothing below":                       {text: "a: 1\n# end\n", want: []comment{{" end", 2, 1, 0}}},
		"no blank before":                     {text: "a: b#c\n"},
		"in quotes":                           {text: "a: 'x # y'\nb: \"x # y\"\n"},
		"in a folded plain scalar":            {text: "a: one\n  two\n  three # four\n", want: []comment{{" four", 3, 9, 3}}},
		"in a block scalar":                   {text: "a: |\n  # not one\n  x\nb: 1\n"},
		"beside the indicator of a block":     {text: "a: | # one\n  # not one\nb: 1\n", want: []comment{{" one", 1, 6, 1}}},
		"after a block scalar":                {text: "a: >\n  x\n# one\nb: 1\n", want: []comment{{" one", 3, 1, 4}}},
		"in a key":                            {text: "\"a # b\": 1\n"},
		"in a JSON string":                    {artifact: "x.json", text: "{\"a\": \"x # y\"}\n"},
		"in a flow map over lines":            {text: "a: {b: 1, # one\n  c: 2}\n", want: []comment{{" one", 1, 11, 1}}},
		"with other line ends":                {text: "# one\r\na: 1\r\n", want: []comment{{" one", 1, 1, 2}}},
		"of a document without a value":       {text: "# one\n", want: []comment{{" one", 1, 1, 0}}},
		"beside an alias and within its text": {text: "a: &x \"# no\"\nb: *x # yes\n", want: []comment{{" yes", 2, 7, 2}}},
		"after characters of several bytes":   {text: "é: \"ü\" # one\n", want: []comment{{" one", 1, 8, 1}}},
	} {
		t.Run(strings.ReplaceAll(name, " ", "-"), func(t *testing.T) {
			root, err := node.Parse(test.artifact, []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			var got []comment
			for _, c := range root.Comments() {
				got = append(got, comment{c.Text, c.At.Region.Start.Line, c.At.Region.Start.Column, c.Line})
			}
			if diff := cmp.Diff(got, test.want); diff != "" {
				t.Error("got(-) want(+):\n" + diff)
			}
		})
	}
}
