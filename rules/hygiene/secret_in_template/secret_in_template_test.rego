package iamlint.rules.secret_in_template_test

import data.iamlint.rules.secret_in_template

test_message if {
	report := secret_in_template.report with input.secrets as [{
		"at": "a.yaml:1:1-1:4",
		"subject": {"name": "Resize", "kind": "resource", "type": "AWS::Lambda::Function"},
	}]
	some found in report
	found.at == "a.yaml:1:1-1:4"
	found.target == "Resize"
	startswith(found.message, "AWS::Lambda::Function Resize holds an access key for all who can read the template: deactivate")
}

test_is_silent_without_secrets if {
	report := secret_in_template.report with input.secrets as []
	count(report) == 0
}

test_fires_once_for_each_place if {
	subject := {"name": "Resize", "kind": "resource", "type": "AWS::Lambda::Function"}
	report := secret_in_template.report with input.secrets as [{"at": "a.yaml:1:1-1:4", "subject": subject}, {"at": "a.yaml:2:1-2:4", "subject": subject}]
	count(report) == 2
}
