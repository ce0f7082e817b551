package expand

import (
	"slices"
	"strconv"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// keyFacts writes what the catalogue knows of a condition's key.
func keyFacts(c *policy.Condition) {
	key, ok := catalog.FindKey(c.Key)
	if ok && !strings.Contains(c.Key, "${") {
		c.KeyStatus = policy.KeyKnown
		c.KeyType = strings.TrimPrefix(key.Type(), "ArrayOf")
		if numericKeys[c.LowerKey] {
			c.KeyType = "Numeric"
		}
		c.Multi = key.Multivalued()
		return
	}
	c.KeyStatus = unknownKey(c.LowerKey)
}

// numericKeys hold numbers, in lower case, although the Service Authorization Reference has them as texts.
var numericKeys = map[string]bool{
	"glacier:archiveageindays": true, // https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-lock-policy.html
}

// tagKeys have the name of a tag behind them.
var tagKeys = map[string]bool{"aws:resourcetag": true, "aws:requesttag": true, "aws:principaltag": true}

// unknownKey tells what a key, in lower case, may be that the catalogue does not have. Keys
// with a host before the colon are claims of an identity provider.
func unknownKey(lower string) policy.KeyStatus {
	prefix, name, ok := strings.Cut(lower, ":")
	switch {
	case strings.Contains(lower, "${"):
		return policy.KeyUncertain
	case !ok, prefix == "", name == "", strings.ContainsAny(prefix, " *?"):
		return policy.KeyMalformed
	case strings.ContainsAny(prefix, "./"), prefix == "saml", prefix == "localhost", ofDevice(lower):
		return policy.KeyClaim
	case tagKeys[strings.TrimSuffix(lower, "/")]:
		return policy.KeyWithoutID
	}
	return policy.KeyUnknown
}

// ofDevice tells whether a key, in lower case, says of a device what AWS IoT Core knows of its thing or its certificate. Its
// policies have such keys, which the Service Authorization Reference leaves out:
// https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-variables.html.
func ofDevice(lower string) bool {
	for _, group := range []string{"iot:connection.thing.", "iot:certificate."} {
		if name, ok := strings.CutPrefix(lower, group); ok {
			return name != ""
		}
	}
	return lower == "iot:clientid" || lower == "iot:certificateid"
}

// conditionFaults adds what is wrong with the conditions of a statement.
func (w *work) conditionFaults(s *policy.Statement) {
	for i := range s.Conditions {
		c := &s.Conditions[i]
		s.Faults = append(s.Faults, operatorFaults(c)...)
		s.Faults = append(s.Faults, keyFaults(c, s.Conditions[:i])...)
		s.Faults = append(s.Faults, setFaults(c)...)
		s.Faults = append(s.Faults, w.supportFaults(s, c)...)
		s.Faults = append(s.Faults, valueFaults(c)...)
		for _, v := range c.Values {
			s.Faults = append(s.Faults, conditionVariables(s, c, v)...)
		}
	}
}

func operatorFaults(c *policy.Condition) []policy.Fault {
	if strings.Contains(c.Operator, "${") {
		return nil
	}
	prefix, _, set := strings.Cut(c.Operator, ":")
	switch {
	case c.Base == "", c.Base == "Null" && c.IfExists, set && prefix != c.Set:
		return []policy.Fault{{Kind: policy.UnknownOperator, Element: "Condition", Text: c.Operator, Suggestion: meantOperator(c), At: c.At}}
	}
	return nil
}

// meantOperator is the operator that was probably meant, "" if none is near.
func meantOperator(c *policy.Condition) string {
	prefix, name, set := strings.Cut(c.Operator, ":")
	if !set {
		prefix, name = "", c.Operator
	}
	suffix := ""
	if c.IfExists && c.Base != "Null" {
		name, suffix = name[:len(name)-len("IfExists")], "IfExists"
	}
	meant := catalog.SuggestOperator(name)
	if c.Base == "Null" {
		meant = "Null"
	}
	if meant == "" {
		return ""
	}
	switch {
	case !set:
		return meant + suffix
	case c.Set != "":
		return c.Set + ":" + meant + suffix
	case strings.Contains(strings.ToLower(prefix), "all"):
		return "ForAllValues:" + meant + suffix
	}
	return "ForAnyValue:" + meant + suffix
}

func keyFaults(c *policy.Condition, before []policy.Condition) []policy.Fault {
	for _, other := range before {
		if other.LowerKey == c.LowerKey && other.Key != c.Key && other.Operator == c.Operator && other.Branch == c.Branch {
			return []policy.Fault{{Kind: policy.DuplicateKey, Element: c.Key, Text: other.Key, At: c.KeyAt}}
		}
	}
	switch c.KeyStatus {
	case policy.KeyUnknown, policy.KeyMalformed, policy.KeyWithoutID:
		return []policy.Fault{{Kind: policy.KeyFault, Element: string(c.KeyStatus), Text: c.Key, Suggestion: catalog.SuggestKey(c.Key), At: c.KeyAt}}
	default:
		return nil
	}
}

func setFaults(c *policy.Condition) []policy.Fault {
	switch {
	case c.KeyStatus != policy.KeyKnown || c.Base == "" || c.Base == "Null":
	case c.Multi && c.Set == "":
		return []policy.Fault{{Kind: policy.NoSetOperator, Element: c.Key, Text: c.Operator, Suggestion: c.Base, At: c.At}}
	case !c.Multi && c.Set == "ForAllValues" && !strings.HasSuffix(c.LowerKey, ":amr"):
		return []policy.Fault{{Kind: policy.NeedlessSet, Element: c.Key, Text: c.Operator, Suggestion: c.Base, At: c.At}}
	}
	return nil
}

// supportFaults finds the actions whose requests never have the key of a condition. Global keys
// come with nearly every request; how a condition goes that lets a missing key pass is what was asked for.
func (w *work) supportFaults(s *policy.Statement, c *policy.Condition) []policy.Fault {
	key, ok := catalog.FindKey(c.Key)
	if c.KeyStatus != policy.KeyKnown || !ok || key.Global() || strings.HasPrefix(c.LowerKey, "aws:") {
		return nil
	}
	prefix, _, _ := strings.Cut(c.LowerKey, ":")
	if _, own := catalog.FindService(prefix); !own || c.Base == "" || c.Base == "Null" || c.IfExists || c.Set == "ForAllValues" {
		return nil
	}
	unsupported := w.without(s, key)
	if len(unsupported) == 0 {
		return nil
	}
	kind := policy.KeyUnsupported
	if c.Negated {
		kind = policy.KeyUnnarrowing
	}
	rest := len(unsupported) - 3
	names := strings.Join(unsupported[:min(3, len(unsupported))], ", ")
	if rest > 0 {
		names += " and " + strconv.Itoa(rest) + " more"
	}
	return []policy.Fault{{Kind: kind, Element: c.Key, Text: names, At: c.KeyAt}}
}

// without lists the entries of Action none of whose actions has the key.
func (w *work) without(s *policy.Statement, key catalog.Key) []string {
	var names []string
	for _, a := range s.Actions {
		if a.Status != policy.ActionKnown || a.Wildcard == policy.EveryAction {
			continue
		}
		if !w.anyHas(a.Value, key) {
			names = append(names, a.Text)
		}
	}
	return names
}

func (w *work) anyHas(action policy.Value, key catalog.Key) bool {
	return slices.ContainsFunc(w.actionFacts(action).matches, func(a catalog.Action) bool { return has(a, key) })
}

// has tells whether the requests of an action may have a key. Some actions of STS are no requests: they are asked for along
// with the one for a session, whose keys are there too. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
func has(a catalog.Action, key catalog.Key) bool {
	for k := range a.Keys() {
		if k == key {
			return true
		}
	}
	return addToSession[a.Name()] && slices.ContainsFunc(sessionActions, func(name string) bool {
		request, ok := catalog.FindAction(name)
		return ok && has(request, key)
	})
}

// sessionActions are the requests for a session, and addToSession what is asked for along with them.
var (
	sessionActions = []string{"sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:GetFederationToken"}
	addToSession   = map[string]bool{"sts:SetContext": true, "sts:SetSourceIdentity": true, "sts:TagSession": true}
)
