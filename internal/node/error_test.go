package node

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestErrorsSayWhereAndWhatToDo(t *testing.T) {
	for _, test := range []struct{ name, artifact, content, want string }{
		{"JSON comma before a bracket", "a.json", `{"a": [1, ]}`, `a.json:1:9: JSON has no comma before ']': remove it`},
		{"JSON comma before a brace", "a.json", "{\"a\": 1,\n}", `a.json:1:8: JSON has no comma before '}': remove it`},
		{"JSON comment", "a.json", "{ // b\n}", `a.json:1:3: JSON has no comments: remove this one`},
		{"JSON comment at the start", "a.json", "// b\n{}", `a.json:1:1: JSON has no comments: remove this one`},
		{"JSON single quotes", "a.json", `{'a': 1}`, `a.json:1:2: JSON has no single quotes: use double quotes`},
		{"JSON without colon", "a.json", `{"a" 1}`, `a.json:1:6: found '1' but expected ":" after the key`},
		{"JSON without comma", "a.json", "[\"é\" \"b\"]", `a.json:1:6: found '"' but expected ',' or ']'`},
		{"JSON word", "a.json", `[True]`, `a.json:1:2: found 'T' but expected a value: text needs double quotes`},
		{"JSON that ends", "a.json", "{\"a\":\n", `a.json:2:1: the JSON ends too early: expected a value`},
		{"JSON that ends in a map", "a.json", `{"a": 1`, `a.json:1:8: the JSON ends too early: expected ',' or '}'`},
		{"JSON string without end", "a.json", `{"a`, `a.json:1:2: the string that begins here has no end: add a double quote`},
		{"JSON string that ends in a backslash", "a.json", `["\`, `a.json:1:2: the string that begins here has no end: add a double quote`},
		{"JSON string with a line break", "a.json", "[\"a\n\"]", `a.json:1:4: the string has no end in its line: add a double quote, or write a line break as \n`},
		{"JSON string with a tab", "a.json", "[\"a\t\"]", `a.json:1:4: control character U+0009 in a string: write it as \u0009`},
		{"JSON escape", "a.json", `["é\t\x"]`, `a.json:1:6: unknown escape in a string: write a backslash as \\`},
		{"JSON escape cut short", "a.json", `["\u12"]`, `a.json:1:3: unknown escape in a string: write a backslash as \\`},
		{"JSON number with leading zero", "a.json", `[012]`, `a.json:1:2: this is not a number of JSON: write it like 12 or -1.5e3, or put it in double quotes`},
		{"JSON escape at the end", "a.json", `["\"`, `a.json:1:2: the string that begins here has no end: add a double quote`},
		{"JSON minus", "a.json", `[-]`, `a.json:1:2: this is not a number of JSON: write it like 12 or -1.5e3, or put it in double quotes`},
		{"JSON number without fraction", "a.json", `[1.]`, `a.json:1:2: this is not a number of JSON: write it like 12 or -1.5e3, or put it in double quotes`},
		{"JSON two values", "a.json", "{}\n{}", `a.json:2:1: found '{' but expected the end of the file: keep one value in it`},
		{"JSON duplicate key", "a.json", `{"a": 1, "\u0061": 2}`, `a.json:1:10: duplicate key "a", first at 1:2: remove one; the last one was read, but not every reader does so`},
		{"neither JSON nor YAML", "a.yaml", `{"a": [1}`, `a.yaml:1:9: found '}' but expected ',' or ']'`},
		{"flow YAML with a duplicate key", "a.yaml", `{a: 1, a: 2}`, `a.yaml:1:8: duplicate key "a", first at 1:2: remove one; the last one was read, but not every reader does so`},
		{"YAML duplicate key", "a.yaml", "a:\n  b: c\n  d: e\n  'b': f", `a.yaml:4:3: duplicate key "b", first at 2:3: remove one; the last one was read, but not every reader does so`},
		{"YAML duplicate merge key", "a.yaml", "<<: {a: b}\n<<: {c: d}", `a.yaml:2:1: duplicate key "<<", first at 1:1: remove one; the last one was read, but not every reader does so`},
		{"merge of a scalar", "a.yaml", "a:\n  <<: b", `a.yaml:2:3: the value of "<<" is neither a map nor a list of maps: name an anchor of a map`},
		{"merge of a list of scalars", "a.yaml", "<<: [{a: b}, c]", `a.yaml:1:1: the value of "<<" is neither a map nor a list of maps: name an anchor of a map`},
		{"tab", "a.yaml", "a:\n  b:\n\tc: d\n", "a.yaml:3:1: found character that cannot start any token: indent with spaces, not with tabs"},
		{"reserved character", "a.yaml", "a:\n  b: @c\n", "a.yaml:2:3: found character that cannot start any token: quote a text that begins with @, ` or %"},
		{"second colon", "a.yaml", "a:\n  b: c: d\n", `a.yaml:2:3: mapping values are not allowed in this context: check the indentation, and quote a text with ": " in it`},
		{"indentation", "a.yaml", "a:\n    b: c\n    d: e\n  f: g\n", `a.yaml:4:3: did not find expected key: check the indentation, quotes and brackets here`},
		{"open quote", "a.yaml", "a: b\nc: 'd\ne: f\ng: h\n", `a.yaml:2:1: found unexpected end of stream: close the quote or bracket that is open`},
		{"template", "a.yaml", "a: b\n{% if c %}\nd: e\n", `a.yaml:2:1: found character that cannot start any token: this looks like the source of a template engine; read what it renders`},
		{"unknown anchor", "a.yaml", "a: b\nc: *d\n", `a.yaml:2:1: unknown anchor 'd' referenced: define it with & before it is used, or quote the text`},
		{"anchor in itself", "a.yaml", "a: &x\n  b: [*x]", `a.yaml:2:7: anchor "x" contains itself: write the value out`},
		{"second document", "a.yaml", "a: b\n---\n---\n# c\nd: e\n", `a.yaml:5:1: a second YAML document begins here: keep one document in a file; only the first was read`},
		{"control character", "a.yaml", "a: b\né: \x07", `a.yaml:2:4: control character U+0007: remove it`},
		{"control character of Unicode", "a.yaml", "a: '\u00e9\u0085\u0090'", `a.yaml:1:7: control character U+0090: remove it`},
		{"NUL", "a.yaml", "a: \x00b", `a.yaml:1:4: control character U+0000: remove it`},
		{"Latin-1", "a.yaml", "é: b\nc: d\xe9", `a.yaml:2:5: byte 0xE9 is not valid UTF-8: save the file as UTF-8`},
		{"UTF-16 without byte order mark", "a.yaml", "a\x00:\x00 \x00b\x00", `a.yaml:1:1: UTF-16 without byte order mark: save the file as UTF-8`},
		{"UTF-16 cut short", "a.yaml", "\xff\xfea", `a.yaml:1:1: UTF-16 with half a character at its end: save the file as UTF-8`},
		{"UTF-32", "a.yaml", "\xff\xfe\x00\x00a\x00\x00\x00", `a.yaml:1:1: UTF-32 is not supported: save the file as UTF-8`},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, err := Parse(test.artifact, []byte(test.content))
			if err == nil {
				t.Fatalf("Parse(%q) has no error, want %s", test.content, test.want)
			}
			if err.Error() != test.want {
				t.Errorf("got  %s\nwant %s", err, test.want)
			}
			var e *Error
			if !errors.As(err, &e) {
				t.Errorf("%T is no *Error", err)
			}
		})
	}
}

func TestNestingHasALimit(t *testing.T) {
	const fine, deep, wild = 200, 201, 30_000
	nest := func(open, inner, closing string, n int) string {
		return strings.Repeat(open, n) + inner + strings.Repeat(closing, n)
	}
	indented := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
		}
		return b.String()
	}
	for _, test := range []struct{ name, content, want string }{
		{"JSON lists", nest("[", "", "]", fine), ""},
		{"JSON lists too deep", nest("[", "", "]", deep), "1:201"},
		{"JSON maps far too deep", nest(`{"a":`, "1", "}", wild), "1:1001"},
		{"flow YAML", "a: " + nest("[", "", "]", fine-1), ""},
		{"flow YAML too deep", "a: " + nest("[", "", "]", deep-1), "1:203"},
		{"flow YAML far too deep", "a: " + nest("[", "", "]", wild), "1:204"},
		{"block YAML", indented(fine), ""},
		{"block YAML too deep", indented(deep), "201:201"},
		{"block lists far too deep", strings.Repeat("- ", wild), "1:1"},
		{"short tags", nest("!A [", "", "]", fine/2), ""},
		{"short tags too deep", nest("!A [", "!A b", "]", fine/2), "1:401"},
		{"aliases", "- &a " + nest("[", "", "]", 100) + "\n- " + nest("[", "*a", "]", 99), ""},
		{"beside brackets that are closed", "[] : " + nest("[", "", "]", wild), "1:206"},
		{"aliases too deep", "- &a " + nest("[", "", "]", 100) + "\n- " + nest("[", "*a", "]", 100), "2:103"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			_, err := Parse("a", []byte(test.content))
			if test.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			want := "a:" + test.want + ": nested deeper than 200 levels: flatten the structure"
			if err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

// TestAliasesHaveABudget reads a few lines that stand for billions of values.
func TestAliasesHaveABudget(t *testing.T) {
	bomb := func(format string) string {
		var b strings.Builder
		b.WriteString("x0: &x0 {k: v}\n")
		for i := 1; i < 12; i++ {
			fmt.Fprintf(&b, format, i, i-1)
		}
		return b.String()
	}
	for _, test := range []struct{ name, content string }{
		{"lists", bomb("x%[1]d: &x%[1]d [*x%[2]d, *x%[2]d, *x%[2]d, *x%[2]d, *x%[2]d, *x%[2]d]\n")},
		{"merges", bomb("x%[1]d: &x%[1]d {<<: [*x%[2]d, *x%[2]d, *x%[2]d, *x%[2]d, *x%[2]d, *x%[2]d], k%[1]d: v}\n")},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse("a", []byte(test.content))
			if err == nil || !strings.Contains(err.Error(), "aliases repeat more than 100000 values") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestErrorCanBeReadAsText(t *testing.T) {
	var e Error
	if got, want := e.Error(), ":0:0: "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsReadInSpiteOfItsFlaws(t *testing.T) {
	for _, test := range []struct{ name, artifact, content, want string }{
		{"the last of two equal keys", "a.json", `{"a": 1, "b": 2, "a": 3}`, "b=2 a=3"},
		{"the last of many equal keys", "a.yaml", "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, a: 13}", "b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=10 k=11 l=12 a=13"},
		{"the first of two documents", "a.yaml", "a: b\n---\nc: d\n", "a=b"},
		{"a last comma in JSON", "a.json", `{"a": 1,}`, "a=1"},
		{"comments in JSON", "a.json", "{\"a\": 1 # one\n}", "a=1"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			root, err := Parse(test.artifact, []byte(test.content))
			if err == nil {
				t.Error("there is no error to tell of the flaw")
			}
			if root == nil {
				t.Fatal("there is no tree")
			}
			var fields []string
			for _, f := range root.Fields {
				fields = append(fields, f.Key.Text+"="+f.Value.Text)
			}
			if got := strings.Join(fields, " "); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestCrumbsAreRefused(t *testing.T) {
	const want = "a.yaml:1:1: more than 200000 values of hardly any text: no template is like that; split the file"
	for _, content := range []string{"{" + strings.Repeat("a,", 210_000) + "}", strings.Repeat("-\n", 210_000)} {
		if _, err := Parse("a.yaml", []byte(content)); err == nil || err.Error() != want {
			t.Errorf("%.10q: got error %v, want %s", content, err, want)
		}
	}
	root, err := Parse("a.yaml", []byte("a: ["+strings.Repeat("text,", 210_000)+"]"))
	if err != nil || len(root.Get("a").Items) != 210_000 {
		t.Errorf("a list of words: %v", err)
	}
}

func TestOfAKeyThatIsThereManyTimesTheLastCounts(t *testing.T) {
	var b strings.Builder
	for i := range 100_000 { // which took minutes when each of them was removed for itself
		fmt.Fprintf(&b, "%q:%d,", fmt.Sprint("k", i%3), i)
	}
	root, err := Parse("a.json", []byte("{"+b.String()+`"end":0}`))
	if err == nil || !strings.HasPrefix(err.Error(), `a.json:1:23: duplicate key "k0", first at 1:2`) {
		t.Errorf("got error %v, want that k0 is there twice", err)
	}
	var got []string
	for _, field := range root.Fields {
		got = append(got, field.Key.Text+" "+field.Value.Text)
	}
	if want := []string{"k1 99997", "k2 99998", "k0 99999", "end 0"}; strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("got %q, want %q", got, want)
	}
}
