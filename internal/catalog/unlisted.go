package catalog

import "strings"

// Unlisted tells whether an action, or a pattern of them, is one that the Service Authorization Reference does not list
// although policies that AWS writes name it: of a service that was closed, or not documented yet. It exists, or did, so
// that nobody has made it up. Case does not count.
func Unlisted(name string) bool {
	name = strings.ToLower(name)
	service, _, _ := strings.Cut(name, ":")
	return unlistedServices[service] || unlistedActions[name]
}

// unlistedServices are prefixes that only managed policies know.
var unlistedServices = map[string]bool{
	"deepcomposer":      true,
	"deeplens":          true,
	"deepracer":         true,
	"elastic-inference": true,
	"iot1click":         true,
	"zocalo":            true,
}

// unlistedActions are actions of other services that only policies of AWS know, in lower case.
var unlistedActions = map[string]bool{
	"cloud9:validateenvironmentname":                               true,
	"cloudhsm:createlunaclient":                                    true,
	"cloudhsm:deletelunaclient":                                    true,
	"cloudhsm:describehapg":                                        true,
	"cloudhsm:describelunaclient":                                  true,
	"cloudhsm:getconfig":                                           true,
	"cloudhsm:modifyhapg":                                          true,
	"cloudhsm:modifylunaclient":                                    true,
	"glue:shareresource":                                           true, // in the policy by which Lake Formation shares a catalogue: https://docs.aws.amazon.com/lake-formation/latest/dg/hybrid-cross-account.html
	"memorydb:replicatemultiregionclusterdata":                     true,
	"qapps:importdocumenttoqapp":                                   true,
	"qapps:importdocumenttoqappsession":                            true,
	"route53-recovery-control-config:describeroutingcontrolbyname": true,
	"sns:receive":                                                  true, // in the policy that SNS gave new topics
	"sagemaker-unified-studio-mcp:callprivilegedtool":              true,
	"sagemaker-unified-studio-mcp:callreadonlytool":                true,
	"sagemaker-unified-studio-mcp:invokemcp":                       true,
	"securityagent:batchgetagentinstances":                         true,
	"securityagent:batchgetsecuritytestcontentmetadata":            true,
	"securityagent:batchgettasks":                                  true,
	"securityagent:createdocumentreview":                           true,
	"securityagent:deletedocumentreview":                           true,
	"securityagent:getcodereviewtask":                              true,
	"securityagent:getdocreviewtask":                               true,
	"securityagent:getdocumentreview":                              true,
	"securityagent:getdocumentreviewartifact":                      true,
	"securityagent:listagentinstances":                             true,
	"securityagent:listcontrols":                                   true,
	"securityagent:listdocumentreviewcomments":                     true,
	"securityagent:listdocumentreviews":                            true,
	"securityagent:listtasks":                                      true,
	"securityagent:startpentestexecution":                          true,
	"securityagent:stoppentestexecution":                           true,
}
