package catalog_test

import (
	"os"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

func BenchmarkUse(b *testing.B) {
	restore(b)
	b.ReportAllocs()
	for b.Loop() {
		if err := catalog.Use(os.DirFS(".")); err != nil {
			b.Fatal(err)
		}
	}
}

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

func BenchmarkFitARN(b *testing.B) {
	for _, pattern := range []string{"arn:aws:s3:::bucket/key", "arn:aws:ec2:*:*:instance/*", "*"} {
		b.Run(pattern, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for range catalog.FitARN(pattern) {
				}
			}
		})
	}
}

func BenchmarkKeysOfAction(b *testing.B) {
	action, ok := catalog.FindAction("ec2:RunInstances")
	if !ok {
		b.Fatal("no ec2:RunInstances")
	}
	b.ReportAllocs()
	for b.Loop() {
		for range action.Keys() {
		}
	}
}

func BenchmarkDependents(b *testing.B) {
	action, ok := catalog.FindAction("lambda:CreateFunction")
	if !ok {
		b.Fatal("no lambda:CreateFunction")
	}
	b.ReportAllocs()
	for b.Loop() {
		for range action.Dependents() {
		}
	}
}

func BenchmarkSummarize(b *testing.B) {
	for _, pattern := range []string{"s3:Get*", "*"} {
		b.Run(pattern, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				catalog.Summarize(catalog.Expand(pattern))
			}
		})
	}
}

func BenchmarkFindManagedPolicy(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		catalog.FindManagedPolicy("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
	}
}

func BenchmarkSuggestManagedPolicy(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		catalog.SuggestManagedPolicy("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAcess")
	}
}

func BenchmarkDocument(b *testing.B) {
	for _, name := range []string{"AdministratorAccess", "ReadOnlyAccess", "AmazonS3ReadOnlyAccess"} {
		b.Run(name, func(b *testing.B) {
			policy, ok := catalog.FindManagedPolicy(name)
			if !ok {
				b.Fatal("not found")
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := policy.Document(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPolicyTemplate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		template, _ := catalog.FindPolicyTemplate("VPCAccessPolicy")
		if _, err := template.Statements(); err != nil {
			b.Fatal(err)
		}
	}
}
