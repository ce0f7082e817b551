package live

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"
)

// organizationPage holds the policies of the organization that limit an account, each with where it is attached.
const organizationPage = "OrganizationPolicies"

// deepest is how many levels an organization has at most: the account, five units and the root.
const deepest = 7

// limit is one policy of an organization.
type limit struct {
	ID         string `json:"Id"`
	Name       string
	Type       types.PolicyType
	AwsManaged bool
	Targets    []string // the account, units and root that it is attached to, among those that the account is below
	Exempt     bool     // the account is the management account, whose principals and resources they don't limit
	// Of the organization, as aws:PrincipalOrgID has it; "" if it was not told.
	Organization string          `json:",omitempty"`
	Content      json.RawMessage `json:",omitempty"`
}

// organization reads the SCPs and RCPs that hold for the account, from itself up to the root.
func (s *sweep) organization(ctx context.Context, account string) {
	levels, err := s.levels(ctx, account)
	if err != nil {
		s.problem("%w; what limits the account was not judged", explain("find the account in its organization (ListParents)", err))
		return
	}
	whole, err := s.organizations.DescribeOrganization(ctx, &organizations.DescribeOrganizationInput{})
	if err != nil {
		s.problem("%w; what limits the account was not judged", explain("ask which account manages the organization (DescribeOrganization)", err))
		return
	}
	blank := limit{Exempt: aws.ToString(whole.Organization.MasterAccountId) == account, Organization: aws.ToString(whole.Organization.Id)}
	found, err := s.attachedTo(ctx, levels, blank)
	if err != nil {
		s.problem("%w; what limits the account was not judged", explain("list the policies of the organization (ListPoliciesForTarget)", err))
		return
	}
	limits := []limit{}
	for _, id := range slices.Sorted(maps.Keys(found)) {
		if found[id].AwsManaged { // FullAWSAccess, which takes nothing away
			limits = append(limits, *found[id])
			continue
		}
		if err := s.describe(ctx, found[id]); err != nil {
			s.problem("%w; it was not judged", explain("read policy "+found[id].Name+" of the organization (DescribePolicy)", err))
			continue
		}
		limits = append(limits, *found[id])
	}
	s.whole[organizationPage] = limits
}

// attachedTo lists the policies that are attached to some of the levels, by id, each filled into a copy of blank.
func (s *sweep) attachedTo(ctx context.Context, levels []string, blank limit) (map[string]*limit, error) {
	found := map[string]*limit{}
	for _, kind := range []types.PolicyType{types.PolicyTypeServiceControlPolicy, types.PolicyTypeResourceControlPolicy} {
		for _, level := range levels {
			policies, err := s.attachedAt(ctx, level, kind)
			if err != nil {
				return nil, err
			}
			for _, p := range policies {
				id := aws.ToString(p.Id)
				if found[id] == nil {
					l := blank
					l.ID, l.Name, l.Type, l.AwsManaged = id, aws.ToString(p.Name), p.Type, p.AwsManaged
					found[id] = &l
				}
				found[id].Targets = append(found[id].Targets, level)
			}
		}
	}
	return found, nil
}

func (s *sweep) attachedAt(ctx context.Context, level string, kind types.PolicyType) (all []types.PolicySummary, err error) {
	pages := organizations.NewListPoliciesForTargetPaginator(s.organizations, &organizations.ListPoliciesForTargetInput{TargetId: aws.String(level), Filter: kind})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Policies...)
	}
	return all, nil
}

// levels are the account and all that it is below.
func (s *sweep) levels(ctx context.Context, account string) ([]string, error) {
	levels := []string{account}
	for len(levels) < deepest {
		got, err := s.organizations.ListParents(ctx, &organizations.ListParentsInput{ChildId: aws.String(levels[len(levels)-1])})
		if err != nil {
			return nil, err
		}
		if len(got.Parents) == 0 {
			return nil, fmt.Errorf("%s has no parent", levels[len(levels)-1])
		}
		levels = append(levels, aws.ToString(got.Parents[0].Id))
		if got.Parents[0].Type == types.ParentTypeRoot {
			break
		}
	}
	return levels, nil
}

func (s *sweep) describe(ctx context.Context, l *limit) error {
	got, err := s.organizations.DescribePolicy(ctx, &organizations.DescribePolicyInput{PolicyId: aws.String(l.ID)})
	if err != nil {
		return err
	}
	content := aws.ToString(got.Policy.Content)
	l.Content = json.RawMessage(content)
	if !json.Valid(l.Content) {
		l.Content, err = json.Marshal(content)
	}
	return err
}
