package engine

import (
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// parserCapabilities is for the parser, which would make it anew for each file.
var parserCapabilities = sync.OnceValue(func() *ast.Capabilities { return ast.CapabilitiesForThisVersion() })

// capabilities is what rules may call: functions of their arguments and of nothing else, that take
// no longer than their arguments are long. The network, the clock, chance, the environment and the
// file system are out of reach because they are not here, whatever OPA adds in future. Nor are those of which one call can
// take all memory there is or more time than anybody has: bits.lsh and graph.reachable_paths.
func capabilities() *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion()
	all.AllowNet = []string{}
	all.Builtins = slices.DeleteFunc(all.Builtins, func(b *ast.Builtin) bool { return !slices.Contains(allowed(), b.Name) })
	return all
}

func allowed() []string {
	return []string{
		// Comparison, assignment, membership.
		"eq", "assign", "equal", "neq", "gt", "gte", "lt", "lte", "internal.member_2", "internal.member_3",
		// Numbers.
		"plus", "minus", "mul", "div", "rem", "round", "ceil", "floor", "abs", "to_number", "format_int",
		"bits.or", "bits.and", "bits.negate", "bits.xor", "bits.rsh",
		// Sets, arrays and objects.
		"and", "or", "intersection", "union", "count", "sum", "product", "max", "min", "sort",
		"array.concat", "array.flatten", "array.slice", "array.reverse",
		"object.subset", "object.union", "object.union_n", "object.remove", "object.filter", "object.get", "object.keys",
		"json.filter", "json.remove", "json.patch", "walk", "graph.reachable",
		// Strings.
		"concat", "contains", "endswith", "indexof", "indexof_n", "lower", "replace", "split", "sprintf", "startswith",
		"strings.any_prefix_match", "strings.any_suffix_match", "strings.count", "strings.replace_n", "strings.reverse",
		"strings.split_n", "internal.template_string", "substring", "trim", "trim_left", "trim_prefix", "trim_right",
		"trim_space", "trim_suffix", "upper",
		"regex.match", "regex.is_valid", "regex.find_n", "regex.find_all_string_submatch_n", "regex.replace", "regex.split",
		"glob.match", "glob.quote_meta",
		// Encodings.
		"json.marshal", "json.unmarshal", "json.is_valid", "base64.encode", "base64.decode", "base64.is_valid",
		"hex.encode", "hex.decode", "urlquery.encode", "urlquery.decode", "uri.parse", "uri.is_valid",
		"net.cidr_contains", "net.cidr_intersects", "net.cidr_is_valid", "semver.compare", "semver.is_valid",
		"time.parse_rfc3339_ns", "time.parse_ns", "time.parse_duration_ns",
		// Types.
		"is_array", "is_boolean", "is_null", "is_number", "is_object", "is_set", "is_string", "type_name",
	}
}
