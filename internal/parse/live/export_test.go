package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
)

// FileName is fileName.
var FileName = fileName

// Explain is explain.
var Explain = explain

// Mutate tries calls that change an account with the clients that audits have.
func Mutate(ctx context.Context) (errs []error) {
	cfg, err := Access{}.load(ctx, nil)
	if err != nil {
		return []error{err}
	}
	client := iam.NewFromConfig(cfg)
	_, err = client.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: aws.String("R")})
	errs = append(errs, err)
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: aws.String("R"), PolicyName: aws.String("P"), PolicyDocument: aws.String("{}")})
	return append(errs, err)
}
