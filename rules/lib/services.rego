# METADATA
# description: |
#   Which services say for whom they come. Made of rules/data/services.yaml, which has the sources: change it there.
package iamlint.lib.services

# deputies are the services that act with a role for whoever names it to them, with the ARN that they send.
deputies := {
	"autoscaling": "arn:aws:autoscaling:REGION:ACCOUNT:autoScalingGroup:*:autoScalingGroupName/NAME",
	"bedrock": "arn:aws:bedrock:REGION:ACCOUNT:*",
	"bedrock-agentcore": "arn:aws:bedrock-agentcore:REGION:ACCOUNT:*",
	"codebuild": "arn:aws:codebuild:REGION:ACCOUNT:project/NAME",
	"config": "arn:aws:config:REGION:ACCOUNT:*",
	"ecs-tasks": "arn:aws:ecs:REGION:ACCOUNT:*",
	"fis": "arn:aws:fis:REGION:ACCOUNT:experiment/*",
	"frauddetector": "arn:aws:frauddetector:REGION:ACCOUNT:*",
	"iot": "arn:aws:iot:REGION:ACCOUNT:*",
	"personalize": "arn:aws:personalize:REGION:ACCOUNT:*",
	"pipes": "arn:aws:pipes:REGION:ACCOUNT:pipe/NAME",
	"resources.cloudformation": "arn:aws:cloudformation:REGION:ACCOUNT:type/resource/NAME",
	"scheduler": "arn:aws:scheduler:REGION:ACCOUNT:schedule-group/NAME",
	"ssm": "arn:aws:ssm:REGION:ACCOUNT:automation-execution/*",
	"states": "arn:aws:states:REGION:ACCOUNT:stateMachine:NAME",
	"transfer": "arn:aws:transfer:REGION:ACCOUNT:user/SERVER/*",
	"vpc-flow-logs": "arn:aws:ec2:REGION:ACCOUNT:vpc-flow-log/ID",
}

# senders are the services that say for whom they use a resource.
senders := {
	"appstream",
	"bcm-data-exports",
	"billingreports",
	"budgets",
	"cloudfront",
	"cloudtrail",
	"cloudwatch",
	"codestar-notifications",
	"config",
	"delivery.logs",
	"events",
	"guardduty",
	"inspector2",
	"logging.s3",
	"logs",
	"macie",
	"s3",
	"serverlessrepo",
	"ses",
	"sns",
	"ssm",
}

# owners are the services whose ARNs each service sends with the events that it calls functions for.
owners := {
	"apigateway": {"execute-api"},
	"codecommit": {"codecommit"},
	"cognito-idp": {"cognito-idp"},
	"config": {"config"},
	"elasticloadbalancing": {"elasticloadbalancing"},
	"events": {"events"},
	"iot": {"iot"},
	"logs": {"logs"},
	"s3": {"s3"},
	"sns": {"sns"},
}

# writers are the services that write for each account under a path of its own, with that path.
writers := {
	"cloudtrail": "AWSLogs/ACCOUNT/",
	"config": "AWSLogs/ACCOUNT/",
	"delivery.logs": "AWSLogs/ACCOUNT/",
	"ssm": "accountid=ACCOUNT/",
}
