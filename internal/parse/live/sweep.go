package live

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/organizations"

	"github.com/iamlint/iamlint/internal/glob"
)

// Progress is told how many of what are read so far, as it goes on.
type Progress func(roles, users, groups, policies int)

// Wanted says what is to be read.
type Wanted struct {
	Roles        []string // of roles names, ARNs or patterns with * and ?; none for the whole account
	Progress     Progress
	Usage        bool      // also ask what is used: the credential report, last access, the password policy, identity providers
	Organization bool      // also read the SCPs and RCPs that hold for the account
	Now          time.Time // when the account is read, by which ages are reckoned
}

// Sweep reads an account in one pass over GetAccountAuthorizationDetails. Where the
// caller may not do that, it asks for each role, user, group and policy by itself.
// The problems say what could not be read: a part of the account, or all of it.
func (c *Connection) Sweep(ctx context.Context, w Wanted) (files []File, problems []error) {
	s := &sweep{client: c.iam, organizations: c.organizations, wanted: w, account: &contents{}, whole: map[string]any{}}
	err := s.details(ctx)
	switch {
	case err == nil:
		s.check(ctx)
	case denied(err):
		s.problem("%w; every role, user, group and policy is read by itself instead", explain("read the account at once (GetAccountAuthorizationDetails)", err))
		s.oneByOne(ctx)
		s.check(ctx)
	default:
		s.problem("%w", explain("read the account (GetAccountAuthorizationDetails)", err))
	}
	if len(w.Roles) == 0 && len(s.problems) == 0 {
		s.whole[linkedPage] = s.account.linked()
	}
	if w.Usage && ctx.Err() == nil {
		s.evidence(ctx)
	}
	if w.Organization && ctx.Err() == nil {
		s.organization(ctx, c.Account)
	}
	files, err = s.account.files(c.Account)
	if err != nil {
		s.problem("%w", err)
	}
	whole, err := s.accountFile(c.Account)
	if err != nil {
		s.problem("%w", err)
	}
	return append([]File{whole}, files...), s.problems
}

type sweep struct {
	client   *iam.Client
	wanted   Wanted
	account  *contents
	whole    map[string]any // what is known of the account as a whole, by evidence
	problems []error

	organizations *organizations.Client
}

// contents is what is read of an account.
type contents struct {
	roles    []types.RoleDetail
	users    []types.UserDetail
	groups   []types.GroupDetail
	policies []types.ManagedPolicyDetail
	usages   []usage
}

// linked are the names of the service-linked roles, of which no files are made.
func (c *contents) linked() []string {
	names := []string{}
	for _, r := range c.roles {
		if isLinked(aws.ToString(r.Path)) {
			names = append(names, aws.ToString(r.RoleName))
		}
	}
	slices.Sort(names)
	return names
}

// isLinked tells by its path whether a role is linked to a service.
func isLinked(path string) bool { return strings.HasPrefix(path, "/aws-service-role/") }

func (s *sweep) problem(format string, args ...any) {
	s.problems = append(s.problems, fmt.Errorf(format, args...))
}

func (s *sweep) progress() {
	if s.wanted.Progress != nil {
		a := s.account
		s.wanted.Progress(len(a.roles), len(a.users), len(a.groups), len(a.policies))
	}
}

// details reads page after page. A marker that comes twice would go on for ever,
// and one that is missing would end too soon: both are errors.
func (s *sweep) details(ctx context.Context) error {
	in := &iam.GetAccountAuthorizationDetailsInput{MaxItems: aws.Int32(1000)}
	if len(s.wanted.Roles) > 0 {
		in.Filter = []types.EntityType{types.EntityTypeRole, types.EntityTypeLocalManagedPolicy, types.EntityTypeAWSManagedPolicy}
	}
	seen := map[string]bool{}
	for {
		page, err := s.client.GetAccountAuthorizationDetails(ctx, in)
		if err != nil {
			return err
		}
		for _, role := range page.RoleDetailList {
			if s.wants(aws.ToString(role.RoleName), aws.ToString(role.Arn)) {
				s.account.roles = append(s.account.roles, role)
			}
		}
		s.account.users = append(s.account.users, page.UserDetailList...)
		s.account.groups = append(s.account.groups, page.GroupDetailList...)
		s.account.policies = append(s.account.policies, page.Policies...)
		s.progress()
		if !page.IsTruncated {
			return nil
		}
		marker := aws.ToString(page.Marker)
		if marker == "" || seen[marker] {
			s.problem("read the account: IAM says that more follows and gives the marker %q for it, which leads nowhere: what follows was not read", marker)
			return nil
		}
		seen[marker], in.Marker = true, page.Marker
	}
}

// wants tells whether a role is among those to be read.
func (s *sweep) wants(name, arn string) bool {
	if len(s.wanted.Roles) == 0 {
		return true
	}
	for _, pattern := range s.wanted.Roles {
		text := name
		if strings.HasPrefix(pattern, "arn:") {
			text = arn
		}
		if glob.Match(strings.ToLower(pattern), strings.ToLower(text)) { // names of roles have no case
			return true
		}
	}
	return false
}

// check compares how many were read with how many the account says that it has.
func (s *sweep) check(ctx context.Context) {
	a := s.account
	if len(s.wanted.Roles) > 0 {
		if len(a.roles) == 0 {
			s.problem("no role is called %s", strings.Join(s.wanted.Roles, " or "))
		}
		return
	}
	summary, err := s.client.GetAccountSummary(ctx, &iam.GetAccountSummaryInput{})
	if err != nil {
		s.problem("%w; whether all of the account was read is not known", explain("ask how much there is in the account (GetAccountSummary)", err))
		return
	}
	s.whole[summaryPage] = summary.SummaryMap
	own := 0
	for _, p := range a.policies {
		if !strings.Contains(aws.ToString(p.Arn), ":iam::aws:") {
			own++
		}
	}
	for _, c := range []struct {
		name string
		got  int
	}{{"Users", len(a.users)}, {"Groups", len(a.groups)}, {"Roles", len(a.roles)}, {"Policies", own}} {
		want, ok := summary.SummaryMap[c.name]
		if ok && c.got < int(want) {
			s.problem("read the account: %d %s were read of the %d that it has: the rest was not judged", c.got, strings.ToLower(c.name), want)
		}
	}
}
