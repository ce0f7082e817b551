package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/finding"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a configuration file that tells what can be set",
		Long: `Write ` + configName + ` into the current folder, with every key that it may have, what the key
is for and what holds without it. As it is written it changes nothing.`,
		Args: takesNone,
		RunE: func(*cobra.Command, []string) error {
			rules, err := knownRules(nil)
			if err != nil {
				return err
			}
			if err := createFile(configName, configText(rules)); err != nil {
				return err
			}
			a.say("wrote %s", configName)
			return nil
		},
	}
}

// createFile writes a file, unless there is one.
func createFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: move it away first", path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %s", path, reason(err))
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %s", filepath.Clean(path), reason(err)), remove(path))
	}
	return nil
}

// configText is a configuration that says what holds without it. It is made of the schema. What is set of rules
// is commented out, since it also turns rules on.
func configText(rules []finding.Rule) []byte {
	b := &configWriter{}
	b.line("yaml-language-server: $schema=" + schemaURL)
	b.line("Configuration of iamlint, for this folder and all below it. What stands here is what holds without it:")
	b.line("change what is to be otherwise, and remove the rest.")
	properties := configProperties(rules)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		b.text.WriteString("\n")
		b.margin = ""
		if name == "settings" {
			b.margin = "#"
		}
		b.property(name, properties[name].(object))
	}
	return []byte(b.text.String())
}

// configWriter writes YAML with comments.
type configWriter struct {
	text   strings.Builder
	margin string // what each line begins with
}

// property writes a key with what it is for and what holds without it.
func (b *configWriter) property(name string, property object) {
	b.line(property["description"].(string))
	b.allowed(property)
	inner, several := property["properties"].(object)
	if !several || name == "severities" { // which lists every rule
		fmt.Fprintf(&b.text, "%s%s: %s\n", b.margin, name, inYAML(property["default"]))
		return
	}
	fmt.Fprintf(&b.text, "%s%s:\n", b.margin, name)
	b.margin += "  "
	for _, name := range slices.Sorted(maps.Keys(inner)) {
		b.property(name, inner[name].(object))
	}
	b.margin = b.margin[:len(b.margin)-2]
}

// allowed tells which values a property may have, and what the entries of a list have in them.
func (b *configWriter) allowed(property object) {
	if names, few := property["enum"].([]string); few {
		b.line("One of: " + strings.Join(names, ", ") + ".")
	}
	if least, limited := property["minimum"]; limited {
		b.line(fmt.Sprintf("At least %v.", least))
	}
	if items, list := property["items"].(object); list {
		b.entries(items, "  ")
	}
}

// entries lists what the entries of a list have in them.
func (b *configWriter) entries(items object, indent string) {
	properties, _ := items["properties"].(object)
	required, _ := items["required"].([]string)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		property := properties[name].(object)
		needed := ""
		if slices.Contains(required, name) {
			needed = " (required)"
		}
		b.line(fmt.Sprintf("%s%s%s: %s", indent, name, needed, property["description"]))
		if inner, list := property["items"].(object); list {
			b.entries(inner, indent+"  ")
		}
	}
}

func (b *configWriter) line(comment string) { fmt.Fprintf(&b.text, "%s# %s\n", b.margin, comment) }

// bare is text that YAML takes for itself without quotes.
var bare = regexp.MustCompile(`^[a-z]+$`)

// inYAML is a default as YAML, in the form of JSON. Lists have none of their own when they are required.
func inYAML(value any) string {
	if text, ok := value.(string); ok && bare.MatchString(text) {
		return text
	}
	if value == nil {
		return "[]"
	}
	b, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return strings.ReplaceAll(string(b), `","`, `", "`)
}
