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

// restPolicy is where the definition of an API holds its resource policy: an
// extension of OpenAPI, so that the published properties don't have it.
const restPolicy = "x-amazon-apigateway-policy"

// rows are where a resource type keeps its documents.
func rows(kind string) []holder {
	if kind == "AWS::ApiGateway::RestApi" {
		return append([]holder{{"Body." + restPolicy, policy.ResourceBased, policy.Resource}}, holders[kind]...)
	}
	return holders[kind]
}
