package node

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// FuzzJSON compares with encoding/json: both read the same texts, ours but for what it refuses by intent, and get the
// same out of them.
func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		`{"a": "\ud83d\ude00\"", "b": [1.5e-3, true, null, {}]}`, `[]`, `"\u00e9\/\b"`, `[1,-0,0.5E+7,01]`, `{"a":1,"a":2}`, ` {"a" : [ ] , "b":""} `,
		`[[[[[[`, `{"a":}`, "\"\u2028\x7f\"", `"\ud800"`, `{"":{"":[null]}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) > 2000 {
			return
		}
		text, bad := newText("a.json", []byte(content))
		if bad != nil || text.content != content {
			return // not UTF-8 without a mark, which is all that encoding/json reads
		}
		root, problem := parseJSON(text)
		valid := json.Valid([]byte(content))
		switch {
		case problem == nil && !valid:
			t.Fatalf("%q is read, but it is no JSON", content)
		case problem != nil && valid && !strings.Contains(problem.Message, "nested deeper"):
			t.Fatalf("%q is JSON, but is refused: %v", content, problem)
		case problem != nil:
			return
		}
		var want any
		decoder := json.NewDecoder(strings.NewReader(content))
		decoder.UseNumber()
		if err := decoder.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if got := meant(root); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %#v, want %#v", content, got, want)
		}
	})
}

// meant is what encoding/json makes of a text, made of its tree.
func meant(n *Node) any {
	switch n.Kind {
	case Map:
		fields := map[string]any{}
		for _, field := range n.Fields {
			fields[field.Key.Text] = meant(field.Value)
		}
		return fields
	case List:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, meant(item))
		}
		return items
	case Null:
		return nil
	case Bool:
		return n.Text == "true"
	case Number:
		return json.Number(n.Text)
	default:
		return n.Text
	}
}
