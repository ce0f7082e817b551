package node

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// outline writes a tree in one line: scalars as kind:text, null as null.
func outline(n *Node) string {
	var b strings.Builder
	switch n.Kind {
	case List:
		for i, item := range n.Items {
			fmt.Fprintf(&b, "%s%s", separator(i), outline(item))
		}
		return "[" + b.String() + "]"
	case Map:
		for i, field := range n.Fields {
			fmt.Fprintf(&b, "%s%s=%s", separator(i), field.Key.Text, outline(field.Value))
		}
		return "{" + b.String() + "}"
	case String:
		return n.Text
	default:
		return n.Kind.String() + ":" + n.Text
	}
}

func separator(i int) string {
	if i == 0 {
		return ""
	}
	return ", "
}

func TestTree(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"YAML dates are text", "[2012-10-17, 2001-12-14t21:59:43.10-05:00]", "[2012-10-17, 2001-12-14t21:59:43.10-05:00]"},
		{"YAML numbers are as written", "[1, -2.50, 1e3, 12345678901234567890123]", "[number:1, number:-2.50, number:1e3, number:12345678901234567890123]"},
		{"what only YAML 1.1 calls a number is text", "[0123456789012, 0x1F, 0o17, 190:20:30, 1_000, +1, .5, .inf, 1., 1e]", "[0123456789012, 0x1F, 0o17, 190:20:30, 1_000, +1, .5, .inf, 1., 1e]"},
		{"YAML booleans", "[true, False, TRUE, yes, no, on, off, y, tRue]", "[boolean:true, boolean:False, boolean:TRUE, yes, no, on, off, y, tRue]"},
		{"YAML null", "[~, null, NULL, Null, nULL, none]", "[null:~, null:null, null:NULL, null:Null, nULL, none]"},
		{"quoted scalars are text", `['1', "true", '', 'null', '~']`, "[1, true, , null, ~]"},
		{"block scalars are text", "a: |-\n  1\nb: >-\n  true", "{a=1, b=true}"},
		{"standard tags", "[!!str 1, !!int 1, !!str true, ! 1, !!binary aGk=, !!null '', !!float '1']", "[1, number:1, true, 1, aGk=, , 1]"},
		{"JSON", `{"a": [1, true, false, null, "b", {}, []]}`, "{a=[number:1, boolean:true, boolean:false, null:null, b, {}, []]}"},
		{"JSON scalar", `"a"`, "a"},
		{"JSON with all white space", "\t\r\n [\t1\n,\r2 ]\n", "[number:1, number:2]"},
		{"flow YAML that begins like JSON", "{a: b, c: [d, !Ref e],}", "{a=b, c=[d, {Ref=e}]}"},
		{"short tags", "[!Ref a, !Condition b, !Sub c, !GetAtt d.e.f, !GetAtt [g, h], !GetAtt i, !If [a, b, c]]", "[{Ref=a}, {Condition=b}, {Fn::Sub=c}, {Fn::GetAtt=[d, e.f]}, {Fn::GetAtt=[g, h]}, {Fn::GetAtt=i}, {Fn::If=[a, b, c]}]"},
		{"unknown tags", "[!Foo a, !Foo::Bar {b: c}, !<!Baz> d, !Empty , !!set {a}]", "[{Fn::Foo=a}, {Fn::Foo::Bar={b=c}}, {Fn::Baz=d}, {Fn::Empty=null:}, {a=null:}]"},
		{"tags within tags", "!Join\n- ''\n- - !Sub a\n  - !Ref b\n", "{Fn::Join=[, [{Fn::Sub=a}, {Ref=b}]]}"},
		{"tagged keys", "!!str 1: a\n! true: b", "{1=a, true=b}"},
		{"aliases", "a: &x [b]\nc: *x\nd: [*x, *x]", "{a=[b], c=[b], d=[[b], [b]]}"},
		{"alias of a tagged value", "a: &x !Ref b\nc: *x", "{a={Ref=b}, c={Ref=b}}"},
		{"alias as a key", "a: &x b\n*x : c", "{a=b, b=c}"},
		{"alias of a map as a key", "a: &x {b: c}\n*x : d", "{a={b=c}, *x=d}"},
		{"anchor that is defined again", "- &x a\n- *x\n- &x b\n- *x", "[a, a, b, b]"},
		{"merge key", "a: &x {b: c, d: e}\nf:\n  g: h\n  <<: *x\n  d: own", "{a={b=c, d=e}, f={g=h, b=c, d=own}}"},
		{"merge key with a list", "- &x {a: b}\n- &y {a: c, d: e}\n- <<: [*x, *y, {f: g}]", "[{a=b}, {a=c, d=e}, {a=b, d=e, f=g}]"},
		{"merge key of a merged map", "- &x {a: b}\n- &y {<<: *x, c: d}\n- <<: *y", "[{a=b}, {a=b, c=d}, {a=b, c=d}]"},
		{"quoted merge key", "'<<': {a: b}", "{<<={a=b}}"},
		{"merge key as a value", "a: <<", "{a=<<}"},
		{"empty first document", "---\n# nothing\n---\na: b", "{a=b}"},
		{"empty last document", "a: b\n---\n...\n", "{a=b}"},
		{"directive", "%YAML 1.1\n---\na: b", "{a=b}"},
		{"nothing", "", "null:"},
		{"white space", " \n\n", "null:"},
		{"comments", "# a\n# b", "null:"},
		{"only the start of a document", "---", "null:"},
		{"byte order mark", "\ufeffa: b", "{a=b}"},
		{"byte order mark before JSON", "\ufeff{\"a\": 1}", "{a=number:1}"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			if diff := cmp.Diff(outline(mustParse(t, test.content)), test.want); diff != "" {
				t.Errorf("Parse(%q), got - want +:\n%s", test.content, diff)
			}
		})
	}
}

func TestAliasSharesTheNodeOfItsAnchor(t *testing.T) {
	root := mustParse(t, "a: &x [b]\nc: *x\nd: {<<: {e: *x}}")
	if root.Get("c") != root.Get("a") || root.Get("d").Get("e") != root.Get("a") {
		t.Error("an alias has a node of its own")
	}
}

func TestGetIsSafeOnAnything(t *testing.T) {
	root := mustParse(t, "a: [b]")
	for _, n := range []*Node{nil, root.Get("a"), root.Get("x"), root.Get("a").Items[0]} {
		if got := n.Get("b"); got != nil {
			t.Errorf("got %v", got)
		}
	}
}

func TestEncodings(t *testing.T) {
	const content = "é: [a, 😀]\n"
	for _, test := range []struct {
		name  string
		bytes []byte
	}{
		{"UTF-8", []byte(content)},
		{"UTF-8 with byte order mark", []byte("\ufeff" + content)},
		{"UTF-16LE", encode(content, binary.LittleEndian)},
		{"UTF-16BE", encode(content, binary.BigEndian)},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			root, err := Parse("a.yaml", test.bytes)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := root.Get("é").Items[1].At.String(), "a.yaml:1:8-1:9"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func encode(s string, order binary.AppendByteOrder) []byte {
	b := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}
