package cfn

import (
	"reflect"
	"strings"
	"testing"

	"github.com/awslabs/goformation/v7/cloudformation"
)

// newer are the resource types that goformation, which knows AWS as of 2024, does not have.
var newer = map[string]bool{"AWS::Kinesis::ResourcePolicy": true}

func TestHoldersExist(t *testing.T) {
	types := cloudformation.AllResources()
	for kind, rows := range holders {
		t.Run(kind, func(t *testing.T) {
			if newer[kind] {
				t.Skip("goformation does not have this type yet")
			}
			resource, ok := types[kind]
			if !ok {
				t.Fatal("no such resource type")
			}
			for _, row := range rows {
				checkPath(t, reflect.TypeOf(resource).Elem(), strings.Split(row.path, "."))
			}
		})
	}
}

func TestAttachersExist(t *testing.T) {
	types := cloudformation.AllResources()
	for kind, a := range attachers {
		t.Run(kind, func(t *testing.T) {
			for _, name := range []string{a.managed, a.boundary} {
				if name != "" {
					checkPath(t, reflect.TypeOf(types[kind]).Elem(), []string{name})
				}
			}
		})
	}
}

func TestPermissionPropertiesExist(t *testing.T) {
	types := cloudformation.AllResources()
	permission := reflect.TypeOf(types["AWS::Lambda::Permission"]).Elem()
	layer := reflect.TypeOf(types["AWS::Lambda::LayerVersionPermission"]).Elem()
	for _, c := range permissionConditions {
		_, ofPermission := permission.FieldByName(c.property)
		_, ofLayer := layer.FieldByName(c.property)
		if !ofPermission && !ofLayer {
			t.Errorf("no such property %q", c.property)
		}
	}
}

// checkPath follows a path of properties through goformation's types.
func checkPath(t *testing.T, typ reflect.Type, path []string) {
	t.Helper()
	for _, step := range path {
		name, isList := strings.CutSuffix(step, "[]")
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		field, ok := typ.FieldByName(name)
		if !ok {
			t.Fatalf("%s has no property %q", typ, name)
		}
		typ = field.Type
		if got := typ.Kind() == reflect.Slice; got != isList && name != "ManagedPolicyArns" && name != "ManagedPolicies" {
			t.Fatalf("property %q is a list: %t, want %t", name, got, isList)
		}
		if isList {
			typ = typ.Elem()
		}
	}
}

// TestNoHolderIsForgotten looks at every property in goformation that by its
// name and type may hold a policy document.
func TestNoHolderIsForgotten(t *testing.T) {
	others := map[string]string{
		"AWS::ApiGateway::DomainName.SecurityPolicy":               "a TLS version",
		"AWS::CloudFormation::Stack.StackPolicyBody":               "not IAM's language",
		"AWS::ECR::Repository.LifecyclePolicy":                     "about images",
		"AWS::Logs::DeliveryDestination.DeliveryDestinationPolicy": "wrapped differently",
		"AWS::Logs::LogGroup.DataProtectionPolicy":                 "about data",
		"AWS::Logs::AccountPolicy.PolicyDocument":                  "about data",
		"AWS::NetworkManager::CoreNetwork.PolicyDocument":          "about networks",
		"AWS::RAM::Permission.PolicyTemplate":                      "a fragment of a policy",
		"AWS::SNS::Subscription.DeliveryPolicy":                    "about retries",
		"AWS::SNS::Subscription.FilterPolicy":                      "about messages",
		"AWS::SNS::Subscription.RedrivePolicy":                     "about queues",
		"AWS::SNS::Subscription.ReplayPolicy":                      "about replays",
		"AWS::SNS::Topic.ArchivePolicy":                            "about archives",
		"AWS::SNS::Topic.DataProtectionPolicy":                     "about data",
		"AWS::SQS::Queue.RedriveAllowPolicy":                       "about queues",
		"AWS::SQS::Queue.RedrivePolicy":                            "about queues",
	}
	for kind, resource := range cloudformation.AllResources() {
		typ := reflect.TypeOf(resource).Elem()
		for i := range typ.NumField() {
			field := typ.Field(i)
			if field.Type.Kind() != reflect.Interface || !strings.Contains(field.Name, "Polic") {
				continue
			}
			if others[kind+"."+field.Name] == "" && !held(kind, field.Name) {
				t.Errorf("%s.%s may hold a policy document and is in no table", kind, field.Name)
			}
		}
	}
}

func held(kind, property string) bool {
	for _, row := range holders[kind] {
		if row.path == property {
			return true
		}
	}
	return kind == "AWS::Serverless::Function" || kind == "AWS::Serverless::StateMachine"
}

func TestARNsExist(t *testing.T) {
	types := cloudformation.AllResources()
	for name, of := range arns {
		t.Run(name, func(t *testing.T) {
			kind, _, _ := strings.Cut(name, ".")
			if _, ok := types[kind]; !ok {
				t.Errorf("no resource type %q", kind)
			}
			if got := format(of); !strings.HasPrefix(got, "arn:${Partition}:") || strings.ContainsAny(got, "*,") {
				t.Errorf("the form of the ARN is %q", got)
			}
		})
	}
}

func TestPhysicalNamesExist(t *testing.T) {
	types := cloudformation.AllResources()
	for kind, p := range physicals {
		t.Run(kind, func(t *testing.T) {
			resource, ok := types[kind]
			if !ok {
				t.Fatal("no such resource type")
			}
			checkPath(t, reflect.TypeOf(resource).Elem(), []string{p.property})
			if p.path {
				checkPath(t, reflect.TypeOf(resource).Elem(), []string{"Path"})
			}
			if p.ref && arns[kind] != (arnOf{}) {
				t.Error("Ref gives the ARN")
			}
		})
	}
}
