// Package placetest checks, for tests, that what was read from a text says where in it that stands.
package placetest

import (
	"reflect"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Check checks that every place of a model and of notices is inside the text that they were read from, or nowhere.
func Check(t testing.TB, text string, m *policy.Model, notices []finding.Notice) {
	t.Helper()
	if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
		return // UTF-16: its lines are not those of the bytes
	}
	most, longest, column := 1, 0, 0
	for _, r := range text {
		column++
		if r == '\n' || r == '\r' { // as editors count, not as YAML 1.1 does
			most, column = most+1, 0
		}
		longest = max(longest, column)
	}
	visit := func(at source.Location) {
		r := at.Region
		if at == (source.Location{}) {
			return
		}
		if r.Start.Line < 1 || r.Start.Column < 1 || r.Start.Compare(r.End) > 0 || r.End.Line > most || r.End.Column > longest+2 {
			t.Errorf("place %s is not in the text", at)
		}
	}
	locations(reflect.ValueOf(*m), visit)
	for _, n := range notices {
		visit(n.At)
	}
}

// locations visits every location of a model.
func locations(v reflect.Value, visit func(source.Location)) {
	if at, ok := v.Interface().(source.Location); ok {
		visit(at)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			locations(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			locations(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				locations(v.Field(i), visit)
			}
		}
	default:
	}
}
