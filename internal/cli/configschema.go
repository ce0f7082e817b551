package cli

import (
	"encoding/json"

	"github.com/iamlint/iamlint/internal/finding"
)

// schemaURL is where the schema is published.
const schemaURL = "https://raw.githubusercontent.com/iamlint/iamlint/main/docs/iamlint.schema.json"

// configSchema is the JSON Schema of the configuration, for editors. It is made of the keys that are read and of
// the settings in the METADATA of rules. A user's own rules are not in it, and so not refused by it.
func configSchema(rules []finding.Rule) ([]byte, error) {
	b, err := json.MarshalIndent(object{
		"$id":                  schemaURL,
		"$schema":              "http://json-schema.org/draft-07/schema#",
		"title":                "Configuration of iamlint, " + configName,
		"type":                 []string{"object", "null"},
		"properties":           configProperties(rules),
		"additionalProperties": false,
	}, "", "  ")
	return append(b, '\n'), err
}

// configProperties describe the keys, by their names.
func configProperties(rules []finding.Rule) object {
	properties := object{}
	for name, key := range configKeys() {
		value := key.value(rules)
		value["description"], value["default"] = key.about, key.standard
		properties[name] = value
	}
	return properties
}

// namesSchema lets an editor offer every name, and takes those of a user's own rules.
func namesSchema(rules []finding.Rule) object {
	return listOf(object{"anyOf": []object{{"enum": ruleNames(rules)}, {"type": "string"}}})
}

func settingsSchema(rules []finding.Rule) object {
	properties := object{}
	for _, rule := range rules {
		if rule.Settings != nil {
			described := settingSchema(rule.Settings)
			described["description"] = rule.Title
			properties[rule.ID] = described
		}
	}
	return object{"type": "object", "properties": properties, "additionalProperties": object{"type": "object"}}
}

// settingSchema is a setting in JSON Schema, which by itself would take keys that are not listed.
func settingSchema(s *finding.Setting) object {
	made := object{"type": s.Type}
	if s.Type == finding.StringSetting {
		made["type"] = []string{"string", "integer"} // an account's id without quotes
	}
	for word, value := range map[string]any{"description": s.Description, "pattern": s.Pattern} {
		if value != "" {
			made[word] = value
		}
	}
	if s.Default != nil {
		made["default"] = s.Default
	}
	if len(s.Enum) > 0 {
		made["enum"] = s.Enum
	}
	if s.Minimum != nil {
		made["minimum"] = *s.Minimum
	}
	if s.Items != nil {
		made["items"] = settingSchema(s.Items)
	}
	if s.Type == finding.ObjectSetting {
		properties := object{}
		for name, inner := range s.Properties {
			properties[name] = settingSchema(inner)
		}
		made["properties"], made["additionalProperties"] = properties, false
		if len(s.Required) > 0 {
			made["required"] = s.Required
		}
	}
	return made
}
