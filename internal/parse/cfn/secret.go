package cfn

import (
	"regexp"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// accessKey is the id of a long-lived access key, as in
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids.
var accessKey = regexp.MustCompile(`\bAKIA[A-Z2-7]{16}\b`)

// readSecrets finds the ids of access keys that stand in the template. Where
// the id is, the key is near. AWS's documents use ids that end in EXAMPLE.
func (t *template) readSecrets() {
	for _, section := range []string{"Parameters", "Resources", "Outputs"} {
		entries := t.root.Get(section)
		if entries == nil || entries.Kind != node.Map {
			continue
		}
		for _, f := range entries.Fields {
			subject := policy.Subject{Name: f.Key.Text, Kind: policy.Resource, Type: strings.TrimSuffix(section, "s"), At: f.Key.At}
			if r := t.resources[f.Key.Text]; r != nil && section == "Resources" {
				subject = *r.newTarget(kindOf(r)).Subject()
			}
			walk(f.Value, func(n *node.Node) { t.model.Secrets = append(t.model.Secrets, secretsIn(n, subject)...) })
		}
	}
}

// secretsIn are the credentials in one scalar.
func secretsIn(n *node.Node, subject policy.Subject) []policy.Secret {
	if n.Kind != node.String || !strings.Contains(n.Text, "AKIA") {
		return nil
	}
	var found []policy.Secret
	for _, m := range accessKey.FindAllStringIndex(n.Text, -1) {
		if !strings.HasSuffix(n.Text[m[0]:m[1]], "EXAMPLE") {
			found = append(found, policy.Secret{Subject: subject, At: n.Within(m[0], m[1])})
		}
	}
	return found
}
