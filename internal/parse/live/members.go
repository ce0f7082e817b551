package live

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Member is an account of an organization.
type Member struct {
	ID     string // twelve digits
	Name   string
	Active bool // one that is suspended or closed lets nobody in
}

// Members lists the accounts of the organization by number, the one that asks among them. Only the management account and
// delegated administrators may ask.
func (c *Connection) Members(ctx context.Context) (members []Member, err error) {
	pages := organizations.NewListAccountsPaginator(c.organizations, &organizations.ListAccountsInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, explain("list the accounts of the organization (ListAccounts)", err)
		}
		for _, account := range page.Accounts {
			members = append(members, Member{ID: aws.ToString(account.Id), Name: aws.ToString(account.Name), Active: active(account)})
		}
	}
	slices.SortFunc(members, func(a, b Member) int { return cmp.Compare(a.ID, b.ID) })
	return members, nil
}

// active tells whether an account is in use. Older services say so by the status only.
func active(account types.Account) bool {
	if account.State != "" {
		return account.State == types.AccountStateActive
	}
	return account.Status == types.AccountStatusActive
}

// In is a connection to another account of the organization, as whom a role there lets in: its name with its path. What
// the organization says of that account is still asked as before.
func (c *Connection) In(ctx context.Context, account, role string) (*Connection, error) {
	if account == c.Account {
		return c, nil
	}
	fields := strings.Split(c.ARN, ":") // arn:aws-cn:sts::…
	arn := "arn:" + fields[min(1, len(fields)-1)] + ":iam::" + account + ":role/" + role
	cfg := c.config.Copy()
	cfg.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(c.config), arn, func(o *stscreds.AssumeRoleOptions) {
		o.RoleSessionName = sessionName
	}))
	who, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return nil, fmt.Errorf("%w; the account was not read: name a role that is in each account and trusts the caller with --account-role", explain("assume "+arn+" (AssumeRole)", err))
	}
	if got := aws.ToString(who.Account); got != account {
		return nil, fmt.Errorf("assume %s: that gives credentials for account %s: the account was not read", arn, got)
	}
	return &Connection{
		Identity: Identity{Account: account, ARN: aws.ToString(who.Arn)},
		config:   cfg, iam: iam.NewFromConfig(cfg), organizations: c.organizations,
	}, nil
}
