package policy

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/source"
)

// Value is a string as far as it is known before deployment.
type Value struct {
	Text   string          `json:"text"`  // for people: what is not known stands as ${its name}
	Known  bool            `json:"known"` // no part is Unknown, so that a wildcard, if any, is visible
	At     source.Location `json:"at"`
	Branch string          `json:"branch"` // as in Statement
	Parts  []Part          `json:"-"`
}

// HoldsOn tells whether what holds on a branch of a template holds on another one as well: on "IsProd and not IsTest"
// holds what does on "IsProd", and everywhere what does always, which is "".
func HoldsOn(branch, other string) bool {
	if branch == "" || branch == other {
		return true
	}
	given := strings.Split(other, " and ")
	return !slices.ContainsFunc(strings.Split(branch, " and "), func(choice string) bool { return !slices.Contains(given, choice) })
}

// Both is where two branches of a template hold together.
func Both(branch, other string) string {
	switch {
	case HoldsOn(branch, other):
		return other
	case HoldsOn(other, branch):
		return branch
	}
	return branch + " and " + other
}

// Part is a stretch of a value.
type Part struct {
	Kind      PartKind
	Name      bool   // of an Opaque: it is the name of a resource, which is no ARN
	Text      string // of a Literal: the text; else the name of what it stands for
	Parameter string // the template parameter that gives it, else ""
}

// PartKind says how much is known of a part.
type PartKind uint8

// The kinds of part.
const (
	Literal PartKind = iota // this very text, wildcards and all
	Opaque                  // some one concrete text without wildcards: a region, a physical id
	Unknown                 // anything at all
)

// Text is a value known in full.
func Text(text string, at source.Location) Value {
	return Compose([]Part{{Kind: Literal, Text: text}}, at)
}

// Compose makes a value of parts.
func Compose(parts []Part, at source.Location) Value {
	v := Value{At: at, Known: true, Parts: parts}
	if len(parts) == 1 && parts[0].Kind == Literal {
		v.Text = parts[0].Text
		return v
	}
	var b strings.Builder
	for _, p := range parts {
		if p.Kind == Literal {
			b.WriteString(p.Text)
			continue
		}
		b.WriteString("${" + p.Text + "}")
		v.Known = v.Known && p.Kind == Opaque
	}
	v.Text = b.String()
	return v
}

// Literal tells whether the value is one literal text, and which.
func (v Value) Literal() (string, bool) {
	for _, p := range v.Parts {
		if p.Kind != Literal {
			return "", false
		}
	}
	return v.Text, true
}
