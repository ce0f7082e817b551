package livetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Organization is what there is besides the account, which manages it. Every account has the same in it.
type Organization struct {
	Members   []string // numbers
	Suspended []string // those of them that are
	Refusing  []string // those of them whose role does not let the caller in
}

// ServeOrganization is Serve with more accounts. What was called is told with the number of the account before it.
func ServeOrganization(t *testing.T, o Organization, a Account, w Weather) (called func() []string) {
	t.Helper()
	return serve(t, &server{account: a, weather: w, organization: o, asked: map[string]int{}})
}

// asked is the operation that a request asks for, and the account of its credentials: the session of a role has its
// account in the name of its key.
func asked(r *http.Request) (action, number string) {
	number = Number
	if _, key, ok := strings.Cut(r.Header.Get("Authorization"), "Credential=ASIA"); ok {
		number, _, _ = strings.Cut(key, "/")
	}
	if target := r.Header.Get("X-Amz-Target"); target != "" {
		return target, number
	}
	return r.Form.Get("Action"), number
}

// assume gives out credentials for a role.
func (s *server) assume(w http.ResponseWriter, arn string) {
	fields := strings.Split(arn, ":")
	if len(fields) < 6 || slices.Contains(s.organization.Refusing, fields[4]) {
		refuse(w, http.StatusForbidden, "AccessDenied", "User is not authorized to perform: sts:AssumeRole on resource: "+arn)
		return
	}
	fmt.Fprintf(w, `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>`+
		`<SessionToken>%s</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`, fields[4], Secret, Token)
}

// organizations answers what is asked of the organization: its accounts, two on a page.
func (s *server) organizations(w http.ResponseWriter, r *http.Request, target string) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if !strings.HasSuffix(target, ".ListAccounts") || len(s.organization.Members) == 0 {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprint(w, `{"__type":"AWSOrganizationsNotInUseException","Message":"Your account is not a member of an organization."}`)
		return
	}
	var in struct{ NextToken string }
	_ = json.NewDecoder(r.Body).Decode(&in) // without it the first page is asked for
	first, _ := strconv.Atoi(in.NextToken)
	all := append([]string{Number}, s.organization.Members...)
	type account struct{ Id, Name, Status, State string }
	page := struct {
		Accounts  []account
		NextToken string `json:",omitempty"`
	}{}
	for _, id := range all[first:min(first+2, len(all))] {
		state := "ACTIVE"
		if slices.Contains(s.organization.Suspended, id) {
			state = "SUSPENDED"
		}
		page.Accounts = append(page.Accounts, account{id, "account " + id, state, state})
	}
	if first+2 < len(all) {
		page.NextToken = strconv.Itoa(first + 2)
	}
	_ = json.NewEncoder(w).Encode(page) // whoever asked is told by the connection
}
