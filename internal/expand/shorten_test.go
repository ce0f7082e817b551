package expand_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestShorten(t *testing.T) {
	lists := "sqs:ListQueues sqs:ListQueueTags sqs:ListMessageMoveTasks sqs:ListDeadLetterSourceQueues"
	for _, c := range []struct {
		name, actions string
		size          int
		want          string // pattern of the entries and what it saves, by line
	}{
		{"all-of-a-name", lists, 1843, "sqs:List* of 4, saves 85, read"},
		{"a-small-document", lists, 1842, ""},
		{"one-is-missing", "sqs:ListQueueTags sqs:ListMessageMoveTasks sqs:ListDeadLetterSourceQueues", 1843, ""},
		{"one-comes-by-a-pattern", "sqs:ListQueue* sqs:ListMessageMoveTasks sqs:ListDeadLetterSourceQueues", 1843, "sqs:List* of 3, saves 65, read"},
		{"case-does-not-count", strings.Replace(lists, "sqs:ListQueues", "SQS:listqueues", 1), 1843, "sqs:List* of 4, saves 85, read"},
		{"words-and-no-other-letters", "sqs:SendMessage sqs:SetQueueAttributes", 1843, ""},
		{"the-widest-first", "ecr-public:DescribeImages ecr-public:DescribeImageTags ecr-public:DescribeRegistries ecr-public:DescribeRepositories", 1843, "ecr-public:Describe* of 4, saves 102, read"},
		{"each-entry-once", lists + " sqs:SendMessage sqs:DeleteQueue sqs:DeleteMessage", 1843, "sqs:List* of 4, saves 85, read\nsqs:Delete* of 2, saves 24, write"},
		{"actions-that-do-not-exist", "sqs:ListNothing sqs:ListNothingElse", 1843, ""},
		{"a-whole-prefix-with-a-wildcard", "s*:ListQueues s*:ListQueueTags", 1843, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := policy.Document{Kind: policy.Identity, Size: c.size, Statements: []*policy.Statement{{Effect: "Allow", Actions: actions(strings.Fields(c.actions)...)}}}
			shortened(t, &d)
			var lines []string
			for _, s := range d.Shorter {
				lines = append(lines, fmt.Sprintf("%s of %d, saves %d, %s", s.Pattern, len(s.Entries), s.Saves, s.Level))
			}
			if diff := cmp.Diff(c.want, strings.Join(lines, "\n")); diff != "" {
				t.Errorf("shortenings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatAWSWroteIsNotShortened(t *testing.T) {
	d := policy.Document{Kind: policy.Identity, Origin: policy.FromManaged, Size: 9000, Statements: []*policy.Statement{{Effect: "Allow", Actions: actions("sqs:DeleteQueue", "sqs:DeleteMessage")}}}
	if shortened(t, &d); len(d.Shorter) != 0 {
		t.Errorf("got %v, want nothing", d.Shorter)
	}
}

func TestWhatStandsOnABranchIsLeftAlone(t *testing.T) {
	list := actions("sqs:DeleteQueue", "sqs:DeleteMessage")
	list[0].Branch = "IsProd"
	d := policy.Document{Kind: policy.Identity, Size: 9000, Statements: []*policy.Statement{{Effect: "Allow", Actions: list}}}
	if shortened(t, &d); len(d.Shorter) != 0 {
		t.Errorf("got %v, want nothing", d.Shorter)
	}
}

// shortened writes the facts onto a document.
func shortened(t *testing.T, d *policy.Document) {
	t.Helper()
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	e.Model(&policy.Model{Targets: []*policy.Target{{Documents: []*policy.Document{d}}}})
}
