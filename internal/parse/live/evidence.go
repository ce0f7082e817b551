package live

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
)

// atOnce is how many reports of use are asked for at the same time: IAM makes them one after the other for an account,
// and soon refuses to begin more.
const atOnce = 3

// The waits for a report that IAM is still making, each twice as long as the one before.
const (
	firstWait   = 200 * time.Millisecond
	longestWait = 5 * time.Second
)

// evidence asks for what shows who is used: the credential report, the password policy, the identity providers, and when
// each role and user last used which service. What is refused is told and left out.
func (s *sweep) evidence(ctx context.Context) {
	if len(s.wanted.Roles) == 0 {
		s.credentialReport(ctx)
		s.passwordPolicy(ctx)
		s.providers(ctx)
	}
	s.lastAccessed(ctx)
}

// credentialReport has IAM write its report, which changes nothing else, and reads it.
func (s *sweep) credentialReport(ctx context.Context) {
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		state, err := s.client.GenerateCredentialReport(ctx, &iam.GenerateCredentialReportInput{})
		if err != nil {
			s.problem("%w; no credential was judged", explain("begin the credential report (GenerateCredentialReport)", err))
			return
		}
		if state.State == types.ReportStateTypeComplete {
			break
		}
		if err := pause(ctx, wait); err != nil {
			s.problem("%w", explain("wait for the credential report", err))
			return
		}
	}
	report, err := s.client.GetCredentialReport(ctx, &iam.GetCredentialReportInput{})
	if err != nil {
		s.problem("%w; no credential was judged", explain("read the credential report (GetCredentialReport)", err))
		return
	}
	lines, err := csv.NewReader(strings.NewReader(string(report.Content))).ReadAll()
	if err != nil || len(lines) == 0 {
		s.problem("read the credential report: it is no table: %w", errors.Join(err))
		return
	}
	var entries []map[string]string
	for _, line := range lines[1:] {
		entry := map[string]string{}
		for i, value := range line {
			entry[lines[0][i]] = value
		}
		entries = append(entries, entry)
	}
	s.whole[reportPage] = entries
}

func (s *sweep) passwordPolicy(ctx context.Context) {
	got, err := s.client.GetAccountPasswordPolicy(ctx, &iam.GetAccountPasswordPolicyInput{})
	if _, none := errors.AsType[*types.NoSuchEntityException](err); none {
		s.whole[passwordsPage] = map[string]any{}
		return
	}
	if err != nil {
		s.problem("%w; it was not judged", explain("read the password policy (GetAccountPasswordPolicy)", err))
		return
	}
	s.whole[passwordsPage] = got.PasswordPolicy
}

func (s *sweep) providers(ctx context.Context) {
	oidc, err := s.client.ListOpenIDConnectProviders(ctx, &iam.ListOpenIDConnectProvidersInput{})
	if err != nil {
		s.problem("%w; they were not judged", explain("list the OIDC identity providers (ListOpenIDConnectProviders)", err))
	} else {
		s.whole[oidcPage] = arns(oidc.OpenIDConnectProviderList, func(p types.OpenIDConnectProviderListEntry) *string { return p.Arn })
	}
	saml, err := s.client.ListSAMLProviders(ctx, &iam.ListSAMLProvidersInput{})
	if err != nil {
		s.problem("%w; they were not judged", explain("list the SAML identity providers (ListSAMLProviders)", err))
	} else {
		s.whole[samlPage] = arns(saml.SAMLProviderList, func(p types.SAMLProviderListEntry) *string { return p.Arn })
	}
}

func arns[Entry any](list []Entry, arn func(Entry) *string) []map[string]string {
	found := []map[string]string{}
	for _, entry := range list {
		found = append(found, map[string]string{"Arn": aws.ToString(arn(entry))})
	}
	return found
}

// usage is what is told of a principal's use of services.
type usage struct {
	Arn                  string
	JobStatus            types.JobStatusType
	JobCompletionDate    *time.Time `json:",omitempty"`
	ServicesLastAccessed []types.ServiceLastAccessed
}

// lastAccessed asks of each role and user when it last used which service, and of some services which action.
func (s *sweep) lastAccessed(ctx context.Context) {
	var who []string
	for _, r := range s.account.roles {
		if !isLinked(aws.ToString(r.Path)) {
			who = append(who, aws.ToString(r.Arn))
		}
	}
	for _, u := range s.account.users {
		who = append(who, aws.ToString(u.Arn))
	}
	found, failed := make([]*usage, len(who)), make([]error, len(who))
	next := make(chan int)
	var workers sync.WaitGroup
	for range atOnce {
		workers.Go(func() {
			for i := range next {
				found[i], failed[i] = s.used(ctx, who[i])
			}
		})
	}
	for i := range who {
		next <- i
	}
	close(next)
	workers.Wait()
	for i, arn := range who {
		if failed[i] != nil {
			s.problem("%w; what %s uses was not judged", explain("ask what is used (GenerateServiceLastAccessedDetails)", failed[i]), arn)
		} else {
			s.account.usages = append(s.account.usages, *found[i])
		}
		if denied(failed[i]) {
			return // so are the others
		}
	}
}

// used has IAM report on one principal, which changes nothing, and reads every page of the report.
func (s *sweep) used(ctx context.Context, arn string) (*usage, error) {
	job, err := s.client.GenerateServiceLastAccessedDetails(ctx, &iam.GenerateServiceLastAccessedDetailsInput{
		Arn: aws.String(arn), Granularity: types.AccessAdvisorUsageGranularityTypeActionLevel,
	})
	if err != nil {
		return nil, err
	}
	u := &usage{Arn: arn}
	in := &iam.GetServiceLastAccessedDetailsInput{JobId: job.JobId}
	seen := map[string]bool{}
	for wait := firstWait; ; {
		page, err := s.client.GetServiceLastAccessedDetails(ctx, in)
		if err != nil {
			return nil, err
		}
		switch page.JobStatus {
		case types.JobStatusTypeFailed:
			return nil, fmt.Errorf("the report failed: %s", aws.ToString(page.Error.Message))
		case types.JobStatusTypeCompleted:
		default:
			if err := pause(ctx, wait); err != nil {
				return nil, err
			}
			wait = min(2*wait, longestWait)
			continue
		}
		u.JobStatus, u.JobCompletionDate = page.JobStatus, page.JobCompletionDate
		u.ServicesLastAccessed = append(u.ServicesLastAccessed, page.ServicesLastAccessed...)
		if !page.IsTruncated {
			return u, nil
		}
		marker := aws.ToString(page.Marker)
		if marker == "" || seen[marker] {
			return nil, fmt.Errorf("IAM says that more follows and gives the marker %q for it, which leads nowhere", marker)
		}
		seen[marker], in.Marker = true, page.Marker
	}
}

// pause waits, unless the context ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
