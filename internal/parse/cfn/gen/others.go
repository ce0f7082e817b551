package gen

// others are the properties that look like a policy and hold none that the table
// has a row for, each with the reason. A name after *. is that of properties of
// every type, wherever they stand.
var others = map[string]string{
	// Read apart from the table.

	"AWS::Events::EventBusPolicy.Statement":              "a bare statement, which readEventBusPolicy reads",
	"AWS::Serverless::Function.AssumeRolePolicyDocument": "read with the role that SAM makes",
	"AWS::Serverless::Function.PermissionsBoundary":      "read with the role that SAM makes",

	// Of IAM, but no document that grants or limits anything by itself.

	"AWS::RAM::Permission.PolicyTemplate":                                                                 "a fragment without principal and resource, out of which RAM makes policies",
	"AWS::RolesAnywhere::Profile.ManagedPolicyArns":                                                       "managed policies that limit sessions and grant nothing",
	"AWS::Chatbot::MicrosoftTeamsChannelConfiguration.GuardrailPolicies[]":                                "managed policies that limit a channel and grant nothing",
	"AWS::Chatbot::SlackChannelConfiguration.GuardrailPolicies[]":                                         "managed policies that limit a channel and grant nothing",
	"AWS::Logs::DeliveryDestination.DeliveryDestinationPolicy":                                            "a map, in which the document stands under the same name",
	"AWS::ODB::OdbNetwork.ManagedServices.KmsAccess.KmsPolicyDocument":                                    "what the network tells of itself; it is given beside ManagedServices",
	"AWS::ODB::OdbNetwork.ManagedServices.S3Access.S3PolicyDocument":                                      "what the network tells of itself; it is given beside ManagedServices",
	"AWS::ODB::OdbNetwork.ManagedServices.StsAccess.StsPolicyDocument":                                    "what the network tells of itself; it is given beside ManagedServices",
	"AWS::Events::ApiDestination.ArnForPolicy":                                                            "an ARN to write into policies",
	"AWS::Events::Connection.ArnForPolicy":                                                                "an ARN to write into policies",
	"AWS::ECS::ExpressGatewayService.ECSManagedResourceArns.AutoScaling.ApplicationAutoScalingPolicies[]": "ARNs of what ECS makes, about scaling",

	// In another language than IAM's.

	"AWS::EC2::VerifiedAccessEndpoint.PolicyDocument":                                     "Cedar",
	"AWS::EC2::VerifiedAccessGroup.PolicyDocument":                                        "Cedar",
	"AWS::OpenSearchServerless::AccessPolicy.Policy":                                      "the language of OpenSearch Serverless",
	"AWS::OpenSearchServerless::LifecyclePolicy.Policy":                                   "the language of OpenSearch Serverless",
	"AWS::OpenSearchServerless::SecurityPolicy.Policy":                                    "the language of OpenSearch Serverless",
	"AWS::Config::ConfigRule.Source.CustomPolicyDetails.PolicyText":                       "Guard",
	"AWS::Config::OrganizationConfigRule.OrganizationCustomPolicyRuleMetadata.PolicyText": "Guard",
	"AWS::NetworkManager::CoreNetwork.PolicyDocument":                                     "about networks",
	"AWS::WorkSpacesWeb::BrowserSettings.BrowserPolicy":                                   "settings of a browser",
	"AWS::Bedrock::Guardrail.AutomatedReasoningPolicyConfig.Policies[]":                   "ARNs of rules about answers",
	"AWS::QuickSight::DataSet.RowLevelPermissionDataSet.PermissionPolicy":                 "whether rows are granted or denied",
	"AWS::Kendra::Index.UserContextPolicy":                                                "a word for how results are filtered",
	"AWS::SSM::Document.Content":                                                          "steps of an automation",
	"AWS::SSM::Parameter.Policies":                                                        "about the end of a parameter's life",
	"AWS::DLM::LifecyclePolicy.DefaultPolicy":                                             "VOLUME or INSTANCE",
	"AWS::ECR::Repository.LifecyclePolicy.LifecyclePolicyText":                            "about images",
	"AWS::ECR::RepositoryCreationTemplate.LifecyclePolicy":                                "about images",
	"AWS::MediaStore::Container.LifecyclePolicy":                                          "about objects",
	"AWS::Logs::AccountPolicy.PolicyDocument":                                             "about data in logs",
	"AWS::Logs::LogGroup.DataProtectionPolicy":                                            "about data in logs",
	"AWS::Logs::LogGroup.FieldIndexPolicies[]":                                            "about data in logs",
	"AWS::SNS::Topic.ArchivePolicy":                                                       "about archives of messages",
	"AWS::SNS::Topic.DataProtectionPolicy":                                                "about data in messages",
	"AWS::SNS::Subscription.DeliveryPolicy":                                               "about retries",
	"AWS::SNS::Subscription.FilterPolicy":                                                 "about messages",
	"AWS::SNS::Subscription.RedrivePolicy":                                                "about queues",
	"AWS::SNS::Subscription.ReplayPolicy":                                                 "about archives of messages",
	"AWS::SQS::Queue.RedriveAllowPolicy":                                                  "about queues",
	"AWS::SQS::Queue.RedrivePolicy":                                                       "about queues",
	"AWS::SES::ReceiptFilter.Filter.IpFilter.Policy":                                      "Allow or Block of an address",
	"AWS::FSx::FileSystem.LustreConfiguration.AutoImportPolicy":                           "when files are imported",
	"AWS::FSx::Volume.OntapConfiguration.SnapshotPolicy":                                  "the name of a schedule",
	"AWS::DMS::Endpoint.MicrosoftSqlServerSettings.SafeguardPolicy":                       "about the log of a database",
	"AWS::GameLift::Fleet.NewGameSessionProtectionPolicy":                                 "about the end of servers",
	"AWS::GameLift::GameServerGroup.GameServerProtectionPolicy":                           "about the end of servers",
	"AWS::GreengrassV2::Deployment.DeploymentPolicies.FailureHandlingPolicy":              "about failed deployments",
	"AWS::AutoScaling::AutoScalingGroup.TerminationPolicies[]":                            "about the end of instances",
	"AWS::Serverless::LayerVersion.RetentionPolicy":                                       "about old versions",

	// Protocols and the like, of every type.

	"*.SecurityPolicy":                  "a TLS version",
	"*.TLSSecurityPolicy":               "a TLS version",
	"*.SslPolicy":                       "a TLS version",
	"*.TlsPolicy":                       "whether TLS is needed",
	"*.HttpsPolicy":                     "whether TLS is needed",
	"*.AlpnPolicy":                      "a protocol",
	"*.OriginProtocolPolicy":            "a protocol",
	"*.ViewerProtocolPolicy":            "a protocol",
	"*.ProtocolPolicy":                  "a protocol",
	"*.ContentSecurityPolicy":           "a header",
	"*.ReferrerPolicy":                  "a header",
	"*.ImagePullPolicy":                 "about images",
	"*.DnsPolicy":                       "about names of hosts",
	"*.RoutingPolicy":                   "about names of hosts",
	"*.ExcessCapacityTerminationPolicy": "about the end of instances",
	"*.DlRatePolicy":                    "about rates",
	"*.UlRatePolicy":                    "about rates",
	"*.LanguageSelectionPolicy":         "about sound",
	"*.StreamExceptionPolicy":           "about broken connections",
}
