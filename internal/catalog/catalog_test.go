package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/catalog/gen"
)

func find(t *testing.T, name string) catalog.Action {
	t.Helper()
	action, ok := catalog.FindAction(name)
	if !ok {
		t.Fatalf("FindAction(%q) finds nothing", name)
	}
	return action
}

func TestTheOriginCountsWhatIsThere(t *testing.T) {
	var got catalog.Origin
	keys := map[catalog.Key]bool{}
	for service := range catalog.Services() {
		got.Services++
		for range service.ResourceTypes() {
			got.ResourceTypes++
		}
		for action := range service.Actions() {
			got.Actions++
			for key := range action.Keys() {
				keys[key] = true
			}
		}
	}
	want := catalog.Tables()[0]
	if got.Services != want.Services || got.Actions != want.Actions || got.ResourceTypes != want.ResourceTypes {
		t.Errorf("walked %+v, want the counts of %+v", got, want)
	}
	// Some keys are global, or defined by a service none of whose actions has them.
	if len(keys) > want.Keys || len(keys) < want.Keys*9/10 {
		t.Errorf("actions have %d different keys, want most of %d", len(keys), want.Keys)
	}
	if want.Services < catalog.LeastServices || want.Actions < catalog.LeastActions {
		t.Errorf("%+v is less than the generator accepts", want)
	}
}

func TestDate(t *testing.T) {
	if _, err := time.Parse(time.DateOnly, catalog.Date()); err != nil {
		t.Error(err)
	}
	if got, want := catalog.Date(), catalog.Tables()[0].Date; got != want {
		t.Errorf("Date() is %s, Tables()[0].Date %s", got, want)
	}
}

func TestNamesAreInOrder(t *testing.T) {
	previous := ""
	for service := range catalog.Services() {
		if service.Prefix() <= previous {
			t.Errorf("%s stands after %s", service.Prefix(), previous)
		}
		previous = service.Prefix()
		last := ""
		for action := range service.Actions() {
			lower := strings.ToLower(action.Name())
			if lower <= last {
				t.Errorf("%s stands after %s", action.Name(), last)
			}
			last = lower
		}
	}
}

func TestEveryNameIsFoundInAnyCase(t *testing.T) {
	for service := range catalog.Services() {
		if got, ok := catalog.FindService(strings.ToUpper(service.Prefix())); !ok || got != service {
			t.Errorf("FindService of %s in capitals is %v, %v", service.Prefix(), got, ok)
		}
		for action := range service.Actions() {
			if got, ok := catalog.FindAction(strings.ToUpper(action.Name())); !ok || got != action {
				t.Errorf("FindAction of %s in capitals is %v, %v", action.Name(), got, ok)
			}
			if got := action.Service(); got != service {
				t.Errorf("Service of %s is %s", action.Name(), got.Prefix())
			}
			for key := range action.Keys() {
				if got, ok := catalog.FindKey(strings.ToUpper(key.Name())); !ok || got != key {
					t.Errorf("FindKey of %s in capitals is %v, %v", key.Name(), got, ok)
				}
			}
		}
		for kind := range service.ResourceTypes() {
			if got := kind.Service(); got != service {
				t.Errorf("Service of type %s is %s, want %s", kind.Name(), got.Prefix(), service.Prefix())
			}
		}
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	for _, name := range []string{"", ":", "s3", "s3:", ":GetObject", "s3:GetObjects", "s3:GetObject ", "a:b:c", "s3:GetObject:x", "zzz:Get", "\u212aMS:Decrypt", "kms:Décrypt"} {
		if action, ok := catalog.FindAction(name); ok {
			t.Errorf("FindAction(%q) is %s", name, action.Name())
		}
	}
	for _, prefix := range []string{"", "s", "s33", "a0", "zzz", "\u212ams", "é"} {
		if service, ok := catalog.FindService(prefix); ok {
			t.Errorf("FindService(%q) is %s", prefix, service.Prefix())
		}
	}
}

func TestActionsHaveWhatAWSDocuments(t *testing.T) {
	for _, c := range []struct {
		name    string
		level   catalog.Level
		scoping catalog.Scoping
		types   []string
	}{
		{"s3:GetObject", catalog.Read, catalog.Scopable, []string{"accesspointobject", "object"}},
		{"s3:ListAllMyBuckets", catalog.List, catalog.Unscopable, nil},
		{"s3:PutBucketPolicy", catalog.Permissions, catalog.Scopable, []string{"bucket"}},
		{"ec2:CreateTags", catalog.Tagging, catalog.Scopable, nil},
		{"ec2:DescribeInstances", catalog.List, catalog.Unscopable, nil},
		{"iam:PassRole", catalog.Write, catalog.Scopable, []string{"role"}},
		{"iam:AttachRolePolicy", catalog.Permissions, catalog.Scopable, []string{"role"}},
		{"sts:GetCallerIdentity", catalog.Read, catalog.Unscopable, nil},
		{"eks:CreateCluster", catalog.Write, catalog.Scopable, []string{"cluster"}}, // an addition
		{"cloudwatch:PutMetricData", catalog.Write, catalog.Optional, []string{"dataset"}},
		{"polly:SynthesizeSpeech", catalog.Read, catalog.Optional, []string{"lexicon"}},
		{"sns:TagResource", catalog.Tagging, catalog.Scopable, []string{"topic"}},
		{"ec2:ReleaseAddress", catalog.Write, catalog.Scopable, []string{"elastic-ip"}},
		{"account:ListRegions", catalog.List, catalog.Optional, []string{"account", "accountInOrganization"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			action := find(t, c.name)
			if got := action.Level(); got != c.level {
				t.Errorf("level is %s, want %s", got, c.level)
			}
			if got := action.Scoping(); got != c.scoping {
				t.Errorf("scoping is %s, want %s", got, c.scoping)
			}
			var types []string
			for kind := range action.ResourceTypes() {
				types = append(types, kind.Name())
			}
			if diff := cmp.Diff(types, c.types); diff != "" && c.name != "ec2:CreateTags" {
				t.Errorf("resource types (-got +want):\n%s", diff)
			}
		})
	}
}

func TestAnActionHasItsOwnKeysAndThoseOfItsTypes(t *testing.T) {
	keys := func(name string) []string {
		var names []string
		for key := range find(t, name).Keys() {
			names = append(names, key.Name())
		}
		return names
	}
	for _, c := range []struct{ action, key string }{
		{"iam:PassRole", "iam:PassedToService"},
		{"s3:GetObject", "s3:ExistingObjectTag/<key>"},
		{"kms:Decrypt", "kms:EncryptionContext:${EncryptionContextKey}"},
		{"dynamodb:GetItem", "dynamodb:LeadingKeys"},
		{"iam:DeleteRole", "iam:ResourceTag/${TagKey}"},
	} {
		if got := keys(c.action); !slices.Contains(got, c.key) {
			t.Errorf("%s has the keys %q, want %s among them", c.action, got, c.key)
		}
	}
	if got := keys("s3:GetObject"); slices.Contains(got, "iam:PassedToService") {
		t.Errorf("s3:GetObject has the keys %q, which are not all its own", got)
	}
}

func TestResourceTypesHaveFormats(t *testing.T) {
	for kind := range find(t, "s3:DeleteObject").ResourceTypes() {
		if kind.Name() != "object" {
			continue
		}
		if got, want := kind.ARN(), "arn:${Partition}:s3:::${BucketName}/${ObjectName}"; got != want {
			t.Errorf("ARN of object is %s, want %s", got, want)
		}
		return
	}
	t.Error("s3:DeleteObject has no type object")
}

func TestFindKey(t *testing.T) {
	for _, c := range []struct {
		name, want, kind  string
		multi, everywhere bool
	}{
		{"AWS:sourceip", "aws:SourceIp", "IPAddress", false, true},
		{"aws:TagKeys", "aws:TagKeys", "ArrayOfString", true, true},
		{"aws:CalledVia", "aws:CalledVia", "ArrayOfString", true, true},
		{"aws:SecureTransport", "aws:SecureTransport", "Bool", false, true},
		{"aws:ResourceTag/team", "aws:ResourceTag/${TagKey}", "String", false, true},
		{"AWS:RESOURCETAG/a/b", "aws:ResourceTag/${TagKey}", "String", false, true},
		{"aws:PrincipalTag/team", "aws:PrincipalTag/${TagKey}", "String", false, true},
		{"aws:RequestTag/${TagKey}", "aws:RequestTag/${TagKey}", "String", false, true},
		{"s3:prefix", "s3:prefix", "String", false, false},
		{"S3:existingobjecttag/team", "s3:ExistingObjectTag/<key>", "String", false, false},
		{"kms:EncryptionContext:aws:s3:arn", "kms:EncryptionContext:${EncryptionContextKey}", "String", false, false},
		{"kms:EncryptionContextKeys", "kms:EncryptionContextKeys", "ArrayOfString", true, false},
		{"dynamodb:LeadingKeys", "dynamodb:LeadingKeys", "ArrayOfString", true, false},
		{"events:Metadata/a/Matcher", "events:Metadata/${MetadataKey}/Matcher", "String", false, false},
		{"events:Metadata/a", "events:Metadata/${MetadataKey}", "ArrayOfString", true, false},
		{"secretsmanager:ResourceTag/team", "secretsmanager:ResourceTag/${TagKey}", "String", false, false},
		{"elasticloadbalancing:ResourceTag/team", "elasticloadbalancing:ResourceTag/${TagKey}", "String", false, false},
		{"identitystore:UserId", "identitystore:UserId", "String", false, true},
		{"token.actions.githubusercontent.com:actor", "token.actions.githubusercontent.com:actor", "String", false, false},
		{"token.actions.githubusercontent.com/octo:actor", "token.actions.githubusercontent.com/${SubPath}:actor", "String", false, false},
		{"accounts.google.com:aud", "accounts.google.com:aud", "String", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			key, ok := catalog.FindKey(c.name)
			if !ok {
				t.Fatal("not found")
			}
			if key.Name() != c.want || key.Multivalued() != c.multi || key.Global() != c.everywhere {
				t.Errorf("got %s, multivalued %v, global %v", key.Name(), key.Multivalued(), key.Global())
			}
			if key.Type() != c.kind {
				t.Errorf("type is %s, want %s", key.Type(), c.kind)
			}
		})
	}
	for _, name := range []string{"", "aws:", "aws:ResourceTag", "aws:ResourceTag/", "aws:SourceIpp", "kms:EncryptionContext:", "s3:ExistingObjectTag", "prefix", "aws:ſourceIp", ":", "/"} {
		if key, ok := catalog.FindKey(name); ok {
			t.Errorf("FindKey(%q) is %s", name, key.Name())
		}
	}
}

func TestLookingUpTakesNoMemory(t *testing.T) {
	seen := 0
	if got := testing.AllocsPerRun(10, func() {
		catalog.FindService("EC2")
		catalog.FindKey("aws:ResourceTag/team")
		action, _ := catalog.FindAction("s3:getobject")
		seen += len(action.Name()) + int(action.Level())
	}); got != 0 {
		t.Errorf("%v allocations, want none", got)
	}
	if seen == 0 {
		t.Error("nothing was read")
	}
}

func TestOverridesAreNeeded(t *testing.T) {
	corrected := map[catalog.Action]bool{}
	for _, o := range gen.Overrides() {
		needed := false
		for action := range catalog.Expand(o.Actions) {
			if action.Documented() != o.Was {
				continue
			}
			needed = true
			corrected[action] = true
			if got := action.Scoping(); got != o.Now || o.Now == o.Was {
				t.Errorf("%s is %s, want %s: run go generate", action.Name(), got, o.Now)
			}
		}
		if !needed {
			t.Errorf("override %s corrects nothing", o.Actions)
		}
	}
	for action := range catalog.Expand("*") {
		if action.Scoping() != action.Documented() && !corrected[action] {
			t.Errorf("%s is %s for no reason: run go generate", action.Name(), action.Scoping())
		}
	}
}

func TestWordsForLevelsAndScopings(t *testing.T) {
	var got []string
	for l := catalog.List; l <= catalog.Permissions; l++ {
		got = append(got, l.String())
	}
	for s := catalog.Unscopable; s <= catalog.Scopable; s++ {
		got = append(got, s.String())
	}
	want := []string{"list", "read", "tagging", "write", "permissions", "unscopable", "optional", "scopable"}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("words (-got +want):\n%s", diff)
	}
}
