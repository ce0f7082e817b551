// Package rules holds iamlint's rules, one folder each. See README.md for how to write one.
package rules

import "embed"

// FS holds the rules as the engine reads them: main.rego, lib and <category>/<rule_name>/<rule_name>.rego,
// with the examples that documentation shows.
//
//go:embed main.rego data/*.yaml data/*.txt lib/*.rego */*/*.rego */*/bad.yaml */*/good.yaml
var FS embed.FS
