package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/catalog"
)

// exceptions are names that rules and code are right to mention although the catalogue does not have them.
var exceptions = map[string]string{
	"AWSCloudTrailFullAccess":                 "retired for AWSCloudTrail_FullAccess, and still attached in old accounts",
	"AWSLambdaFullAccess":                     "retired for AWSLambda_FullAccess, and still attached in old accounts",
	"ecs-tasks.amazonaws.com":                 "the principal of tasks, which actions of ecs start",
	"function:*":                              "the end of an ARN",
	"service:Name":                            "stands for any action in a message",
	"aws:cdk:path":                            "a key of the CDK's metadata, not of a condition",
	"aws:asset:path":                          "another such key",
	"arn:aws:":                                "the beginning of an ARN",
	"aws:cloudformation:logical-id":           "a tag that CloudFormation puts on what it makes",
	"aws:cloudformation:stack-id":             "another such tag",
	"aws:cloudformation:stack-name":           "another such tag",
	"AWSServiceRoleForAccessAnalyzer":         "a service-linked role, whose policy is named otherwise",
	"iot:certificateid":                       "a key in the policies of devices, which the reference leaves out",
	"iot:clientid":                            "another such key",
	"token.actions.githubusercontent.com:sub": "a claim of one of the many identity providers, of which the reference has only some",
}

// mentioned is a name of AWS's and where it stands.
type mentioned struct{ name, file string }

// What rules and code call AWS's things by name must be so called: a misspelt name makes a rule silent, and nobody
// would notice.
func TestNamesThatRulesAndCodeMentionExist(t *testing.T) {
	met := map[string]bool{}
	actions, services, policies, principals := 0, 0, 0, 0
	for _, m := range slices.Concat(inRego(t), inGo(t)) {
		if _, excepted := exceptions[m.name]; excepted {
			met[m.name] = true
			continue
		}
		switch {
		case principalName.MatchString(m.name):
			principals++
			if !isPrincipal(m.name) {
				t.Errorf("%s: no service has the principal %q", m.file, m.name)
			}
		case isQualified(m.name):
			actions++
			if !isActionOrKey(m.name) {
				t.Errorf("%s: the catalogue has neither an action nor a condition key %q", m.file, m.name)
			}
		case strings.HasPrefix(m.name, servicePrefix):
			services++
			if _, ok := catalog.FindService(m.name[len(servicePrefix):]); !ok {
				t.Errorf("%s: the catalogue has no service %q", m.file, m.name[len(servicePrefix):])
			}
		default:
			policies++
			if _, ok := catalog.FindManagedPolicy(m.name); !ok {
				t.Errorf("%s: the catalogue has no managed policy %q", m.file, m.name)
			}
		}
	}
	for name, reason := range exceptions {
		if !met[name] {
			t.Errorf("nothing mentions %q any more (%s)", name, reason)
		}
	}
	if actions < 100 || services < 10 || policies < 20 || principals < 10 {
		t.Errorf("found %d actions and keys, %d services, %d managed policies and %d principals: too few to be all", actions, services, policies, principals)
	}
}

var (
	// qualifiedName is an action, a pattern of actions or a condition key, or begins one. ARNs and the subjects of
	// identity providers look alike, and most have more colons.
	qualifiedName = regexp.MustCompile(`^[a-z][a-z0-9.-]*:[A-Za-z*][A-Za-z0-9*?]*(?:[:/-][A-Za-z0-9*-]*)*$`)
	principalName = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$`)
	policyName    = regexp.MustCompile(`^(?:service-role/|job-function/|aws-service-role/)?(?:AWS|Amazon)[A-Za-z0-9]*(?:_[A-Za-z0-9]+)*(?:Role|Access|Policy)[A-Za-z0-9_]*$`)
)

func isQualified(name string) bool {
	return qualifiedName.MatchString(name) && strings.Count(name, ":") <= 2 && !strings.HasPrefix(name, "repo:")
}

const servicePrefix = "service "

func isActionOrKey(name string) bool {
	if !empty(catalog.Expand(name)) {
		return true
	}
	begun := strings.TrimSuffix(name, "*")
	for _, key := range []string{begun, begun + "x", begun + "/x", begun + ":x"} {
		if _, ok := catalog.FindKey(key); ok {
			return true
		}
	}
	return false
}

// isPrincipal tells whether the host of a principal, or its last label, is the prefix of a service.
func isPrincipal(name string) bool {
	host := strings.TrimSuffix(name, ".amazonaws.com")
	_, ok := catalog.FindService(host[strings.LastIndexByte(host, '.')+1:])
	return ok
}

var (
	regoString   = regexp.MustCompile("\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`")
	beginning    = regexp.MustCompile(`(startswith\([^,\n]+, "[a-z0-9-]+:[A-Za-z]+)"`) // of an action
	serviceSet   = regexp.MustCompile(`(?s)\b\w*(?:services|sensitive)\s*:=\s*\{([^|]*?)\}`)
	prefixString = regexp.MustCompile(`"([a-z0-9-]+)"`)
	policyObject = regexp.MustCompile(`(?s)\b(?:privileged|\w*policies)\s*:=\s*\{(.*?)\n\}`)
	comparedName = regexp.MustCompile(`policy_name\(\w+\) == "([^"]+)"`)
	objectKey    = regexp.MustCompile(`(?m)^\s*"([^"]+)":`)
)

// inRego finds names in the rules and their METADATA, but not in their tests, which misspell on purpose.
func inRego(t *testing.T) (all []mentioned) {
	t.Helper()
	for file, text := range texts(t, filepath.Join("..", "..", "rules"), ".rego") {
		for _, match := range regoString.FindAllStringSubmatch(beginning.ReplaceAllString(text, "$1*\""), -1) {
			if name := match[1] + match[2]; isQualified(name) || principalName.MatchString(name) {
				all = append(all, mentioned{name, file})
			}
		}
		for _, set := range serviceSet.FindAllStringSubmatch(text, -1) {
			for _, match := range prefixString.FindAllStringSubmatch(set[1], -1) {
				all = append(all, mentioned{servicePrefix + match[1], file})
			}
		}
		for _, object := range policyObject.FindAllStringSubmatch(text, -1) {
			for _, match := range objectKey.FindAllStringSubmatch(object[1], -1) {
				all = append(all, mentioned{match[1], file})
			}
		}
		for _, match := range comparedName.FindAllStringSubmatch(text, -1) {
			all = append(all, mentioned{match[1], file})
		}
	}
	return all
}

// inGo finds names in the packages that know what AWS calls its things.
func inGo(t *testing.T) (all []mentioned) {
	t.Helper()
	for _, folder := range []string{"expand", "parse", "policy"} {
		for file, text := range texts(t, filepath.Join("..", folder), ".go") {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				literal, ok := n.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				name, err := strconv.Unquote(literal.Value)
				if err == nil && (isQualified(name) || principalName.MatchString(name) || policyName.MatchString(name)) {
					all = append(all, mentioned{name, file})
				}
				return true
			})
		}
	}
	return all
}

// texts reads the files below a folder that end in ext and are no tests.
func texts(t *testing.T, folder, ext string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ext || strings.HasSuffix(path, "_test"+ext) {
			return err
		}
		content, err := os.ReadFile(path)
		found[filepath.ToSlash(path)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
