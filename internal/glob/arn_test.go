package glob_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/glob"
)

func TestMeetsARN(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"arn:aws:s3:::b/*", "arn:aws:s3:::*/x", true},
		{"arn:aws:s3:::b/*", "arn:aws:s3:::c/*", false},
		{"arn:aws:s3:::*/*", "arn:*:ec2:*:*:instance/*", false},
		{"arn:aws:ec2:*", "arn:*:ec2:*:*:instance/*", true},
		{"arn:aws:ec2:*", "arn:*:iam::*:role/*", false},
		{"arn:*", "arn:*:iam::*:role/*", true},
		{"*", "arn:*:iam::*:role/*", true},
		{"arn:aws:ec2:eu-*:*:volume/*", "arn:*:ec2:*:*:volume/*", true},
		{"arn:aws:ec2:eu-*", "arn:*:ec2:*:*:instance/*", true},
		{"arn:aws:lambda:*:function:f", "arn:*:lambda:*:*:function:*", true}, // its * runs over
		{"arn:aws:sns:?:1:t", "arn:aws:sns:*:*:t", true},
		{"arn:aws:logs:*:*:log-group:g:*", "arn:*:logs:*:*:log-group:*:log-stream:*", true},
		{"arn:aws:iam::1:role/a", "arn:aws:iam::2:role/a", false},
		{"arn:aws:ec2:*:*:volume/*", "arn:*:ec2:*:*:instance/*", false},
		{"arn:aws:ec2:*:volume/*", "arn:*:ec2:*:*:instance/*", true}, // its * may run over anything
		{"arn:aws:ec2:?*:?*:volume/?*", "arn:*:ec2:*:*:instance/*", false},
		{"arn:aws:iam::aws:policy/*", "arn:aws:iam::aws:policy/x", true},
		{"arn:aws:iam::aws:policy/*", "arn:aws:iam::1:policy/x", false},
		{"", "", true},
		{"arn", "arn:aws", false},
	} {
		if got, mirrored := glob.MeetsARN(c.a, c.b), glob.MeetsARN(c.b, c.a); got != c.want || mirrored != c.want {
			t.Errorf("%q, %q: got %t, mirrored %t, want %t", c.a, c.b, got, mirrored, c.want)
		}
	}
}

func TestMeetsARNMissesNoARN(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	fields := [][]string{{"arn"}, {"aws", "*", "aws-?"}, {"ec2", "s3", "*", "?3"}, {"", "eu-1", "*", "eu-*", "?*"}, {"", "1", "*", "1*", "aws", "?"}, {"*", "a/*", "a/b:c", "*:c", "?/b*", "function:f"}}
	pattern := func() string {
		var all []string
		for _, field := range fields[:1+random.IntN(len(fields))] {
			all = append(all, field[random.IntN(len(field))])
		}
		return strings.Join(all, ":") + []string{"", "*"}[random.IntN(2)]
	}
	named := [][]string{{"arn"}, {"aws", "aws-x"}, {"ec2", "s3"}, {"", "eu-1"}, {"", "1", "12", "aws"}, {"a/b", "a/b:c", "x/b:c", "function:f"}}
	met := 0
	for range 20_000 {
		a, b, arn := pattern(), pattern(), ""
		for _, field := range named {
			arn += ":" + field[random.IntN(len(field))]
		}
		if arn = arn[1:]; !glob.Match(a, arn) || !glob.Match(b, arn) {
			continue
		}
		if met++; !glob.MeetsARN(a, b) {
			t.Errorf("%q and %q both match %q", a, b, arn)
		}
	}
	if met < 100 {
		t.Errorf("only %d ARNs matched two patterns", met)
	}
}
