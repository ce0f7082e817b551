# METADATA
# description: |
#   What the rules on escalation share: how grave a way to more is, which of several at one word speaks, and how
#   messages and evidence speak of it.
package iamlint.lib.escalation

import data.iamlint.lib

# gravity is how grave an escalation is. Who changes what is there takes the role of what it happens to find, so that
# without knowing it the data says less; what is only possible is a hint. A role that nobody assumes but what deploys
# templates is out of the reach of most people. What is named in full was meant to be reached; what is left to say is
# that it has more.
gravity(found) := milder[grade(found)] if {
	found.provisioner
} else := milder[grade(found)] if {
	found.named
} else := grade(found)

grade(found) := found.gravity if found.confidence == "proven"

grade(found) := found.likely if found.confidence == "likely"

grade(found) := "low" if {
	found.confidence == "possible"
	found.gravity in {"critical", "high"}
}

grade(found) := "info" if {
	found.confidence == "possible"
	not found.gravity in {"critical", "high"}
}

milder := {"critical": "high", "high": "medium", "medium": "low", "low": "info", "info": "info"}

# voice is the rule that speaks of an escalation by a method, or by several steps.
voice(found) := "chain" if {
	found.gains == "chain"
	gravity(found) == "high"
} else := voices[found.confidence][gravity(found)]

voices := {
	"proven": {
		"critical": "proven-admin",
		"high": "proven",
		"medium": "proven-limited",
		"low": "possible",
		"info": "minor",
	},
	"likely": {
		"critical": "likely-admin",
		"high": "likely",
		"medium": "likely-limited",
		"low": "possible",
		"info": "minor",
	},
	"possible": {"low": "possible", "info": "minor"},
}

# apart are the gains that have rules of their own, whatever else is said of the same word.
apart := {"resource", "own-compute", "circle", "compute"}

# at_word are the escalations of one principal that one word gives.
at_word[found.target.name][found.at] contains found if {
	some found in input.having.escalations
	not found.gains in apart
}

# heard are those that speak: at each word the gravest, of these the surest, of these one that asks for nothing else,
# and of these the first in the data, where what is simple comes first.
heard contains found if {
	some words in at_word
	some those in words
	found := sort([[0 - rank(other), asks(other), other.family, other] | some other in those])[0][3]
}

# asks is 1 if something has to be there besides that is not known to be.
asks(found) := 1 if {
	provided(found) != ""
} else := 0

rank(found) := ranks[gravity(found)] + sureness[found.confidence]

ranks := {"critical": 40, "high": 30, "medium": 20, "low": 10, "info": 0}

sureness := {"proven": 2, "likely": 1, "possible": 0}

# speaks tells whether an escalation is for a rule to tell.
speaks(found, rule) if {
	voice(found) == rule
	found in heard
}

# report is the finding of an escalation by a method, or by several steps.
report(found) := with_steps(lib.finding(found.target, found.at, message(found)), found)

message(found) := sprintf("%s %s%s%s%s: %s", [
	who(found.target),
	deed(found),
	reaching(found),
	provided(found),
	besides(found),
	advice(found),
])

# who begins a sentence on what a principal may do.
who(target) := sprintf("%s may", [lib.title(target)]) if {
	target.kind in {"role", "user"}
	not lib.attached(target)
} else := sprintf("members of %s may", [lib.title(target)]) if {
	target.kind == "group"
	not lib.attached(target)
} else := sprintf("whoever has %s may", [lib.title(target)])

deed(found) := sprintf("get to %s in %d steps", [
	title(found),
	count(found.steps),
]) if {
	found.gains == "chain"
} else := sprintf("%s, with %s", [found.may, lib.several({"count": count(found.actions), "names": found.actions})])

# title names what is reached.
title(found) := sprintf("%s %s", [found.reached_kind, found.reached]) if {
	found.reached_kind in {"role", "user", "group"}
} else := found.reached

reaching(found) := sprintf(", and so has what %s has", [title(found)]) if {
	found.reached != ""
	found.gains != "chain"
} else := sprintf(", which may %s", [found.may]) if {
	found.gains == "chain"
	found.may != ""
} else := ", which may do everything" if {
	found.gains == "chain"
} else := ""

# provided says what has to be there besides, unless it is known to be.
provided(found) := sprintf(", if %s", [found.needs]) if {
	found.confidence != "proven"
	found.needs != ""
} else := ""

# besides are the other ways that the same word gives.
besides(found) := sprintf("; it may also %s", [lib.several({"count": count(others), "names": others})]) if {
	others := sort({other.may |
		some other in at_word[found.target.name][found.at]
		other.may != found.may
		other.gains != "chain"
		other.confidence != "possible"
	})
	count(others) > 0
} else := ""

advice(found) := "give what it reaches no more than it has itself, or let another principal do this" if {
	found.gains in {"passed", "existing", "identity"}
	in_full(found)
} else := "name the roles that it needs, or leave the action out" if {
	found.actions == ["sts:AssumeRole"]
	found.gains != "chain"
} else := advices[found.gains]

# in_full tells whether the policy names what is reached, so that nobody can be asked to name it.
in_full(found) if found.named

in_full(found) if {
	text := found.steps[0].resource
	text != ""
	not contains(text, "*")
	not contains(text, "?")
}

advices := {
	"itself": "leave what changes permissions to a role of its own, or add a condition on iam:PermissionsBoundary to what makes them",
	"identity": "name those that it needs to change, or leave the action out",
	"made": "add the condition iam:PermissionsBoundary to all of these actions",
	"passed": "name the role in iam:PassRole, and add the condition iam:PassedToService",
	"existing": "name the resources that it needs, or leave the action out",
	"account": "leave what changes who may come in to a role of its own",
	"chain": "take away the step that is not needed",
}

# with_steps adds the evidence, one place for each action.
with_steps(finding, found) := object.union(finding, {"steps": [lib.place(step.at, told(step)) | some step in found.steps]})

told(step) := sprintf("%s of %q allows %s%s%s", [step.target, step.document, step.action, on(step), leads(step)]) if {
	step.action != ""
	step.document != ""
} else := sprintf("%s is allowed %s%s%s", [step.target, step.action, on(step), leads(step)]) if {
	step.action != ""
} else := sprintf("the trust policy of %s lets %s in", [step.reaches, step.target])

on(step) := sprintf(" on %q", [step.resource]) if {
	step.resource != ""
} else := ""

leads(step) := sprintf(", which leads to %s", [step.reaches]) if {
	step.reaches != ""
} else := ""
