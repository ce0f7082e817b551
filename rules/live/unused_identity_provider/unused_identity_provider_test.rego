package iamlint.rules.unused_identity_provider_test

import data.iamlint.rules.unused_identity_provider

reported(trusted) := report if {
	provider := {"name": "example.com", "type": "OIDC", "at": "a.yaml:1:1-1:4", "trusted": trusted}
	report := unused_identity_provider.report with input.accounts as [{"providers": [provider]}]
}

test_message if {
	some found in reported(false)
	found.at == "a.yaml:1:1-1:4"
	found.message == "no role trusts the OIDC identity provider example.com: delete it"
}

test_is_silent if count(reported(true)) == 0
