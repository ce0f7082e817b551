package live

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// attempts is how often a call is made before it counts as failed: IAM's limits
// are low and not documented, and an audit can wait. The SDK's adaptive mode would also slow
// down every call after one that was throttled, to one in two seconds; audits
// call one after the other, so that it takes ten times longer and spares nobody.
const attempts = 10

// sessionName is what the sessions of roles that are assumed are called, in the logs of the account.
const sessionName = "iamlint"

// Access says by whose credentials an account is read. The zero value takes what
// the AWS CLI would take: environment, shared configuration, container, instance.
type Access struct {
	Profile    string // of the shared configuration
	Region     string // us-east-1 if neither it nor the profile has one: IAM is global
	RoleARN    string // a role to assume first
	ExternalID string // that the role's trust asks for
	MFASerial  string // of the device whose code the role's trust asks for
}

// Identity is who reads.
type Identity struct {
	Account string // twelve digits
	ARN     string
}

// Connection can read one account, and nothing else: calls that are not reads are
// refused before they leave the machine.
type Connection struct {
	Identity

	config        aws.Config
	iam           *iam.Client
	organizations *organizations.Client
}

// Connect finds credentials and asks whose they are. Endpoints may be set by the
// environment, as AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_IAM. The code of an MFA
// device is asked for when it is needed. The error says what is wrong with the
// credentials, and what to do.
func Connect(ctx context.Context, a Access, code func() (string, error)) (*Connection, error) {
	cfg, err := a.load(ctx, code)
	if err != nil {
		return nil, explain("find credentials", err)
	}
	who, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return nil, explain("ask whose the credentials are", err)
	}
	return &Connection{
		Identity: Identity{Account: aws.ToString(who.Account), ARN: aws.ToString(who.Arn)},
		config:   cfg, iam: iam.NewFromConfig(cfg), organizations: organizations.NewFromConfig(cfg),
	}, nil
}

func (a Access) load(ctx context.Context, code func() (string, error)) (aws.Config, error) {
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithSharedConfigProfile(a.Profile),
		config.WithRegion(a.Region),
		config.WithRetryer(func() aws.Retryer {
			return retry.NewStandard(func(o *retry.StandardOptions) {
				o.MaxAttempts = attempts
				o.Backoff = retry.BackoffDelayerFunc(backoff)
			})
		}),
		config.WithLogger(logging.Nop{}), // which would write between what people read
		config.WithAPIOptions([]func(*middleware.Stack) error{readOnly, plainBody}),
		config.WithEC2IMDSClientEnableState(imds.ClientDefaultEnableState),
	)
	if err != nil {
		return aws.Config{}, err
	}
	if cfg.Region == "" {
		cfg.Region = "us-east-1"
	}
	if a.RoleARN != "" {
		assumed := stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), a.RoleARN, func(o *stscreds.AssumeRoleOptions) {
			o.RoleSessionName = sessionName
			if a.ExternalID != "" {
				o.ExternalID = aws.String(a.ExternalID)
			}
			if a.MFASerial != "" {
				o.SerialNumber, o.TokenProvider = aws.String(a.MFASerial), code
			}
		})
		cfg.Credentials = aws.NewCredentialsCache(assumed)
	}
	return cfg, nil
}

// backoff is how long to wait before a call is made again: a tenth of a second, then
// twice as long each time up to 20 seconds, and up to half of that at random less, so
// that those who were refused together don't come back together.
func backoff(attempt int, _ error) (time.Duration, error) {
	const first, longest = time.Second / 10, 20 * time.Second
	wait := min(first<<min(max(attempt-1, 0), attempts), longest)
	return wait - rand.N(wait/2), nil
}

// reads are the operations that may be called. None of them changes anything in
// the account: those that generate have IAM write a report, which is there for a
// while and takes nothing's place; AssumeRole and the operations of single sign-on
// give the credentials to read with.
var reads = []string{
	"AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity", "GetRoleCredentials", "CreateToken",
	"GetAccountAuthorizationDetails", "GetAccountSummary",
	"ListRoles", "GetRole", "ListRolePolicies", "GetRolePolicy", "ListAttachedRolePolicies",
	"ListUsers", "ListUserPolicies", "GetUserPolicy", "ListAttachedUserPolicies", "ListGroupsForUser", "GetUser",
	"ListGroups", "ListGroupPolicies", "GetGroupPolicy", "ListAttachedGroupPolicies",
	"ListPolicies", "GetPolicy", "GetPolicyVersion",
	"GenerateCredentialReport", "GetCredentialReport", "GetAccountPasswordPolicy", "ListOpenIDConnectProviders", "ListSAMLProviders",
	"GenerateServiceLastAccessedDetails", "GetServiceLastAccessedDetails",
	"ListAccounts", "DescribeOrganization", "ListParents", "ListPoliciesForTarget", "DescribePolicy",
}

// readOnly refuses every other operation before a request is made of it.
func readOnly(stack *middleware.Stack) error {
	return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("readOnly",
		func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
			name := awsmiddleware.GetOperationName(ctx)
			if !slices.Contains(reads, name) {
				return middleware.InitializeOutput{}, middleware.Metadata{}, fmt.Errorf("%s is not among the calls that an audit makes: nothing was sent", strings.TrimSpace(name))
			}
			return next.HandleInitialize(ctx, in)
		}), middleware.After)
}

// plainBody hides that the body of a request can write itself, as io.WriterTo. The SDK closes the body as soon as the
// answer begins (smithy-go v1.28.8), and net/http may look only then whether there is more of it. A closed body that
// writes itself says io.EOF to that, which net/http takes for a failure and ends the connection, in the
// middle of the answer; one that can only be read ends as it should. This happens where the
// answer is faster than the own process, as with a stand-in on the same machine.
func plainBody(stack *middleware.Stack) error {
	return stack.Serialize.Add(middleware.SerializeMiddlewareFunc("plainBody",
		func(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
			if request, ok := in.Request.(*smithyhttp.Request); ok {
				if body, ok := request.GetStream().(io.ReadSeeker); ok {
					plain, err := request.SetStream(struct{ io.ReadSeeker }{body})
					if err != nil {
						return middleware.SerializeOutput{}, middleware.Metadata{}, err
					}
					in.Request = plain
				}
			}
			return next.HandleSerialize(ctx, in)
		}), middleware.After)
}
