package node

import (
	"strings"
	"testing"
)

// TestPartStandsWhereItIsWritten looks for a part of the text of a scalar, and
// wants what stands for it in the source.
func TestPartStandsWhereItIsWritten(t *testing.T) {
	for _, test := range []struct{ name, content, part, want string }{
		{"plain", "a: b ${c} d", "${c}", "${c}"},
		{"plain over lines", "a: b\n   ${c} d", "${c}", "${c}"},
		{"plain across a fold", "a: b\n   c d", "b c", "b\n   c"},
		{"the space that a fold has become", "a: b \n   c", " ", " \n   "},
		{"blank lines that a fold keeps", "a: b\n\n\n   c", "\n\n", "\n\n\n   "},
		{"single quotes", "a: 'b ${c}'", "${c}", "${c}"},
		{"behind a doubled quote", "a: 'it''s ${c}'", "${c}", "${c}"},
		{"a doubled quote", "a: 'it''s ${c}'", "'", "''"},
		{"double quotes", `a: "b ${c}"`, "${c}", "${c}"},
		{"behind escapes", `a: "é\t\x41\u00e9\U0001F600\L\_\\ ${c}"`, "${c}", "${c}"},
		{"an escape", `a: "\u00e9 c"`, "é", `\u00e9`},
		{"half an escape", `a: "\u00e9 c"`, "\xa9", `\u00e9`},
		{"across an escape", `a: "b\"c\"d"`, `c"d`, `c\"d`},
		{"behind an escaped line end", "a: \"b \\\n   ${c}\"", "${c}", "${c}"},
		{"across an escaped line end", "a: \"b\\\n   c\"", "bc", "b\\\n   c"},
		{"literal", "a: |\n  b\n    é ${c}\n  d\n", "${c}", "${c}"},
		{"literal with CRLF", "a: |\r\n  b\r\n  ${c}\r\n", "${c}", "${c}"},
		{"literal over lines", "a: |\n  b\n\n  c\n  d\n", "b\n\nc", "b\n\n  c"},
		{"literal with indentation given", "a: |2\n     b\n  c\n", "   b\nc", "   b\n  c"},
		{"the last line end of a literal", "a: |\n  b\n", "\n", ""},
		{"folded", "a: >\n  b\n  ${c}\n\n  d\n", "${c}", "${c}"},
		{"folded across lines", "a: >\n  b\n  c\n\n  d\n", "b c\nd", "b\n  c\n\n  d"},
		{"folded with more indentation", "a: >\n  b\n    c\n  d\n", "  c\n", "  c\n"},
		{"JSON", `{"a": "b ${c}"}`, "${c}", "${c}"},
		{"behind JSON escapes", `{"a": "\ud83d\ude00\/\"\n\u0041 ${c}"}`, "${c}", "${c}"},
		{"a JSON escape", `{"a": "b\"c"}`, `"`, `\"`},
		{"a surrogate pair", `{"a": "b\ud83d\ude00c"}`, "\U0001F600", `\ud83d\ude00`},
		{"nothing", `{"a": "\n"}`, "", ""},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			n := mustParse(t, test.content).Get("a")
			start := strings.Index(n.Text, test.part)
			if start < 0 {
				t.Fatalf("no %q in the text %q", test.part, n.Text)
			}
			at := n.Within(start, start+len(test.part))
			if got := cut(t, test.content, at); got != test.want {
				t.Errorf("%q stands at %q, want %q", test.part, got, test.want)
			}
		})
	}
}

func TestWithinOfOffsetsBeyondTheTextIsItsEnd(t *testing.T) {
	n := mustParse(t, "a: 'bc'").Get("a")
	if got, want := n.Within(-5, 99).String(), "a.yaml:1:5-1:7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := n.Within(9, 4).String(), "a.yaml:1:7-1:7"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWithinOfWhatIsNotWrittenIsTheWhole(t *testing.T) {
	root := mustParse(t, "!Sub a")
	key := root.Fields[0].Key
	if got := key.Within(4, 7); got != key.At {
		t.Errorf("got %s, want %s", got, key.At)
	}
	if got := root.Within(0, 1); got != root.At {
		t.Errorf("got %s, want %s", got, root.At)
	}
	var none *Node
	if got := none.Within(0, 1); got.Artifact != "" {
		t.Errorf("got %s for no node", got)
	}
	if got := (&Node{Kind: String, Text: "x"}).Within(0, 1); got.Artifact != "" {
		t.Errorf("got %s for a node made by hand", got)
	}
}

func TestEmbeddedStandsInTheFile(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          string // what stands for the value of "é" in the document
		text          string
	}{
		{"literal", "a: |\n  {\n    \"é\": \"s3:*\"\n  }\n", `"s3:*"`, "s3:*"},
		{"folded", "a: >\n  {\n  \"é\":\n  \"s3:*\"\n  }\n", `"s3:*"`, "s3:*"},
		{"plain over lines in quotes", "a: '{\n  \"é\":\n\n    \"it''s\"}'\n", `"it''s"`, "it's"},
		{"JSON string", `{"a": "{\"é\": \"s3:*\"}"}`, `\"s3:*\"`, "s3:*"},
		{"JSON string with twofold escapes", `{"a": "{\"\\u00e9\": \"b\\nc\"}"}`, `\"b\\nc\"`, "b\nc"},
		{"map", `{"a": "{\"é\": {\"b\": [1] } }"}`, `{\"b\": [1] }`, ""},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			root, err := mustParse(t, test.content).Get("a").Embedded()
			if err != nil {
				t.Fatal(err)
			}
			n := value(t, root, "é")
			if got := cut(t, test.content, n.At); got != test.want || n.Text != test.text {
				t.Errorf("%q stands at %q, want %q at %q", n.Text, got, test.text, test.want)
			}
		})
	}
}

func TestPartOfEmbeddedStandsInTheFile(t *testing.T) {
	content := `{"a": "{\"b\": \"{\\\"c\\\": \\\"x\\\\n${y}\\\"}\"}"}`
	outer, err := mustParse(t, content).Get("a").Embedded()
	if err != nil {
		t.Fatal(err)
	}
	inner, err := outer.Get("b").Embedded()
	if err != nil {
		t.Fatal(err)
	}
	n := inner.Get("c")
	if n.Text != "x\n${y}" {
		t.Fatalf("text %q", n.Text)
	}
	if got, want := cut(t, content, n.Within(1, 2)), `\\\\n`; got != want {
		t.Errorf("the line break stands at %q, want %q", got, want)
	}
	if got, want := cut(t, content, n.Within(2, 6)), "${y}"; got != want {
		t.Errorf("the reference stands at %q, want %q", got, want)
	}
}

func TestEmbeddedErrorStandsInTheFile(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"literal", "a: |\n  {\n    \"b\": c\n  }\n", `a.yaml:3:10: found 'c' but expected a value: text needs double quotes`},
		{"JSON string", `{"a": "{\"b\": 1,}"}`, `a.yaml:1:17: JSON has no comma before '}': remove it`},
		{"end", "a: '{'", `a.yaml:1:6: the JSON ends too early: expected a key in double quotes`},
		{"no string", "a: [b]", `a.yaml:1:4: not a text with JSON in it`},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, err := mustParse(t, test.content).Get("a").Embedded()
			if err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	if _, err := (*Node)(nil).Embedded(); err == nil {
		t.Error("no error for no node")
	}
}

func TestGetAttIsSplitWithItsPlaces(t *testing.T) {
	content := "é: !GetAtt 'it''s.b.c'"
	list := value(t, mustParse(t, content), "é", "Fn::GetAtt")
	if list.Kind != List || len(list.Items) != 2 {
		t.Fatalf("got %v with %d items", list.Kind, len(list.Items))
	}
	for i, want := range [][3]string{{"it's", "it''s", "s"}, {"b.c", "b.c", "c"}} {
		n := list.Items[i]
		last := n.Within(len(n.Text)-1, len(n.Text))
		if n.Text != want[0] || cut(t, content, n.At) != want[1] || cut(t, content, last) != want[2] {
			t.Errorf("part %d is %q at %s with last %s, want %q", i, n.Text, n.At, last, want)
		}
	}
}
