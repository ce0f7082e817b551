package cfn

import (
	"fmt"
	"strings"
	"testing"
)

func TestHostileTemplatesEnd(t *testing.T) {
	nested := "'x'"
	for range 40 {
		nested = fmt.Sprintf("!Sub ['${A}${A}${A}', {A: %s}]", nested)
	}
	var regions strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&regions, "    r%d: {K: v%d}\n", i, i)
	}
	tests := []struct{ name, expression, mapping, want string }{
		{"functions that multiply", nested, "", "?"},
		{"text that grows", "!Sub ['${A}${A}${A}${A}', {A: '" + strings.Repeat("x", 5000) + "'}]", "", "16 KiB"},
		{"a mapping without end", "!FindInMap [Endless, !Ref 'AWS::Region', K]", "  Endless:\n" + regions.String(), "FindInMap Endless"},
		{"a parameter without end", "!Ref Long", "", "${Long} ?"},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			text := strings.Replace(stage, "EXPRESSION", test.expression, 1)
			text = strings.Replace(text, "Mappings:\n", "Mappings:\n"+test.mapping, 1)
			text = strings.Replace(text, "Parameters:\n", "Parameters:\n  Long: {Type: String, Default: '"+strings.Repeat("x", 5000)+"'}\n", 1)
			m, notices := read(t, text, nil)
			values := firstResources(m)
			got := words(values)
			if len(got) > 200_000 || !strings.Contains(got, test.want) || values[0].Known {
				t.Errorf("got %d bytes of values, want something that is not known", len(got))
			}
			if len(notices) == 0 {
				t.Error("no notice says so")
			}
		})
	}
}

// TestTextsOfManyPlaceholdersEnd takes minutes when each placeholder copies those before it.
func TestTextsOfManyPlaceholdersEnd(t *testing.T) {
	for _, expression := range []string{
		"!Sub '" + strings.Repeat("${AWS::Region}", 40_000) + "'",
		"!Join ['', [" + strings.Repeat("!If [A, x, y], ", 20_000) + "z]]",
	} {
		m, _ := read(t, strings.Replace(stage, "EXPRESSION", expression, 1), nil)
		if len(m.Targets) == 0 {
			t.Errorf("%.20s…: nothing was read", expression)
		}
	}
}
