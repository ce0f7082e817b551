package iamlint_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestEveryCheckBites breaks the house on purpose, once for each thing that a check looks for: a
// check that never fails proves nothing.
func TestEveryCheckBites(t *testing.T) {
	const doc = "// Package x is for a test.\n"
	bitten := map[string]bool{}
	tests := []struct {
		name, check string
		file, text  string
		want        string // part of the one complaint; "" for none
	}{
		{"going down is fine", "imports only go down", "internal/expand/a.go", doc + `package expand; import _ "github.com/iamlint/iamlint/internal/policy"`, ""},
		{"an import of a higher floor", "imports only go down", "internal/policy/a.go", doc + `package policy; import _ "github.com/iamlint/iamlint/internal/expand"`, "which is not below it"},
		{"an import on the same floor", "imports only go down", "internal/engine/a.go", doc + `package engine; import _ "github.com/iamlint/iamlint/internal/report"`, "which is not below it"},
		{"an import of an unknown package", "imports only go down", "internal/engine/a.go", doc + `package engine; import _ "github.com/iamlint/iamlint/internal/new"`, "which is not below it"},
		{"a package without a floor", "imports only go down", "internal/new/a.go", doc + `package new; import _ "fmt"`, "has no floor"},
		{"a package without a floor or an import", "imports only go down", "internal/new/a.go", doc + "package new", "has no floor"},
		{"a test may stand anywhere", "imports only go down", "internal/policy/a_test.go", `package policy_test; import _ "github.com/iamlint/iamlint/internal/expand"`, ""},
		{"a generator may stand anywhere", "imports only go down", "internal/policy/gen.go", "//go:build ignore\n\n" + doc + `package main; import _ "github.com/iamlint/iamlint/internal/expand"`, ""},
		{"a folder of generators may stand anywhere", "imports only go down", "internal/catalog/gen/a.go", doc + `package main; import _ "os"`, ""},
		{"a tool may stand anywhere", "imports only go down", "internal/tools/docs/main.go", doc + `package main; import _ "github.com/iamlint/iamlint/internal/cli"`, ""},
		{"the disk", "only some packages know the outside", "internal/report/a.go", doc + `package report; import _ "os"`, "imports os"},
		{"signals", "only some packages know the outside", "internal/report/a.go", doc + `package report; import _ "os/signal"`, "imports os/signal"},
		{"the network", "only some packages know the outside", "internal/cli/a.go", doc + `package cli; import _ "net/http"`, "imports net/http"},
		{"addresses are no network", "only some packages know the outside", "internal/expand/a.go", doc + `package expand; import _ "net/netip"`, ""},
		{"OPA", "only some packages know the outside", "internal/cli/a.go", doc + `package cli; import _ "github.com/open-policy-agent/opa/v1/ast"`, "internal/engine"},
		{"cobra", "only some packages know the outside", "cmd/iamlint/a.go", doc + `package main; import _ "github.com/spf13/cobra"`, "internal/cli"},
		{"yaml", "only some packages know the outside", "internal/parse/a.go", doc + `package parse; import _ "go.yaml.in/yaml/v3"`, "internal/node"},
		{"goformation's shapes", "only some packages know the outside", "internal/parse/cfn/a.go", doc + `package cfn; import _ "github.com/awslabs/goformation/v7/cloudformation/iam"`, ""},
		{"goformation's parser", "only some packages know the outside", "internal/parse/cfn/a.go", doc + `package cfn; import _ "github.com/awslabs/goformation/v7"`, "only []"},
		{"a module nobody listed", "only some packages know the outside", "internal/cli/a.go", doc + `package cli; import _ "github.com/fatih/color"`, "only []"},
		{"a package called util", "packages are named for what they are", "internal/parse/util/a.go", doc + "package util", `"util"`},
		{"an init function", "nothing happens by import", "internal/engine/a.go", doc + "package engine; func init() {}", "func init"},
		{"a method called init", "nothing happens by import", "internal/engine/a.go", doc + "package engine; type t int; func (t) init() {}", ""},
		{"no package comment", "every package says what it is for", "internal/engine/a.go", "package engine", "no file has a package comment"},
		{"a second program", "there is one program", "cmd/other/main.go", doc + "package main", "a second program"},
		{"a module that only a generator needs", "a hook installs no other modules", "internal/catalog/gen/a.go", doc + `package gen; import _ "github.com/awslabs/goformation/v7/cloudformation"`, "pre-commit would have to fetch"},
		{"a module that only a test needs", "a hook installs no other modules", "internal/catalog/gen/a_test.go", `package gen; import _ "github.com/awslabs/goformation/v7/cloudformation"`, ""},
		{"a module that only an ignored file needs", "a hook installs no other modules", "internal/catalog/gen/a.go", "//go:build ignore\n\n" + doc + `package main; import _ "github.com/awslabs/goformation/v7/cloudformation"`, ""},
		{"a module that the program has", "a hook installs no other modules", "internal/engine/a.go", doc + `package engine; import _ "github.com/open-policy-agent/opa/v1/ast"`, ""},
		{"a file of 401 lines", "files and functions fit on few screens", "internal/engine/a.go", doc + "package engine\n" + strings.Repeat("\n", 399), "401 lines"},
		{"a file of 400 lines", "files and functions fit on few screens", "internal/engine/a.go", doc + "package engine\n" + strings.Repeat("\n", 398), ""},
		{"a long table that was generated", "files and functions fit on few screens", "internal/engine/a.go", "// Code generated by x. DO NOT EDIT.\n\npackage engine\n" + strings.Repeat("\n", 500), ""},
		{"a function of 61 lines", "files and functions fit on few screens", "internal/engine/a.go", doc + "package engine\nfunc f() {" + strings.Repeat("\n", 60) + "}", "f has 61 lines"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			house := fstest.MapFS{test.file: {Data: []byte(test.text)}}
			got := complaints[test.check](load(t, house))
			if test.want == "" {
				if len(got) > 0 {
					t.Errorf("complains %q, want no complaint", got)
				}
				return
			}
			if len(got) != 1 || !strings.Contains(got[0], test.want) {
				t.Errorf("complains %q, want one complaint with %q", got, test.want)
			}
			bitten[test.check] = true
		})
	}
	for check := range complaints {
		if !bitten[check] {
			t.Errorf("no house breaks %q", check)
		}
	}
}
