package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/catalog"
)

// page is how wide the lists of actions and policies are, in columns.
const page = 100

// writeActionsText writes a line for each action, with as many names as fit. Of a single action it writes all.
func writeActionsText(w io.Writer, actions []catalog.Action) error {
	if len(actions) == 1 {
		return writeAction(w, actions[0])
	}
	rows := [][]string{{"ACTION", "ACCESS LEVEL", "RESOURCE", "TYPES", "CONDITION KEYS"}}
	for _, a := range actions {
		types := fitted(typeNames(a), 24)
		rows = append(rows, []string{a.Name(), levelTitles[a.Level()], scopingTitles[a.Scoping()], types, ""})
	}
	widths := make([]int, len(rows[0])-1)
	keys := page
	for i := range widths {
		for _, row := range rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		keys -= widths[i] + 2
	}
	for i, a := range actions {
		rows[i+1][len(widths)] = fitted(keyNames(a), max(20, keys))
	}
	for _, row := range rows {
		line := ""
		for i, width := range widths {
			line += fmt.Sprintf("%-*s  ", width, row[i])
		}
		fmt.Fprintln(w, strings.TrimRight(line+row[len(widths)], " "))
	}
	_, err := fmt.Fprintf(w, "\n%d actions\n", len(actions))
	return err
}

// writeAction writes all there is to say of one action.
func writeAction(w io.Writer, a catalog.Action) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n", a.Name(), a.Service().Name())
	fmt.Fprintf(&b, "  access level    %s\n  resource        %s\n", levelTitles[a.Level()], scopingTitles[a.Scoping()])
	widest := 0
	for _, name := range typeNames(a) {
		widest = max(widest, len(name))
	}
	for _, resourceType := range plainestFirst(a) {
		fmt.Fprintf(&b, "    %-*s  %s\n", widest, resourceType.Name(), resourceType.ARN())
	}
	writeNames(&b, "condition keys", keyNames(a))
	writeNames(&b, "may also need", dependents(a))
	_, err := io.WriteString(w, b.String())
	return err
}

// writeNames writes names over as many lines as they need.
func writeNames(b *strings.Builder, title string, names []string) {
	if len(names) == 0 {
		return
	}
	const indent = 18
	fmt.Fprintf(b, "  %-*s", indent-2, title)
	column := indent
	for i, name := range names {
		if i < len(names)-1 {
			name += ","
		}
		if column > indent && column+len(name) > page {
			fmt.Fprintf(b, "\n%*s", indent, "")
			column = indent
		}
		if column > indent {
			b.WriteByte(' ')
		}
		b.WriteString(name)
		column += 1 + len(name)
	}
	b.WriteByte('\n')
}

// fitted joins names as far as they fit in a column, and counts the others. The first is always shown.
func fitted(names []string, columns int) string {
	text := ""
	for i, name := range names {
		longer := name
		if i > 0 {
			longer = text + ", " + name
		}
		rest := ""
		if i < len(names)-1 {
			rest = fmt.Sprintf(" +%d", len(names)-1-i)
		}
		if i > 0 && len(longer)+len(rest) > columns {
			return fmt.Sprintf("%s +%d", text, len(names)-i)
		}
		text = longer
	}
	return text
}

func typeNames(a catalog.Action) (names []string) {
	for _, resourceType := range plainestFirst(a) {
		names = append(names, resourceType.Name())
	}
	return names
}

// plainestFirst lists the resource types with the shortest ARNs first: a bucket before an access point of one.
func plainestFirst(a catalog.Action) []catalog.ResourceType {
	return slices.SortedStableFunc(a.ResourceTypes(), func(t, u catalog.ResourceType) int { return len(t.ARN()) - len(u.ARN()) })
}

// keyNames lists the condition keys, the service's own first.
func keyNames(a catalog.Action) []string {
	var own, global []string
	for key := range a.Keys() {
		if key.Global() {
			global = append(global, key.Name())
		} else {
			own = append(own, key.Name())
		}
	}
	return append(own, global...)
}

func dependents(a catalog.Action) (names []string) {
	for dependent := range a.Dependents() {
		names = append(names, dependent.Name())
	}
	return names
}

// levelTitles are the access levels as AWS writes them.
var levelTitles = map[catalog.Level]string{
	catalog.List:        "List",
	catalog.Read:        "Read",
	catalog.Tagging:     "Tagging",
	catalog.Write:       "Write",
	catalog.Permissions: "Permissions management",
}

// scopingTitles say what the Resource of an action may be.
var scopingTitles = map[catalog.Scoping]string{
	catalog.Unscopable: "only *",
	catalog.Optional:   "optional",
	catalog.Scopable:   "required",
}

// listVersion changes when a reader of the JSON of actions or policies would have to change. New properties
// may come without it.
const listVersion = 1

type jsonActions struct {
	Version   int          `json:"version"`
	Catalogue string       `json:"catalogue"` // its date
	Actions   []jsonAction `json:"actions"`
}

type jsonAction struct {
	Name          string             `json:"name"`
	Service       string             `json:"service"`
	Level         string             `json:"level"`   // list, read, tagging, write or permissions
	Scoping       string             `json:"scoping"` // unscopable, optional or scopable
	ResourceTypes []jsonResourceType `json:"resourceTypes"`
	ConditionKeys []jsonKey          `json:"conditionKeys"`
	Dependents    []string           `json:"dependentActions"`
}

type jsonResourceType struct {
	Name string `json:"name"`
	ARN  string `json:"arn"`
}

type jsonKey struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

func writeActionsJSON(w io.Writer, actions []catalog.Action) error {
	out := jsonActions{Version: listVersion, Catalogue: catalog.Date(), Actions: []jsonAction{}}
	for _, a := range actions {
		out.Actions = append(out.Actions, newJSONAction(a))
	}
	return writeIndented(w, out)
}

func newJSONAction(a catalog.Action) jsonAction {
	out := jsonAction{
		Name: a.Name(), Service: a.Service().Name(), Level: a.Level().String(), Scoping: a.Scoping().String(),
		ResourceTypes: []jsonResourceType{}, ConditionKeys: []jsonKey{}, Dependents: append([]string{}, dependents(a)...),
	}
	for resourceType := range a.ResourceTypes() {
		out.ResourceTypes = append(out.ResourceTypes, jsonResourceType{resourceType.Name(), resourceType.ARN()})
	}
	for key := range a.Keys() {
		out.ConditionKeys = append(out.ConditionKeys, jsonKey{key.Name(), key.Type()})
	}
	return out
}

// writeIndented writes JSON for people and programs, with <, > and & as they are.
func writeIndented(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}
