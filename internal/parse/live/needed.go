package live

import (
	"fmt"
	"slices"
	"strings"
)

// Policy is the least policy with which Sweep reads a whole account at once, as
// JSON, and what is used or the organization if that is wanted. Most of its actions
// can't be limited to resources. With the name of a role it is that of who reads every
// account of the organization as that role, which needs what the policy says without it.
func Policy(usage, organization bool, role string) []byte {
	actions := []string{"iam:GetAccountAuthorizationDetails", "iam:GetAccountSummary"}
	more := ""
	if usage {
		actions = append(actions, "iam:GenerateCredentialReport", "iam:GetAccountPasswordPolicy", "iam:GetCredentialReport",
			"iam:GetServiceLastAccessedDetails", "iam:ListOpenIDConnectProviders", "iam:ListSAMLProviders")
		more += askWhatIsUsed
	}
	if organization {
		actions = append(actions, "organizations:DescribeOrganization")
		more += readTheOrganization
	}
	if role != "" {
		actions = append(actions, "organizations:ListAccounts")
		more += fmt.Sprintf(readTheMembers, role)
	}
	slices.Sort(actions)
	return fmt.Appendf(nil, `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadTheAccountForIamlint",
      "Effect": "Allow",
      "Action": [
        "%s"
      ],
      "Resource": "*"
    }%s
  ]
}
`, strings.Join(actions, "\",\n        \""), more)
}

const askWhatIsUsed = `,
    {
      "Sid": "AskWhatIsUsed",
      "Effect": "Allow",
      "Action": "iam:GenerateServiceLastAccessedDetails",
      "Resource": [
        "arn:aws:iam::*:role/*",
        "arn:aws:iam::*:user/*"
      ],
      "Condition": {
        "StringEquals": {
          "aws:ResourceAccount": "${aws:PrincipalAccount}"
        }
      }
    }`

const readTheOrganization = `,
    {
      "Sid": "ReadTheOrganization",
      "Effect": "Allow",
      "Action": [
        "organizations:DescribePolicy",
        "organizations:ListParents",
        "organizations:ListPoliciesForTarget"
      ],
      "Resource": [
        "arn:aws:organizations::*:account/o-*/*",
        "arn:aws:organizations::*:ou/o-*/ou-*",
        "arn:aws:organizations::*:policy/o-*/*/p-*",
        "arn:aws:organizations::*:root/o-*/r-*"
      ],
      "Condition": {
        "StringEquals": {
          "aws:ResourceOrgID": "${aws:PrincipalOrgID}"
        }
      }
    }`

const readTheMembers = `,
    {
      "Sid": "ReadTheAccountsOfTheOrganization",
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Resource": "arn:aws:iam::*:role/%s",
      "Condition": {
        "StringEquals": {
          "aws:ResourceOrgID": "${aws:PrincipalOrgID}"
        }
      }
    }`
