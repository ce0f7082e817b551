package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseParams(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       map[string]string
		err        string
	}{
		{"the form of create-stack", `[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "UsePreviousValue": true}]`, map[string]string{"A": "1"}, ""},
		{"the form of CodePipeline", `{"Parameters": {"A": "x", "B": 12, "C": ["p", "q"]}, "Tags": {"T": "t"}}`, map[string]string{"A": "x", "B": "12", "C": "p,q"}, ""},
		{"a map", "A: x\nB: true\n", map[string]string{"A": "x", "B": "true"}, ""},
		{"a parameter that is called Parameters", "Parameters: x\n", map[string]string{"Parameters": "x"}, ""},
		{"words", `["A=x=y", "B="]`, map[string]string{"A": "x=y", "B": ""}, ""},
		{"nothing", "[]", map[string]string{}, ""},
		{"no key", `[{"ParameterValue": "1"}]`, nil, "p.json:1:2: not a parameter: want {ParameterKey: …, ParameterValue: …} or NAME=VALUE"},
		{"no value", `[{"ParameterKey": "A"}]`, nil, `p.json:1:2: parameter "A" has no ParameterValue`},
		{"a map for a value", `{"A": {"b": 1}}`, nil, "p.json:1:7: the value of a parameter is a map, want text"},
		{"null for a value", `{"A": null}`, nil, "p.json:1:7: the value of a parameter is a null, want text"},
		{"text", `"x"`, nil, "p.json:1:1: not parameters: neither a list of {ParameterKey, ParameterValue} nor a map of names to values"},
		{"half a file", `{"A": `, nil, "p.json:1:7: the JSON ends too early: expected a value"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := parseParams("p.json", []byte(c.text))
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(c.err, message); diff != "" {
				t.Errorf("error (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.want, got); diff != "" && c.err == "" {
				t.Errorf("parameters (-want +got):\n%s", diff)
			}
		})
	}
}
