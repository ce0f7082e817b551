package cli

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
)

func (a *app) actionsCommand() *cobra.Command {
	var format, resource string
	cmd := &cobra.Command{
		Use:   "actions PATTERN...",
		Short: "Tell which actions a pattern stands for, and what they take",
		Long: `Tell which actions a pattern such as s3:Get* stands for: how grave each is, and what
can limit it, which are its resource types and condition keys.

RESOURCE is "required" if an action can be limited to ARNs, "optional" if it takes
ARNs but is also called without one, and "only *" if a statement that names ARNs does
nothing for it. Of a single action everything is shown; of many, what fits on a line.`,
		Example: `  iamlint actions 's3:Get*'
  iamlint actions lambda:InvokeFunction
  iamlint actions --resource 'arn:aws:s3:::bucket/*'
  iamlint actions 'ec2:*' --resource 'arn:aws:ec2:*:*:volume/*' --format json`,
		RunE: func(_ *cobra.Command, patterns []string) error {
			write, err := formatNamed(actionFormats, format)
			if err != nil {
				return err
			}
			actions, err := selectActions(patterns, resource)
			if err != nil {
				return err
			}
			return writeBuffered(a.stdout, func(w io.Writer) error { return write(w, actions) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the list: json, text")
	cmd.Flags().StringVar(&resource, "resource", "", "only actions that take a resource like this `ARN`, which may have wildcards")
	return cmd
}

var actionFormats = map[string]func(io.Writer, []catalog.Action) error{
	"json": writeActionsJSON,
	"text": writeActionsText,
}

// selectActions lists the actions that a pattern stands for and that take a resource, each once, by name.
// Without patterns it is all actions that take the resource.
func selectActions(patterns []string, resource string) ([]catalog.Action, error) {
	if len(patterns) == 0 {
		if resource == "" {
			return nil, fmt.Errorf("no pattern given, such as %q, and no --resource", "s3:Get*")
		}
		patterns = []string{"*"}
	}
	selected := map[catalog.Action]bool{}
	for _, pattern := range patterns {
		matches, err := expandPattern(pattern)
		if err != nil {
			return nil, err
		}
		for _, action := range matches {
			selected[action] = true
		}
	}
	if resource != "" {
		if err := keepThoseThatTake(selected, resource); err != nil {
			return nil, err
		}
	}
	return slices.SortedFunc(maps.Keys(selected), func(a, b catalog.Action) int {
		return strings.Compare(strings.ToLower(a.Name()), strings.ToLower(b.Name()))
	}), nil
}

// expandPattern lists what a pattern stands for, and says what was meant if that is nothing.
func expandPattern(pattern string) ([]catalog.Action, error) {
	service, name, ok := strings.Cut(pattern, ":")
	everything := strings.Trim(pattern, "*") == "" && pattern != ""
	if !ok && !everything {
		return nil, fmt.Errorf("%q is not SERVICE:ACTION%s", pattern, meant(withService(pattern), "as in s3:Get*"))
	}
	if matches := slices.Collect(catalog.Expand(pattern)); len(matches) > 0 {
		return matches, nil
	}
	if glob.HasWildcard(service) {
		return nil, fmt.Errorf("no action matches %q", pattern)
	}
	if _, known := catalog.FindService(service); !known {
		return nil, fmt.Errorf("unknown service %q in %q%s", service, pattern, meant(inKnownService(service, name), freshness()))
	}
	if glob.HasWildcard(name) {
		return nil, fmt.Errorf("no action matches %q (iamlint actions '%s:*' lists what there is)", pattern, service)
	}
	return nil, fmt.Errorf("unknown action %q%s", pattern, meant(catalog.SuggestAction(pattern), freshness()))
}

// freshness is the hint about a name that may be newer than the catalogue.
func freshness() string { return "the catalogue is of " + catalog.Date() }

// inKnownService is a pattern with the service that was probably meant; "" if none is near, or it has no such action.
func inKnownService(service, name string) string {
	known := catalog.SuggestService(service)
	if known == "" {
		return ""
	}
	if pattern := known + ":" + name; !empty(catalog.Expand(pattern)) {
		return pattern
	}
	return catalog.SuggestAction(service + ":" + name)
}

// withService is what was probably meant by a service, or by an action without its service; "" if nothing is near.
func withService(name string) string {
	if known := catalog.SuggestService(name); known != "" {
		return known + ":*"
	}
	if glob.HasWildcard(name) {
		return ""
	}
	switch homonyms := slices.Collect(catalog.Expand("*:" + name)); len(homonyms) {
	case 0:
		return ""
	case 1:
		return homonyms[0].Name()
	}
	return "*:" + name
}

func empty(actions iter.Seq[catalog.Action]) bool {
	for range actions {
		return false
	}
	return true
}

// placeholder is a part of an ARN that a template fills in.
var placeholder = regexp.MustCompile(`\$\{[^}]*\}`)

// keepThoseThatTake leaves of a set the actions with a resource type whose ARNs are like the given one.
func keepThoseThatTake(actions map[catalog.Action]bool, arn string) error {
	fitting := map[catalog.ResourceType]bool{}
	for resourceType := range catalog.FitARN(placeholder.ReplaceAllString(arn, "*")) {
		fitting[resourceType] = true
	}
	if len(fitting) == 0 {
		return fmt.Errorf("--resource: no resource type has an ARN like %q (as in %q)", arn, "arn:aws:s3:::bucket/*")
	}
	for action := range actions {
		if !takes(action, fitting) {
			delete(actions, action)
		}
	}
	if len(actions) == 0 {
		return fmt.Errorf("--resource: none of these actions takes %q (without a pattern, those that do are listed)", arn)
	}
	return nil
}

func takes(action catalog.Action, types map[catalog.ResourceType]bool) bool {
	for resourceType := range action.ResourceTypes() {
		if types[resourceType] {
			return true
		}
	}
	return false
}
