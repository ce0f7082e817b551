// Sbom writes down what a program is made of, as CycloneDX, from what the go command wrote into the program itself:
//
//	go run ./internal/tools/sbom PROGRAM VERSION DOCUMENT
package main

import (
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("got %d arguments, want a program, its version and the document to write", len(args))
	}
	info, err := buildinfo.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read program %s: %w", args[0], err)
	}
	bill, err := describe(info, args[1])
	if err != nil {
		return fmt.Errorf("describe program %s: %w", args[0], err)
	}
	text, err := json.MarshalIndent(bill, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(args[2], append(text, '\n'), 0o644)
}

// The parts of CycloneDX 1.6 that are needed here: https://cyclonedx.org/docs/1.6/json/. It has neither a time nor a
// serial number, so that the same program has the same document.
type document struct {
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	URL        string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

// describe describes a program whose version the go command does not know, since it did not fetch it.
func describe(info *debug.BuildInfo, version string) (document, error) {
	if len(info.Deps) == 0 {
		return document{}, errors.New("it names no modules")
	}
	main := library(&debug.Module{Path: info.Main.Path, Version: version})
	main.Type = "application"
	for _, setting := range info.Settings {
		main.Properties = append(main.Properties, property{"go:build:" + setting.Key, setting.Value})
	}
	stdlib := library(&debug.Module{Path: "stdlib", Version: info.GoVersion})
	bill := document{Format: "CycloneDX", Spec: "1.6", Version: 1, Metadata: metadata{main}, Components: []component{stdlib}}
	for _, module := range info.Deps {
		if module.Replace != nil {
			module = module.Replace
		}
		bill.Components = append(bill.Components, library(module))
	}
	// Which module needs which, a program does not say: it needs them all.
	needs := dependency{Ref: main.Ref}
	for _, c := range bill.Components {
		needs.On = append(needs.On, c.Ref)
	}
	bill.Dependencies = []dependency{needs}
	return bill, nil
}

// library is a module. Its sum is not that of a file, hence a property and no hash.
func library(module *debug.Module) component {
	url := "pkg:golang/" + module.Path + "@" + module.Version
	c := component{Type: "library", Ref: url, Name: module.Path, Version: module.Version, URL: url}
	if module.Sum != "" {
		c.Properties = []property{{"go:sum", module.Sum}}
	}
	return c
}
