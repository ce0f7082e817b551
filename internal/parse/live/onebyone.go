package live

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
)

// pager is what the paginators of the SDK have in common.
type pager[Page any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, options ...func(*iam.Options)) (Page, error)
}

// each goes through pages. When one can't be read, that is a problem, and what
// follows it is not read.
func each[Page any](ctx context.Context, s *sweep, doing string, pages pager[Page], do func(Page)) {
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			s.problem("%w", explain(doing, err))
			return
		}
		do(page)
		s.progress()
	}
}

// oneByOne reads what details would have, with many calls that ask for less
// permission each. What is refused is told and left out.
func (s *sweep) oneByOne(ctx context.Context) {
	each(ctx, s, "list the managed policies (ListPolicies)", iam.NewListPoliciesPaginator(s.client, &iam.ListPoliciesInput{Scope: types.PolicyScopeTypeLocal}),
		func(page *iam.ListPoliciesOutput) {
			for _, p := range page.Policies {
				s.account.policies = append(s.account.policies, s.policy(ctx, p))
			}
		})
	each(ctx, s, "list the roles (ListRoles)", iam.NewListRolesPaginator(s.client, &iam.ListRolesInput{}), func(page *iam.ListRolesOutput) {
		for _, r := range page.Roles {
			if s.wants(aws.ToString(r.RoleName), aws.ToString(r.Arn)) {
				s.account.roles = append(s.account.roles, s.role(ctx, r))
			}
		}
	})
	if len(s.wanted.Roles) > 0 {
		return
	}
	each(ctx, s, "list the groups (ListGroups)", iam.NewListGroupsPaginator(s.client, &iam.ListGroupsInput{}), func(page *iam.ListGroupsOutput) {
		for _, g := range page.Groups {
			s.account.groups = append(s.account.groups, s.group(ctx, g))
		}
	})
	each(ctx, s, "list the users (ListUsers)", iam.NewListUsersPaginator(s.client, &iam.ListUsersInput{}), func(page *iam.ListUsersOutput) {
		for _, u := range page.Users {
			s.account.users = append(s.account.users, s.user(ctx, u))
		}
	})
}

// policy reads the default version of one of the account's own managed policies. AWS's are in the catalogue.
func (s *sweep) policy(ctx context.Context, p types.Policy) types.ManagedPolicyDetail {
	d := types.ManagedPolicyDetail{
		Arn: p.Arn, PolicyName: p.PolicyName, PolicyId: p.PolicyId, Path: p.Path, DefaultVersionId: p.DefaultVersionId,
		AttachmentCount: p.AttachmentCount, PermissionsBoundaryUsageCount: p.PermissionsBoundaryUsageCount,
		IsAttachable: p.IsAttachable, CreateDate: p.CreateDate, UpdateDate: p.UpdateDate,
	}
	got, err := s.client.GetPolicyVersion(ctx, &iam.GetPolicyVersionInput{PolicyArn: p.Arn, VersionId: p.DefaultVersionId})
	if err != nil {
		s.problem("%w", explain("read managed policy "+aws.ToString(p.PolicyName)+" (GetPolicyVersion)", err))
		return d
	}
	d.PolicyVersionList = []types.PolicyVersion{*got.PolicyVersion}
	return d
}

// role reads one role. ListRoles leaves out its boundary, tags and last use.
func (s *sweep) role(ctx context.Context, r types.Role) types.RoleDetail {
	who := "role " + aws.ToString(r.RoleName)
	d := types.RoleDetail{
		Arn: r.Arn, RoleName: r.RoleName, RoleId: r.RoleId, Path: r.Path, CreateDate: r.CreateDate,
		AssumeRolePolicyDocument: r.AssumeRolePolicyDocument, PermissionsBoundary: boundary(r.PermissionsBoundary),
	}
	whole, err := s.client.GetRole(ctx, &iam.GetRoleInput{RoleName: r.RoleName})
	if err != nil {
		s.problem("%w; what bounds it is not known", explain("read "+who+" (GetRole)", err))
	} else {
		d.PermissionsBoundary, d.Tags, d.RoleLastUsed = boundary(whole.Role.PermissionsBoundary), whole.Role.Tags, whole.Role.RoleLastUsed
	}
	each(ctx, s, "list the inline policies of "+who+" (ListRolePolicies)", iam.NewListRolePoliciesPaginator(s.client, &iam.ListRolePoliciesInput{RoleName: r.RoleName}),
		func(page *iam.ListRolePoliciesOutput) {
			for _, name := range page.PolicyNames {
				got, err := s.client.GetRolePolicy(ctx, &iam.GetRolePolicyInput{RoleName: r.RoleName, PolicyName: aws.String(name)})
				if err != nil {
					s.problem("%w", explain("read policy "+name+" of "+who+" (GetRolePolicy)", err))
					continue
				}
				d.RolePolicyList = append(d.RolePolicyList, types.PolicyDetail{PolicyName: got.PolicyName, PolicyDocument: got.PolicyDocument})
			}
		})
	each(ctx, s, "list the policies that "+who+" has (ListAttachedRolePolicies)", iam.NewListAttachedRolePoliciesPaginator(s.client, &iam.ListAttachedRolePoliciesInput{RoleName: r.RoleName}),
		func(page *iam.ListAttachedRolePoliciesOutput) {
			d.AttachedManagedPolicies = append(d.AttachedManagedPolicies, page.AttachedPolicies...)
		})
	return d
}

// user reads one user. ListUsers leaves out its boundary and tags.
func (s *sweep) user(ctx context.Context, u types.User) types.UserDetail {
	who := "user " + aws.ToString(u.UserName)
	d := types.UserDetail{Arn: u.Arn, UserName: u.UserName, UserId: u.UserId, Path: u.Path, CreateDate: u.CreateDate, PermissionsBoundary: boundary(u.PermissionsBoundary)}
	whole, err := s.client.GetUser(ctx, &iam.GetUserInput{UserName: u.UserName})
	if err != nil {
		s.problem("%w; what bounds it is not known", explain("read "+who+" (GetUser)", err))
	} else {
		d.PermissionsBoundary, d.Tags = boundary(whole.User.PermissionsBoundary), whole.User.Tags
	}
	each(ctx, s, "list the groups of "+who+" (ListGroupsForUser)", iam.NewListGroupsForUserPaginator(s.client, &iam.ListGroupsForUserInput{UserName: u.UserName}),
		func(page *iam.ListGroupsForUserOutput) {
			for _, g := range page.Groups {
				d.GroupList = append(d.GroupList, aws.ToString(g.GroupName))
			}
		})
	each(ctx, s, "list the inline policies of "+who+" (ListUserPolicies)", iam.NewListUserPoliciesPaginator(s.client, &iam.ListUserPoliciesInput{UserName: u.UserName}),
		func(page *iam.ListUserPoliciesOutput) {
			for _, name := range page.PolicyNames {
				got, err := s.client.GetUserPolicy(ctx, &iam.GetUserPolicyInput{UserName: u.UserName, PolicyName: aws.String(name)})
				if err != nil {
					s.problem("%w", explain("read policy "+name+" of "+who+" (GetUserPolicy)", err))
					continue
				}
				d.UserPolicyList = append(d.UserPolicyList, types.PolicyDetail{PolicyName: got.PolicyName, PolicyDocument: got.PolicyDocument})
			}
		})
	each(ctx, s, "list the policies that "+who+" has (ListAttachedUserPolicies)", iam.NewListAttachedUserPoliciesPaginator(s.client, &iam.ListAttachedUserPoliciesInput{UserName: u.UserName}),
		func(page *iam.ListAttachedUserPoliciesOutput) {
			d.AttachedManagedPolicies = append(d.AttachedManagedPolicies, page.AttachedPolicies...)
		})
	return d
}

func (s *sweep) group(ctx context.Context, g types.Group) types.GroupDetail {
	who := "group " + aws.ToString(g.GroupName)
	d := types.GroupDetail{Arn: g.Arn, GroupName: g.GroupName, GroupId: g.GroupId, Path: g.Path, CreateDate: g.CreateDate}
	each(ctx, s, "list the inline policies of "+who+" (ListGroupPolicies)", iam.NewListGroupPoliciesPaginator(s.client, &iam.ListGroupPoliciesInput{GroupName: g.GroupName}),
		func(page *iam.ListGroupPoliciesOutput) {
			for _, name := range page.PolicyNames {
				got, err := s.client.GetGroupPolicy(ctx, &iam.GetGroupPolicyInput{GroupName: g.GroupName, PolicyName: aws.String(name)})
				if err != nil {
					s.problem("%w", explain("read policy "+name+" of "+who+" (GetGroupPolicy)", err))
					continue
				}
				d.GroupPolicyList = append(d.GroupPolicyList, types.PolicyDetail{PolicyName: got.PolicyName, PolicyDocument: got.PolicyDocument})
			}
		})
	each(ctx, s, "list the policies that "+who+" has (ListAttachedGroupPolicies)", iam.NewListAttachedGroupPoliciesPaginator(s.client, &iam.ListAttachedGroupPoliciesInput{GroupName: g.GroupName}),
		func(page *iam.ListAttachedGroupPoliciesOutput) {
			d.AttachedManagedPolicies = append(d.AttachedManagedPolicies, page.AttachedPolicies...)
		})
	return d
}

// boundary is what a listing says of a boundary; a role without one has an empty one in some answers.
func boundary(b *types.AttachedPermissionsBoundary) *types.AttachedPermissionsBoundary {
	if b == nil || aws.ToString(b.PermissionsBoundaryArn) == "" {
		return nil
	}
	return b
}
