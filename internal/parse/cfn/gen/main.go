//go:build ignore

// Main writes the table of the properties that hold policy documents, holdertable.go:
//
//	pip download --no-deps cfn-lint
//	CFNLINT_WHEEL=$PWD/cfn_lint-VERSION-py3-none-any.whl go generate ./internal/parse/cfn
//
// Without a package it takes what the last one said, which published.txt keeps. It
// writes what is reviewed and then says what is not.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/awslabs/goformation/v7/cloudformation"

	catalog "github.com/iamlint/iamlint/internal/catalog/gen"
	"github.com/iamlint/iamlint/internal/parse/cfn/gen"
)

func main() {
	wheel := flag.String("wheel", "", "the Python package cfn-lint, with the schemas, as a .whl")
	flag.Parse()
	if err := run(*wheel); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(wheel string) error {
	if wheel != "" {
		return look(wheel)
	}
	table, err := gen.Table()
	if err != nil {
		return err
	}
	if err := os.WriteFile("holdertable.go", table, 0o644); err != nil {
		return err
	}
	return complain(gen.Review(gen.Properties(cloudformation.AllResources())))
}

// look writes down what looks like a policy in the schemas of a package.
func look(wheel string) error {
	content, err := os.ReadFile(wheel)
	if err != nil {
		return err
	}
	schemas, err := catalog.ReadSchemas(content)
	if err != nil {
		return fmt.Errorf("%s: %w", wheel, err)
	}
	var list bytes.Buffer
	for _, p := range gen.Published(schemas.Types) {
		fmt.Fprintln(&list, p.Type, p.Path)
	}
	return os.WriteFile("gen/published.txt", list.Bytes(), 0o644)
}

func complain(complaints []string) error {
	var all []error
	for _, c := range complaints {
		all = append(all, errors.New(c))
	}
	return errors.Join(all...)
}
