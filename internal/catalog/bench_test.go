package catalog_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func BenchmarkFindAction(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		catalog.FindAction("s3:getobject")
	}
}

func BenchmarkExpand(b *testing.B) {
	for _, pattern := range []string{"s3:GetObject", "ec2:Describe*", "ec2:*Instance*", "*:*Role*", "*"} {
		b.Run(pattern, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for range catalog.Expand(pattern) {
				}
			}
		})
	}
}

// BenchmarkFacts reads what the model wants to know of every action.
func BenchmarkFacts(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		bytes := 0
		for action := range catalog.Expand("*") {
			bytes += len(action.Name()) + int(action.Level()) + int(action.Scoping())
		}
		if bytes == 0 {
			b.Fatal("no names")
		}
	}
}

func BenchmarkFindKey(b *testing.B) {
	for _, name := range []string{"aws:SourceIp", "aws:ResourceTag/team", "aws:NoSuchKey"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				catalog.FindKey(name)
			}
		})
	}
}

func BenchmarkSuggestAction(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		catalog.SuggestAction("dyanmodb:GetItm")
	}
}
