# METADATA
# description: |
#   What the rules on parameters share: which uses of a parameter give somebody more when it holds a
#   wildcard, and how messages speak of them.
package iamlint.lib.parameters

import data.iamlint.lib

# gives tells whether a use is in an element that gives more, the wider it is. The function of a
# permission can't be a pattern.
gives(use) if {
	use.effect == "Allow"
	use.element in {"Action", "Principal"}
}

gives(use) if {
	use.effect == "Allow"
	use.element == "Resource"
	not use.target.type in {"AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission"}
}

# widened are the uses that one of a parameter's wildcards opens.
widened(parameter, wildcard) := [use |
	some use in parameter.uses
	gives(use)
	opens(use.element, wildcard.text)
]

# opens tells whether text opens an element. Resources often end in a wildcard that opens nothing, as
# the objects of a bucket do: with them it has to stand where a name begins.
opens(element, _) if element in {"Action", "Principal"}

opens("Resource", text) if {
	some word in split(text, ",")
	unnamed(trim_space(word))
}

unnamed(text) if regex.match(`^[*?]`, text)

unnamed(text) if regex.match(`^arn:([^:]*:){4}[*?]`, text)

unnamed(text) if {
	regex.match(`^arn:([^:]*:){4}[a-z-]+[/:][*?]`, text)
	not regex.match(`^arn:[^:]*:s3:`, text) # what stands there is the bucket's name
}

# places are where a parameter is used, up to five.
places(uses) := [place |
	some use in array.slice(uses, 0, 5)
	place := lib.place(use.at, sprintf("used in %s of %s", [use.element, lib.title(use.target)]))
]

# owners lists where a parameter is used: "Resource of role A and Action of role B".
owners(uses) := lib.several({"count": count(names), "names": names}) if {
	all := [sprintf("%s of %s", [use.element, lib.title(use.target)]) | some use in uses]
	names := [name | some i, name in all; not name in array.slice(all, 0, i)]
}
