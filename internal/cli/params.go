package cli

import (
	"fmt"
	"maps"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
)

// parameters are the values that the user gives to the templates' parameters: those in files, a later file before
// an earlier one, and before all of them those given one by one.
func (f *checkFlags) parameters(cwd string) (map[string]string, error) {
	params := map[string]string{}
	for _, path := range f.paramsFiles {
		given, err := readParams(cwd, path)
		if err != nil {
			return nil, fmt.Errorf("--params-file: %w", err)
		}
		maps.Copy(params, given)
	}
	for _, param := range f.params {
		name, value, ok := strings.Cut(param, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("--param: %q is not NAME=VALUE", param)
		}
		params[name] = value
	}
	return params, nil
}

func readParams(cwd, path string) (map[string]string, error) {
	f := finder{cwd: cwd, outside: true}
	path = f.absolute(path)
	name := f.artifact(path)
	content, err := readFile(path, maxSize)
	if err != nil {
		return nil, fmt.Errorf("read %q: %s", name, reason(err))
	}
	return parseParams(name, content)
}

// parseParams reads a file of parameters in any of the forms that the AWS CLI and CodePipeline take, in JSON or YAML:
// a list of {ParameterKey, ParameterValue} or of NAME=VALUE, a map under Parameters, or nothing but a map. See
// https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/ and
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html.
func parseParams(name string, content []byte) (map[string]string, error) {
	root, err := node.Parse(name, content)
	if err != nil {
		return nil, err
	}
	params := map[string]string{}
	if wrapped := root.Get("Parameters"); wrapped != nil && (wrapped.Kind == node.Map || wrapped.Kind == node.List) {
		root = wrapped
	}
	switch root.Kind {
	case node.List:
		for _, item := range root.Items {
			if err := addParam(params, item); err != nil {
				return nil, err
			}
		}
	case node.Map:
		for _, field := range root.Fields {
			text, err := paramText(field.Value)
			if err != nil {
				return nil, err
			}
			params[field.Key.Text] = text
		}
	default:
		return nil, wrong(root, "not parameters: neither a list of {ParameterKey, ParameterValue} nor a map of names to values")
	}
	return params, nil
}

// addParam adds an entry of a list. One that keeps the value of the stack as it is deployed says nothing of it.
func addParam(params map[string]string, item *node.Node) error {
	if key, value, ok := strings.Cut(item.Text, "="); ok && key != "" && item.Kind == node.String {
		params[key] = value
		return nil
	}
	key, value := item.Get("ParameterKey"), item.Get("ParameterValue")
	switch previous := item.Get("UsePreviousValue"); {
	case key == nil || key.Kind != node.String || key.Text == "":
		return wrong(item, "not a parameter: want {ParameterKey: …, ParameterValue: …} or NAME=VALUE")
	case value == nil && previous != nil && strings.EqualFold(previous.Text, "true"):
		return nil
	case value == nil:
		return wrong(item, "parameter %q has no ParameterValue", key.Text)
	}
	text, err := paramText(value)
	params[key.Text] = text
	return err
}

// paramText is a value as text. A list is written with commas, as CommaDelimitedList takes it.
func paramText(n *node.Node) (string, error) {
	if n.Kind != node.List {
		if n.Kind == node.Map || n.Kind == node.Null {
			return "", wrong(n, "the value of a parameter is a %s, want text", n.Kind)
		}
		return n.Text, nil
	}
	words := make([]string, 0, len(n.Items))
	for _, item := range n.Items {
		if item.Kind == node.List {
			return "", wrong(item, "the value of a parameter is a list in a list, want text")
		}
		word, err := paramText(item)
		if err != nil {
			return "", err
		}
		words = append(words, word)
	}
	return strings.Join(words, ","), nil
}
