package cfn

import (
	"reflect"
	"strings"
	"testing"

	"github.com/awslabs/goformation/v7/cloudformation"
)

func TestPermissionPropertiesExist(t *testing.T) {
	types := cloudformation.AllResources()
	permission := reflect.TypeOf(types["AWS::Lambda::Permission"]).Elem()
	layer := reflect.TypeOf(types["AWS::Lambda::LayerVersionPermission"]).Elem()
	for _, c := range permissionConditions {
		_, ofPermission := permission.FieldByName(c.property)
		_, ofLayer := layer.FieldByName(c.property)
		if !ofPermission && !ofLayer && c.property != "InvokedViaFunctionUrl" { // goformation does not have it yet
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
