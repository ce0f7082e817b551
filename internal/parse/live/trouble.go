package live

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/smithy-go"
)

// remedies say what to do about the errors of AWS, by their codes.
var remedies = map[string]string{
	"ExpiredToken":                      "the credentials have expired: sign in again, as with \"aws sso login\"",
	"ExpiredTokenException":             "the credentials have expired: sign in again, as with \"aws sso login\"",
	"InvalidClientTokenId":              "AWS does not know the access key, or not in this partition: see \"aws configure list\" and --profile",
	"SignatureDoesNotMatch":             "the secret key does not fit the access key: see \"aws configure list\" and --profile",
	"UnrecognizedClientException":       "AWS does not know the access key, or not in this partition: see \"aws configure list\" and --profile",
	"AuthFailure":                       "AWS refuses the credentials: see \"aws configure list\" and --profile",
	"InvalidIdentityToken":              "the web identity's token is refused: get a new one",
	"Throttling":                        "AWS answers no more calls for now: try again later, or give it longer with --timeout",
	"ThrottlingException":               "AWS answers no more calls for now: try again later, or give it longer with --timeout",
	"RequestLimitExceeded":              "AWS answers no more calls for now: try again later, or give it longer with --timeout",
	"RegionDisabledException":           "security tokens are not given out in this region: name another one with --region",
	"RequestExpired":                    "the clock of this machine is wrong",
	"AccessDenied":                      "the caller may not do that: \"iamlint audit --print-policy\" prints what it needs",
	"AccessDeniedException":             "the caller may not do that: \"iamlint audit --print-policy\" prints what it needs",
	"UnauthorizedOperation":             "the caller may not do that: \"iamlint audit --print-policy\" prints what it needs",
	"AWSOrganizationsNotInUseException": "the account is in no organization: leave --all-accounts and --organization out",
	"ServiceFailure":                    "AWS has a problem: try again later",
	"MultiFactorAuthenticationError":    "the code of the MFA device is refused: --mfa names the device by its ARN, and a code works once",
}

// explain says of a failed call what it was for, what AWS answered and what to do.
func explain(doing string, err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: no answer in time: give it longer with --timeout: %w", doing, err)
	}
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		remedy := remedies[api.ErrorCode()]
		if remedy == "" {
			return fmt.Errorf("%s: %s: %s", doing, api.ErrorCode(), api.ErrorMessage())
		}
		return fmt.Errorf("%s: %s: %s; %s", doing, api.ErrorCode(), api.ErrorMessage(), remedy)
	}
	switch text := err.Error(); {
	case strings.Contains(text, "failed to get shared config profile"):
		return fmt.Errorf("%s: the shared configuration has no such profile: \"aws configure list-profiles\" prints those that it has: %w", doing, err)
	case strings.Contains(text, "failed to refresh cached credentials"), strings.Contains(text, "no EC2 IMDS role found"):
		return fmt.Errorf("%s: no credentials found: name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", doing)
	case strings.Contains(text, "no such host"), strings.Contains(text, "invalid input region"):
		return fmt.Errorf("%s: AWS is not reached: name a region that there is with --region, or see to the network: %w", doing, err)
	case strings.Contains(text, "connection refused"), strings.Contains(text, "network is unreachable"), strings.Contains(text, "proxyconnect"):
		return fmt.Errorf("%s: AWS is not reached: see to the network, HTTPS_PROXY and AWS_ENDPOINT_URL: %w", doing, err)
	case strings.Contains(text, "token file"), strings.Contains(text, "SSO"):
		return fmt.Errorf("%s: the session of single sign-on has ended: \"aws sso login\" begins a new one: %w", doing, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// denied tells whether AWS refused a call for want of permission.
func denied(err error) bool {
	api, ok := errors.AsType[smithy.APIError](err)
	return ok && strings.HasPrefix(api.ErrorCode(), "AccessDenied")
}
