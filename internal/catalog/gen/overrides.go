package gen

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
)

// Override corrects the scoping that an action's resource types suggest.
type Override struct {
	Actions  string          // "service:Name"; either may have wildcards
	Was, Now catalog.Scoping // only actions that were judged so are corrected
}

// overrides are the reviewed exceptions. What the API takes was looked up in the
// AWS SDK's service models; a parameter is "required" if it is there. An entry
// that corrects nothing is refused, so that the list cannot rot.
var overrides = []Override{
	// One optional type, but a call never goes without a resource of it.

	// The ARN to tag, to untag or whose tags to list is required, and the service has one type with tags.
	{"*:TagResource", catalog.Optional, catalog.Scopable},
	{"*:UntagResource", catalog.Optional, catalog.Scopable},
	{"*:ListTagsForResource", catalog.Optional, catalog.Scopable},
	// Deletes the key pair that it names.
	{"ec2:DeleteKeyPair", catalog.Optional, catalog.Scopable},
	// Gives back the address that it names.
	{"ec2:ReleaseAddress", catalog.Optional, catalog.Scopable},
	// Names a user, or means the caller, who is a user too.
	{"iam:ListMFADevices", catalog.Optional, catalog.Scopable},
	// Requests to the data of one domain; the domain is the host that is called.
	{"es:ESHttp*", catalog.Optional, catalog.Scopable},
	{"es:ESCrossClusterGet", catalog.Optional, catalog.Scopable},
	{"cloudsearch:document", catalog.Optional, catalog.Scopable},
	{"cloudsearch:search", catalog.Optional, catalog.Scopable},
	{"cloudsearch:suggest", catalog.Optional, catalog.Scopable},
	// The name of the domain is required and makes its ARN.
	{"es:CreateDomain", catalog.Optional, catalog.Scopable},
	{"es:CreateElasticsearchDomain", catalog.Optional, catalog.Scopable},
	// The hosted zone's id is required.
	{"route53:AssociateVPCWithHostedZone", catalog.Optional, catalog.Scopable},
	{"route53:DisassociateVPCFromHostedZone", catalog.Optional, catalog.Scopable},
	// The file system's id is required.
	{"elasticfilesystem:DescribeFileSystemPolicy", catalog.Optional, catalog.Scopable},
	{"s3files:GetFileSystem", catalog.Optional, catalog.Scopable},
	{"s3files:GetFileSystemPolicy", catalog.Optional, catalog.Scopable},
	// The load balancer's name, or its ARN, is required.
	{"elasticloadbalancing:CreateLoadBalancer", catalog.Optional, catalog.Scopable},
	{"elasticloadbalancing:ModifyIpPools", catalog.Optional, catalog.Scopable},
	// Hands out credentials for one database, which the ARN names.
	{"redshift:GetClusterCredentialsWithIAM", catalog.Optional, catalog.Scopable},
	// The cluster's identifier is required.
	{"redshift:DeletePartner", catalog.Optional, catalog.Scopable},
	{"redshift:DescribePartners", catalog.Optional, catalog.Scopable},
	{"redshift:UpdatePartnerStatus", catalog.Optional, catalog.Scopable},

	// Several optional types, but a call goes without any of them.

	// Without an account id they are about the caller's own account.
	{"account:*", catalog.Scopable, catalog.Optional},
	// Lists: every identifier is a filter, so without one all of the account's are meant.
	{"bedrock:ListDataAutomationProjects", catalog.Scopable, catalog.Optional},
	{"directconnect:DescribeVirtualInterfaces", catalog.Scopable, catalog.Optional},
	{"dms:DescribeReplicationTaskAssessmentRuns", catalog.Scopable, catalog.Optional},
	{"dms:DescribeReplicationTaskIndividualAssessments", catalog.Scopable, catalog.Optional},
	{"elasticache:DescribeUpdateActions", catalog.Scopable, catalog.Optional},
	{"elasticbeanstalk:DescribeEvents", catalog.Scopable, catalog.Optional},
	{"elasticfilesystem:DescribeAccessPoints", catalog.Scopable, catalog.Optional},
	{"imagebuilder:ListImageScanFinding*", catalog.Scopable, catalog.Optional},
	{"iot:ListActiveViolations", catalog.Scopable, catalog.Optional},
	{"iot:ListSecurityProfiles", catalog.Scopable, catalog.Optional},
	{"iotsitewise:ListTimeSeries", catalog.Scopable, catalog.Optional},
	{"ivs:ListCompositions", catalog.Scopable, catalog.Optional},
	{"proton:ListComponents", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBClusterAutomatedBackups", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBClusterEndpoints", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBClusterSnapshots", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBInstanceAutomatedBackups", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBProxyEndpoints", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBSnapshotTenantDatabases", catalog.Scopable, catalog.Optional},
	{"rds:DescribeDBSnapshots", catalog.Scopable, catalog.Optional},
	{"rds:DescribeExportTasks", catalog.Scopable, catalog.Optional},
	{"rds:DescribePendingMaintenanceActions", catalog.Scopable, catalog.Optional},
	{"rds:DescribeTenantDatabases", catalog.Scopable, catalog.Optional},
	{"redshift:DescribeTags", catalog.Scopable, catalog.Optional},
	// Takes the text of a template as well as the name of a stack.
	{"cloudformation:GetTemplateSummary", catalog.Scopable, catalog.Optional},
	// An account has one hub in a region, and callers never name it.
	{"securityhub:BatchUpdateFindings", catalog.Scopable, catalog.Optional},
	{"securityhub:GetFindings", catalog.Scopable, catalog.Optional},
	// Terminologies and parallel data are extras to a translation.
	{"translate:StartTextTranslationJob", catalog.Scopable, catalog.Optional},
	{"translate:TranslateText", catalog.Scopable, catalog.Optional},

	// A required type, but composite alarms are only described to those who may describe all
	// (API reference of DescribeAlarms).
	{"cloudwatch:DescribeAlarms", catalog.Scopable, catalog.Optional},
}

// Addition is a resource type that an action takes though the package does not say so.
type Addition struct {
	Action, Type string
}

// additions are what the documentation of a service says beyond the reference.
// Like an override, an entry that adds nothing is refused.
var additions = []Addition{
	// https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html
	{"codedeploy:PutLifecycleEventHookExecutionStatus", "deploymentgroup"},
	// The example policy is for one cluster, and says of the console's warning that it can be ignored:
	// https://docs.aws.amazon.com/eks/latest/userguide/security-iam-id-based-policy-examples.html
	{"eks:CreateCluster", "cluster"},
}

// Additions are the types that the package lacks, for the catalogue's own test.
func Additions() []Addition { return additions }

// add gives an action its additional type, as one that it requires.
func (r *Reference) add(extra Addition) error {
	prefix, name, _ := strings.Cut(extra.Action, ":")
	for _, s := range r.services {
		for _, a := range s.actions {
			if s.prefix != prefix || a.name != name {
				continue
			}
			i := slices.IndexFunc(s.types, func(t *resourceType) bool { return t.name == extra.Type })
			if i < 0 {
				return fmt.Errorf("addition %s: there is no resource type %q", extra.Action, extra.Type)
			}
			if slices.Contains(a.types, extra.Type) {
				return fmt.Errorf("addition %s: the package has the type %s now; take it out", extra.Action, extra.Type)
			}
			a.types, a.keys = set(append(a.types, extra.Type)), set(append(a.keys, s.types[i].keys...))
			a.documented, a.scoping = catalog.Scopable, catalog.Scopable
			return nil
		}
	}
	return fmt.Errorf("addition %s: there is no such action", extra.Action)
}

// Overrides are the reviewed exceptions, for the catalogue's own test.
func Overrides() []Override { return overrides }

func (r *Reference) override(list []Override) error {
	for _, o := range list {
		needed, err := r.apply(o)
		if err != nil {
			return fmt.Errorf("override %s: %w", o.Actions, err)
		}
		if !needed {
			return fmt.Errorf("override %s: no action of this name is %s any more; take it out", o.Actions, o.Was)
		}
	}
	return nil
}

// apply corrects what an override is about, and tells whether there was anything.
func (r *Reference) apply(o Override) (bool, error) {
	needed := false
	for _, s := range r.services {
		for _, a := range s.actions {
			// Names have no slash, so path.Match's * is any run of characters.
			matched, err := path.Match(strings.ToLower(o.Actions), strings.ToLower(s.prefix+":"+a.name))
			if err != nil {
				return false, err
			}
			if matched && a.documented == o.Was {
				a.scoping = o.Now
				needed = true
			}
		}
	}
	return needed, nil
}
