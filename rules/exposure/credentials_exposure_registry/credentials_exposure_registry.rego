# METADATA
# title: The token of the image registry may be had
# description: |
#   Whoever has the token can log in to every registry that the holder may use, for twelve hours, from anywhere, and do
#   there what the holder may do. No ARN limits the action, and whoever pulls images needs it: this lists who has it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
#   - https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html
# custom:
#   id: credentials-exposure-registry
#   category: exposure
#   severity: info
#   since: 0.1.0
#   opt_in: true
#   remediation: |
#     Leave it to what pulls or pushes images, and limit the repositories in the statement that lets them.
#   cwe: [200, 522]
#   aliases:
#     - CKV_AWS_107
#     - CKV_AWS_287
#     - CredentialsExposure
#     - CREDENTIALS_EXPOSURE
package iamlint.rules.credentials_exposure_registry

import data.iamlint.lib
import data.iamlint.lib.exposure
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, listing.at, message) if {
	some statement in input.having.listed
	listing := statement.listed["registry-tokens"]
	exposure.unlimited(statement)
	message := sprintf("%s get the token of image registries with %s: limit the repositories where they are used", [
		wildcards.may(statement),
		lib.several(listing),
	])
}
