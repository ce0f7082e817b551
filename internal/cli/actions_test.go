package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/catalog"
)

func TestSelectActions(t *testing.T) {
	for _, c := range []struct {
		name     string
		patterns []string
		resource string
		want     string
	}{
		{"OneInAnyCase", []string{"S3:getobject"}, "", "s3:GetObject"},
		{"EachOnceByName", []string{"sqs:Send*", "sqs:SendMessage", "lambda:InvokeAsync"}, "", "lambda:InvokeAsync sqs:SendMessage"},
		{"WhatTakesAResource", []string{"sqs:Send*", "sns:Publish"}, "arn:aws:sqs:*:*:orders", "sqs:SendMessage"},
		{"AnARNFromATemplate", []string{"sqs:SendMessage"}, "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders", "sqs:SendMessage"},
		{"AnObjectIsNoBucket", []string{"s3:GetObject", "s3:ListBucket"}, "arn:aws:s3:::bucket/*", "s3:GetObject"},
	} {
		t.Run(c.name, func(t *testing.T) {
			actions, err := selectActions(c.patterns, c.resource)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range actions {
				got = append(got, a.Name())
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("actions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSelectActionsByResourceAlone(t *testing.T) {
	actions, err := selectActions(nil, "arn:aws:sqs:*:*:orders")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actions {
		if a.Service().Prefix() != "sqs" {
			t.Errorf("got %s, want actions of sqs only", a.Name())
		}
	}
	if len(actions) < 10 {
		t.Errorf("got %d actions, want most of sqs", len(actions))
	}
}

func TestSelectActionsSaysWhatWasMeant(t *testing.T) {
	hint := "(the catalogue is of " + catalog.Date() + ")"
	for _, c := range []struct{ pattern, want string }{
		{"s3:ListObjectsV2", `unknown action "s3:ListObjectsV2" (did you mean "s3:ListBucket"?)`},
		{"lambda:Invoke", `unknown action "lambda:Invoke" (did you mean "lambda:InvokeFunction"?)`},
		{"s3:XxxxYyyyZzzz", `unknown action "s3:XxxxYyyyZzzz" ` + hint},
		{"dyanmodb:GetItem", `unknown service "dyanmodb" in "dyanmodb:GetItem" (did you mean "dynamodb:GetItem"?)`},
		{"dyanmodb:GetItm", `unknown service "dyanmodb" in "dyanmodb:GetItm" (did you mean "dynamodb:GetItem"?)`},
		{"dyanmodb:Get*", `unknown service "dyanmodb" in "dyanmodb:Get*" (did you mean "dynamodb:Get*"?)`},
		{"nonsense:Get*", `unknown service "nonsense" in "nonsense:Get*" ` + hint},
		{"s3:Gett*", `no action matches "s3:Gett*" (iamlint actions 's3:*' lists what there is)`},
		{"x?x:Get*", `no action matches "x?x:Get*"`},
		{"s3", `"s3" is not SERVICE:ACTION (did you mean "s3:*"?)`},
		{"GetObject", `"GetObject" is not SERVICE:ACTION (did you mean "*:GetObject"?)`},
		{"AssumeRole", `"AssumeRole" is not SERVICE:ACTION (did you mean "sts:AssumeRole"?)`},
		{"Gett*", `"Gett*" is not SERVICE:ACTION (as in s3:Get*)`},
		{"", `"" is not SERVICE:ACTION (as in s3:Get*)`},
	} {
		t.Run(c.pattern, func(t *testing.T) {
			_, err := selectActions([]string{c.pattern}, "")
			if err == nil || err.Error() != c.want {
				t.Errorf("got error %v, want %s", err, c.want)
			}
		})
	}
}

func TestSelectActionsRefusesResourcesThatNothingTakes(t *testing.T) {
	for _, c := range []struct {
		patterns       []string
		resource, want string
	}{
		{nil, "bucket", `no resource type has an ARN like "bucket"`},
		{[]string{"s3:ListAllMyBuckets"}, "arn:aws:s3:::bucket", `none of these actions takes "arn:aws:s3:::bucket"`},
		{nil, "", "no pattern given"},
	} {
		if _, err := selectActions(c.patterns, c.resource); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got error %v, want %s", c.resource, err, c.want)
		}
	}
}

func TestWriteActionsText(t *testing.T) {
	actions, err := selectActions([]string{"sqs:SendMessage", "s3:ListAllMyBuckets", "ec2:RunInstances"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := writeActionsText(&b, actions); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if len(lines) != 7 || lines[5] != "3 actions" {
		t.Fatalf("got\n%s", b.String())
	}
	for _, line := range lines {
		if len(line) > page {
			t.Errorf("got %d columns, want at most %d: %s", len(line), page, line)
		}
	}
	for i, want := range []string{"ACTION ", "ec2:RunInstances ", "s3:ListAllMyBuckets ", "sqs:SendMessage "} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d: got %q, want it to begin with %q", i, lines[i], want)
		}
	}
	if !strings.Contains(lines[2], "List          only *") || !strings.HasSuffix(lines[1], " +94") && !strings.Contains(lines[1], " +") {
		t.Errorf("got\n%s", b.String())
	}
}

func TestWriteActionsTextTellsAllOfOne(t *testing.T) {
	actions, err := selectActions([]string{"lambda:CreateFunction"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := writeActionsText(&b, actions); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"lambda:CreateFunction (AWS Lambda)\n", "  access level    Write\n", "  resource        required\n",
		"    function  arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}\n",
		"  condition keys  lambda:", "aws:TagKeys", "  may also need   iam:PassRole",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("got\n%swant %q in it", b.String(), want)
		}
	}
}

func TestFitted(t *testing.T) {
	for _, c := range []struct {
		names   string
		columns int
		want    string
	}{
		{"", 10, ""},
		{"abc", 2, "abc"},
		{"abc def", 8, "abc, def"},
		{"abc def", 7, "abc +1"},
		{"abc def ghi", 11, "abc, def +1"},
		{"abc def ghi", 10, "abc +2"},
	} {
		if got := fitted(strings.Fields(c.names), c.columns); got != c.want {
			t.Errorf("%q in %d columns: got %q, want %q", c.names, c.columns, got, c.want)
		}
	}
}

func TestActionsAsJSONHasAll(t *testing.T) {
	code, stdout, stderr := program(t, t.Context(), t.TempDir(), "actions", "--format", "json", "s3:GetObject", "s3:ListAllMyBuckets")
	if code != exitClean || stderr != "" {
		t.Fatalf("got code %d, stderr %q", code, stderr)
	}
	var got jsonActions
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.Catalogue != catalog.Date() || len(got.Actions) != 2 {
		t.Fatalf("got %+v", got)
	}
	object, list := got.Actions[0], got.Actions[1]
	if object.Name != "s3:GetObject" || object.Level != "read" || object.Scoping != "scopable" || len(object.ResourceTypes) < 2 || len(object.ConditionKeys) < 5 {
		t.Errorf("got %+v", object)
	}
	if list.Scoping != "unscopable" || len(list.ResourceTypes) != 0 || !strings.Contains(stdout, `"resourceTypes": []`) {
		t.Errorf("got %+v", list)
	}
}
