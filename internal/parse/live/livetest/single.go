package livetest

import (
	"fmt"
	"net/http"
	"strings"
)

const (
	singlePolicy   = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}]}`
	singleBoundary = "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:aws:iam::" + Number + ":policy/single</PermissionsBoundaryArn></PermissionsBoundary>"
	attached       = "<AttachedPolicies><member><PolicyName>single</PolicyName><PolicyArn>arn:aws:iam::" + Number + ":policy/single</PolicyArn></member></AttachedPolicies>"
	inlineNames    = "<PolicyNames><member>inline</member></PolicyNames>"
)

// single answers what asks for things one by one, for an account that has one of each, named single. It is false for other operations.
func (s *server) single(w http.ResponseWriter, operation string) bool {
	described := func(kind, more string) string {
		return fmt.Sprintf("<Path>/</Path><%[1]sName>single</%[1]sName><%[1]sId>ID</%[1]sId><Arn>arn:aws:iam::%[2]s:%[3]s/single</Arn>", kind, Number, strings.ToLower(kind)) + more
	}
	document := "<PolicyName>inline</PolicyName><PolicyDocument>" + s.encoded(singlePolicy) + "</PolicyDocument>"
	trust := "<AssumeRolePolicyDocument>" + s.encoded(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}`) + "</AssumeRolePolicyDocument>"
	list := func(name, member string) string {
		return "<" + name + "><member>" + member + "</member></" + name + ">"
	}
	answer, ok := map[string]string{
		"ListPolicies":              list("Policies", described("Policy", "<DefaultVersionId>v1</DefaultVersionId><AttachmentCount>1</AttachmentCount>")),
		"GetPolicyVersion":          "<PolicyVersion><Document>" + s.encoded(singlePolicy) + "</Document><VersionId>v1</VersionId><IsDefaultVersion>true</IsDefaultVersion></PolicyVersion>",
		"ListRoles":                 list("Roles", described("Role", trust)),
		"GetRole":                   "<Role>" + described("Role", trust+singleBoundary) + "</Role>",
		"ListRolePolicies":          inlineNames,
		"GetRolePolicy":             "<RoleName>single</RoleName>" + document,
		"ListAttachedRolePolicies":  attached,
		"ListUsers":                 list("Users", described("User", "")),
		"GetUser":                   "<User>" + described("User", singleBoundary) + "</User>",
		"ListGroupsForUser":         list("Groups", described("Group", "")),
		"ListUserPolicies":          inlineNames,
		"GetUserPolicy":             "<UserName>single</UserName>" + document,
		"ListAttachedUserPolicies":  attached,
		"ListGroups":                list("Groups", described("Group", "")),
		"ListGroupPolicies":         inlineNames,
		"GetGroupPolicy":            "<GroupName>single</GroupName>" + document,
		"ListAttachedGroupPolicies": attached,
	}[operation]
	if ok {
		fmt.Fprintf(w, "<%[1]sResponse><%[1]sResult>%[2]s<IsTruncated>false</IsTruncated></%[1]sResult></%[1]sResponse>", operation, answer)
	}
	return ok
}
