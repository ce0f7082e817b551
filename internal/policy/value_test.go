package policy_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/policy"
)

func TestHoldsOn(t *testing.T) {
	for _, c := range []struct {
		name, branch, other string
		want                bool
	}{
		{"WhatHoldsAlways", "", "A", true},
		{"ABranchOnItself", "A and not B", "A and not B", true},
		{"ABranchOnAPartOfIt", "not B", "A and not B", true},
		{"NotABranchWhereItMayNotHold", "A", "", false},
		{"NotABranchOnAWiderOne", "A and not B", "A", false},
		{"NotABranchOnItsOpposite", "A", "not A", false},
		{"NotABranchWhoseNameIsPartOfAnother", "A", "AB", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := policy.HoldsOn(c.branch, c.other); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}

func TestBoth(t *testing.T) {
	for _, c := range []struct{ name, branch, other, want string }{
		{"always, and on a branch", "", "A", "A"},
		{"on a branch, and always", "A", "", "A"},
		{"on a branch and on itself", "A", "A", "A"},
		{"on a branch and on a part of it", "A", "A and not B", "A and not B"},
		{"on two", "A", "not B", "A and not B"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if got := policy.Both(c.branch, c.other); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
