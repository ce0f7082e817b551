package catalog_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestSuggestKey(t *testing.T) {
	for name, want := range map[string]string{
		"aws:SourceArm":        "aws:SourceArn",
		"AWS:securetransprot":  "aws:SecureTransport",
		"aws:ARN":              "aws:PrincipalArn",
		"aws:ResourceTag":      "aws:ResourceTag/${TagKey}",
		"aws:RequestTag/":      "aws:RequestTag/${TagKey}",
		"s3:prefixes":          "s3:prefix",
		"aws:SomethingElseNow": "",
		"prefix":               "",
		"nosuchservice:prefix": "",
	} {
		t.Run(name, func(t *testing.T) {
			if got := catalog.SuggestKey(name); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestSuggestedKeysExist(t *testing.T) {
	for _, name := range []string{"aws:ARN", "aws:PrincipalOrg", "aws:PrincipalOrgPath", "aws:Region", "aws:RequestRegion", "aws:SourceVpcEndpoint", "aws:VPCE"} {
		if _, ok := catalog.FindKey(catalog.SuggestKey(name)); !ok {
			t.Errorf("for %q: got %q, which does not exist", name, catalog.SuggestKey(name))
		}
	}
}

func TestSuggestOperator(t *testing.T) {
	for name, want := range map[string]string{"StringEqual": "StringEquals", "stringlike": "StringLike", "IPAdress": "IpAddress", "Matches": ""} {
		if got := catalog.SuggestOperator(name); got != want {
			t.Errorf("for %q: got %q, want %q", name, got, want)
		}
	}
}
