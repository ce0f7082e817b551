package live_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/parse/live/livetest"
)

const detailsOperation = "GetAccountAuthorizationDetails"

// TestAnAccountIsReadOneByOne reads an account that does not tell all at once: each thing has its documents, what it has attached and what bounds it.
func TestAnAccountIsReadOneByOne(t *testing.T) {
	livetest.Serve(t, livetest.Account{Roles: 1, Users: 1, Policies: 1, Single: true}, livetest.Weather{Denied: detailsOperation})
	files, _ := sweep(t, live.Wanted{})
	got := map[string]string{}
	for _, f := range files {
		if _, kind, ok := strings.Cut(f.Name, "/"); ok && strings.HasSuffix(kind, "/single.json") {
			var has []string
			for _, word := range []string{"sqs:SendMessage", "lambda.amazonaws.com", "PermissionsBoundaryArn", "AttachedManagedPolicies", "GroupList"} {
				if strings.Contains(string(f.Content), word) {
					has = append(has, word)
				}
			}
			got[kind] = fmt.Sprint(has)
		}
	}
	want := map[string]string{
		"roles/single.json":    "[sqs:SendMessage lambda.amazonaws.com PermissionsBoundaryArn AttachedManagedPolicies]",
		"users/single.json":    "[sqs:SendMessage PermissionsBoundaryArn AttachedManagedPolicies GroupList]",
		"groups/single.json":   "[sqs:SendMessage AttachedManagedPolicies]",
		"policies/single.json": "[sqs:SendMessage]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestWhatIsRefusedOneByOneIsTold refuses each operation in turn.
func TestWhatIsRefusedOneByOneIsTold(t *testing.T) {
	for _, operation := range []string{
		"ListPolicies", "GetPolicyVersion", "ListRoles", "GetRole", "ListRolePolicies", "GetRolePolicy", "ListAttachedRolePolicies", "ListUsers", "GetUser",
		"ListGroupsForUser", "ListUserPolicies", "GetUserPolicy", "ListAttachedUserPolicies", "ListGroups", "ListGroupPolicies", "GetGroupPolicy", "ListAttachedGroupPolicies",
	} {
		t.Run(operation, func(t *testing.T) {
			livetest.Serve(t, livetest.Account{Roles: 1, Users: 1, Policies: 1, Single: true}, livetest.Weather{Denied: detailsOperation, DeniedToo: operation})
			_, problems := sweep(t, live.Wanted{})
			if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, "("+operation+")") }) {
				t.Errorf("got %q, want that %s was refused", problems, operation)
			}
		})
	}
}
