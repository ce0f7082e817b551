package engine

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// read turns the report of a rule into findings.
func read(rule finding.Rule, report *ast.Term) ([]finding.Finding, error) {
	set, ok := report.Value.(ast.Set)
	if !ok {
		return nil, fmt.Errorf("its report is a %s, not a set", ast.ValueName(report.Value))
	}
	findings := make([]finding.Finding, 0, set.Len())
	err := set.Iter(func(entry *ast.Term) error {
		f, err := readFinding(entry)
		f.Rule, f.Category, f.Severity = rule.ID, rule.Category, rule.Severity
		findings = append(findings, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read its report: %w", err)
	}
	return findings, nil
}

// entry reads the fields of an object one by one; the first fault stays.
type entry struct {
	object ast.Object
	err    error
}

func readFinding(term *ast.Term) (finding.Finding, error) {
	object, ok := term.Value.(ast.Object)
	steps := ok && object.Get(ast.InternedTerm("steps")) != nil
	if !ok || object.Len() != 5 && !steps || object.Len() > 6 {
		return finding.Finding{}, fmt.Errorf("%s is no finding: want what lib.finding makes", term)
	}
	e := &entry{object: object}
	f := finding.Finding{At: e.location(), Target: e.text("target"), TargetKind: targetKind(e.text("kind")), Message: line(e.text("message"))}
	e.each("related", func(place *entry) {
		f.Related = append(f.Related, finding.Related{At: place.location(), Message: line(place.text("message"))})
	})
	if steps {
		e.each("steps", func(place *entry) {
			f.Steps = append(f.Steps, finding.Related{At: place.location(), Message: line(place.text("message"))})
		})
	}
	return f, e.err
}

// targetKind is a kind if it is one of targets. Other things that findings are about have kinds of their own.
func targetKind(kind string) string {
	switch known := policy.TargetKind(kind); known {
	case policy.Role, policy.User, policy.Group, policy.ManagedPolicy, policy.Resource, policy.Raw, policy.Root:
		return kind
	default:
		return ""
	}
}

func (e *entry) text(key string) string {
	if term := e.object.Get(ast.InternedTerm(key)); term != nil {
		if value, ok := term.Value.(ast.String); ok {
			return string(value)
		}
	}
	e.fail(fmt.Errorf("%s has no text %q", e.object, key))
	return ""
}

func (e *entry) location() source.Location {
	at, err := source.ParseLocation(e.text("at"))
	e.fail(err)
	return at
}

func (e *entry) each(key string, read func(*entry)) {
	term := e.object.Get(ast.InternedTerm(key))
	if term == nil {
		e.fail(fmt.Errorf("%s has no list %q", e.object, key))
		return
	}
	places, ok := term.Value.(*ast.Array)
	if !ok {
		e.fail(fmt.Errorf("%s has no list %q", e.object, key))
		return
	}
	places.Foreach(func(place *ast.Term) {
		object, ok := place.Value.(ast.Object)
		if !ok {
			e.fail(fmt.Errorf("%s is no place: want what lib.place makes", place))
			return
		}
		inner := &entry{object: object}
		read(inner)
		e.fail(inner.err)
	})
}

func (e *entry) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// line makes a message one line: a template's text may bring breaks along.
func line(message string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, message)
}
