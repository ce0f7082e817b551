package cfn

import "github.com/iamlint/iamlint/internal/policy"

//go:generate go run gen/main.go -wheel=$CFNLINT_WHEEL
//go:generate go run gen/main.go

// holder says where a resource type keeps a policy document.
type holder struct {
	path     string // from Properties; a name that ends in [] is a list to look into
	document policy.DocumentKind
	target   policy.TargetKind
}
