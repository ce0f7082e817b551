package engine

import (
	"errors"
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"

	"github.com/iamlint/iamlint/internal/parallel"
)

// checks are the stages that only look. Built-in rules have passed them before release, in
// the tests of this package, so that a run needn't pay for them. What rewrites, orders or
// indexes stays: without rule indices, for one, OPA silently finds nothing.
func checks() []ast.StageID {
	return []ast.StageID{
		ast.StageCheckUnusedImports, ast.StageCheckKeywordOverrides, ast.StageCheckDuplicateImports,
		ast.StageCheckVoidCalls, ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet,
		ast.StageRewriteRegoMetadataCalls, ast.StageCheckRuleConflicts, ast.StageCheckUndefinedFuncs,
		ast.StageCheckSafetyRuleHeads, ast.StageRewriteTestRulesForTracing, ast.StageCheckRecursion,
		ast.StageCheckTypes, ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins,
		ast.StageBuildRequiredCapabilities,
	}
}

// compile makes modules ready to run. With full it refuses whatever OPA can find wrong with them:
// a field that input doesn't have, a function that rules may not call, an unused variable. Known are the rules
// whose settings input has.
func compile(modules map[string]*ast.Module, full bool, known []*file) (*ast.Compiler, error) {
	compiler := ast.NewCompiler()
	if full {
		schemas, err := inputSchema(known)
		if err != nil {
			return nil, err
		}
		compiler = compiler.WithStrict(true).WithCapabilities(capabilities()).WithSchemas(schemas)
	} else {
		compiler = compiler.WithSkipStages(checks()...)
	}
	compiler.Compile(modules)
	if compiler.Failed() {
		return nil, fmt.Errorf("compile rules: %w", compiler.Errors)
	}
	return compiler, nil
}

func inputSchema(known []*file) (*ast.SchemaSet, error) {
	b, err := schemaFor(known)
	if err != nil {
		return nil, err
	}
	var schema any
	if err := util.UnmarshalJSON(b, &schema); err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	schemas := ast.NewSchemaSet()
	schemas.Put(ast.SchemaRootRef, schema)
	return schemas, nil
}

// parse reads files in parallel. Each module is filed under its path.
func parse(files []*file) (map[string]*ast.Module, error) {
	parsed, faults := make([]*ast.Module, len(files)), make([]error, len(files))
	parallel.Each(len(files), func(i int) { parsed[i], faults[i] = files[i].parse() })
	modules := make(map[string]*ast.Module, len(files))
	for i, f := range files {
		modules[f.path] = parsed[i]
	}
	return modules, errors.Join(faults...)
}

func (f *file) parse() (*ast.Module, error) {
	module, err := ast.ParseModuleWithOpts(f.path, f.content(), ast.ParserOptions{Capabilities: parserCapabilities()})
	if err != nil {
		return nil, fmt.Errorf("read rule: %w", err)
	}
	if f.isRule() && !reports(module) {
		return nil, f.errorf(module.Package.Location.Row, "no report: want report contains lib.finding(…) if { … }")
	}
	return module, nil
}

// reports tells whether a module has a partial set named report, and nothing else of that name.
func reports(module *ast.Module) bool {
	isOther := func(r *ast.Rule) bool {
		return isReport(r) && (r.Head.RuleKind() != ast.MultiValue || len(r.Head.Ref()) > 1 || r.Default)
	}
	return slices.ContainsFunc(module.Rules, isReport) && !slices.ContainsFunc(module.Rules, isOther)
}

func isReport(r *ast.Rule) bool { return r.Head.Ref()[0].Value.Compare(ast.Var("report")) == 0 }
