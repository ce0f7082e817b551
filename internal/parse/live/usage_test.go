package live_test

import (
	"strings"
	"testing"
	"time"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

// What no member of a group used, its policies need not allow. One of whom nothing is known may use all of it.
func TestAGroupUsesWhatItsMembersUse(t *testing.T) {
	const (
		group   = `"GroupDetailList":[{"Arn":"arn:aws:iam::111122223333:group/Team","GroupName":"Team","CreateDate":"2025-01-01T00:00:00Z","GroupPolicyList":[{"PolicyName":"Work","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:SendMessage","sns:Publish","lambda:GetFunction","lambda:DeleteFunction","ec2:StopInstances"],"Resource":"*"}]}}]}]`
		nothing = `[{"ServiceNamespace":"sqs"},{"ServiceNamespace":"sns"},{"ServiceNamespace":"lambda"},{"ServiceNamespace":"ec2"}]`
		news    = `[{"ServiceNamespace":"sqs"},{"ServiceNamespace":"sns","LastAuthenticated":"2026-05-30T00:00:00Z"},{"ServiceNamespace":"lambda"}]`
		gets    = `[{"ServiceNamespace":"sqs"},{"ServiceNamespace":"sns"},{"ServiceNamespace":"ec2"},{"ServiceNamespace":"lambda","LastAuthenticated":"2026-05-30T00:00:00Z","TrackedActionsLastAccessed":[
			{"ActionName":"GetFunction","LastAccessedTime":"2026-05-30T00:00:00Z"},{"ActionName":"DeleteFunction"}]}]`
		deletes = `[{"ServiceNamespace":"sqs"},{"ServiceNamespace":"sns"},{"ServiceNamespace":"ec2"},{"ServiceNamespace":"lambda","LastAuthenticated":"2026-05-30T00:00:00Z","TrackedActionsLastAccessed":[
			{"ActionName":"GetFunction"},{"ActionName":"DeleteFunction","LastAccessedTime":"2026-05-30T00:00:00Z"}]}]`
	)
	user := func(name, made string) string {
		return `{"Arn":"arn:aws:iam::111122223333:user/` + name + `","UserName":"` + name + `","CreateDate":"` + made + `","GroupList":["Team"]}`
	}
	use := func(name, services string) string {
		return `{"Arn":"arn:aws:iam::111122223333:user/` + name + `","JobStatus":"COMPLETED","ServicesLastAccessed":` + services + `}`
	}
	const early, late = "2025-03-01T00:00:00Z", "2026-05-22T00:00:00Z"
	for _, c := range []struct {
		name, users, usages, rest string
		want                      string
		observed                  int
	}{
		{"one who uses nothing", user("Ann", early), use("Ann", nothing), "", "ec2:StopInstances lambda:DeleteFunction lambda:GetFunction sns:Publish sqs:SendMessage", 457},
		{"two who use different things", user("Ann", early) + "," + user("Bob", late), use("Ann", news) + "," + use("Bob", gets), "", "lambda:DeleteFunction sqs:SendMessage", 457},
		{"two who use different actions", user("Ann", early) + "," + user("Bob", late), use("Ann", deletes) + "," + use("Bob", gets), "", "ec2:StopInstances sns:Publish sqs:SendMessage", 457},
		{"a new one", user("Ann", late), use("Ann", nothing), "", "ec2:StopInstances lambda:DeleteFunction lambda:GetFunction sns:Publish sqs:SendMessage", 10},
		{"one of whom nothing is known", user("Ann", early) + "," + user("Bob", early), use("Ann", nothing), "", "", 457},
		{"nobody", "", "", "", "", 516},
		{"more who were not given", user("Ann", early), use("Ann", nothing), `,"IsTruncated":true,"Marker":"m"`, "", 516},
		{"fewer than there are", user("Ann", early), use("Ann", nothing), `,"SummaryMap":{"Users":2}`, "", 516},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			m, _ := account(t, `{"ReadAt":"2026-06-01T00:00:00Z",`+group+`,"UserDetailList":[`+c.users+`],"LastAccessedDetails":[`+c.usages+`]`+c.rest+`}`)
			expander, err := expand.New(rules.FS, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			expander.Model(m)
			for _, r := range m.Records {
				if r.Kind != policy.Group {
					continue
				}
				var unused []string
				for _, u := range r.Unused {
					unused = append(unused, u.Actions.Names...)
				}
				if got := strings.Join(unused, " "); got != c.want || r.Observed != c.observed {
					t.Errorf("got %q after %d days, want %q after %d", got, r.Observed, c.want, c.observed)
				}
			}
		})
	}
}
