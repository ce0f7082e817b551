# METADATA
# description: What the rules on the version of the policy language share.
package iamlint.lib.versions

import data.iamlint.lib

current := "2012-10-17"

old := "2008-10-17"

# state says what a document's version is: missing, old, current or invalid. It is undefined while that is
# not known, and where AWS writes the document.
state(document) := "missing" if {
	not document.version
	not written_by_service(document)
} else := word(document.version.text) if {
	not written_by_service(document)
	document.version.known
	not contains(document.version.text, "${")
}

word(text) := "old" if {
	text == old
} else := "current" if {
	text == current
} else := "invalid"

written_by_service(document) if document.origin in {"template", "managed", "sam"}

# A Lambda permission or an event bus policy is a statement without a document.
written_by_service(document) if {
	document.kind == "resource"
	document.name == "Statement"
}

# at is the version, or the document that has none.
at(document) := document.version.at if {
	document.version
} else := document.at

# title names the document: "AssumeRolePolicyDocument of role AppRole".
title(document) := lib.title(document.target) if {
	document.target.kind == "document"
} else := lib.title(document.target) if {
	lib.attached(document.target)
} else := sprintf("%s of %s", [document.name, lib.title(document.target)])
