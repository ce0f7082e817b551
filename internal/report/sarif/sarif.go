// Package sarif holds the part of SARIF 2.1.0 that iamlint writes, as plain
// structs: the names and the meaning are those of the OASIS standard
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html),
// to whose sections the comments refer. What a property must hold for GitHub
// code scanning stands there too, since GitHub is stricter than the standard.
package sarif

// The version of the format, and the schema that describes it.
const (
	Version = "2.1.0"
	Schema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

// Log is a whole file (3.13).
type Log struct {
	Schema  string `json:"$schema"`
	Version string `json:"version"`
	Runs    []Run  `json:"runs"`
}

// Run is one run of one tool (3.14). Results is never absent: to GitHub an
// empty array means that what was reported before is fixed.
type Run struct {
	Tool               Tool                        `json:"tool"`
	Invocations        []Invocation                `json:"invocations"`
	ColumnKind         ColumnKind                  `json:"columnKind"`
	NewlineSequences   []string                    `json:"newlineSequences"`
	OriginalURIBaseIDs map[string]ArtifactLocation `json:"originalUriBaseIds"`
	Results            []Result                    `json:"results"`
}

// ColumnKind tells what columns count (3.14.17).
type ColumnKind string

// CodePoints is the only way in which iamlint counts columns.
const CodePoints ColumnKind = "unicodeCodePoints"

// Tool is the tool that ran (3.18).
type Tool struct {
	Driver Driver `json:"driver"`
}

// Driver is the tool's one component (3.19). SemanticVersion is as
// https://semver.org has it, without a "v".
type Driver struct {
	Name            string `json:"name"`
	SemanticVersion string `json:"semanticVersion"`
	InformationURI  string `json:"informationUri"`
	Rules           []Rule `json:"rules"`
}

// Rule describes a rule (3.49). GitHub refuses empty descriptions, cuts Name
// after 255 and the descriptions after 1,024 characters, and wants texts that
// do not depend on what was found.
type Rule struct {
	ID                   string         `json:"id"`
	Name                 string         `json:"name"`
	ShortDescription     Text           `json:"shortDescription"`
	FullDescription      Text           `json:"fullDescription"`
	HelpURI              string         `json:"helpUri"`
	Help                 Help           `json:"help"`
	DefaultConfiguration Configuration  `json:"defaultConfiguration"`
	Properties           RuleProperties `json:"properties"`
}

// Text is a message in plain text (3.11, 3.12). In the message of a result or
// of a notification "[text](id)" is a link to the related location of that id.
type Text struct {
	Text string `json:"text"`
}

// Help is the documentation of a rule, in both forms (3.49.13).
type Help struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

// Configuration holds the level that a rule's results have by default (3.50).
type Configuration struct {
	Level Level `json:"level"`
}

// Level is how grave a result or notification is (3.27.10, 3.58.6).
type Level string

// The levels that iamlint uses, gravest first.
const (
	Error   Level = "error"
	Warning Level = "warning"
	Note    Level = "note"
)

// RuleProperties is the property bag that GitHub reads. SecuritySeverity is a
// decimal number from 0.1 to 10.0, as a string: over 9.0 is critical, from 7.0
// high, from 4.0 medium, the rest low. A rule has either it, or
// ProblemSeverity: "error", "warning" or "recommendation". Precision is
// "very-high", "high", "medium" or "low".
type RuleProperties struct {
	Tags             []string `json:"tags"`
	Precision        string   `json:"precision"`
	SecuritySeverity string   `json:"security-severity,omitempty"`
	ProblemSeverity  string   `json:"problem.severity,omitempty"`
}

// Result is one thing that was found (3.27). GitHub wants at least one
// location and shows only the first; it shows related locations that the
// message links to.
type Result struct {
	RuleID              string            `json:"ruleId"`
	RuleIndex           int               `json:"ruleIndex"` // in Driver.Rules, from 0
	Level               Level             `json:"level"`
	Message             Text              `json:"message"`
	Locations           []Location        `json:"locations"`
	RelatedLocations    []Location        `json:"relatedLocations,omitempty"`
	CodeFlows           []CodeFlow        `json:"codeFlows,omitempty"`
	PartialFingerprints map[string]string `json:"partialFingerprints,omitempty"`
	Suppressions        []Suppression     `json:"suppressions,omitempty"`
}

// Suppression is why a result does not count (3.35). GitHub does not read it: there the result is open.
type Suppression struct {
	Kind          SuppressionKind `json:"kind"`
	Justification string          `json:"justification,omitempty"`
}

// SuppressionKind tells where a suppression is written (3.35.2).
type SuppressionKind string

// The kinds.
const (
	InSource SuppressionKind = "inSource"
	External SuppressionKind = "external"
)

// CodeFlow is a way that leads to a result (3.36).
type CodeFlow struct {
	ThreadFlows []ThreadFlow `json:"threadFlows"`
}

// ThreadFlow is its steps in their order (3.37).
type ThreadFlow struct {
	Locations []ThreadFlowLocation `json:"locations"`
}

// ThreadFlowLocation is one step (3.38).
type ThreadFlowLocation struct {
	Location Location `json:"location"`
}

// Location is a place (3.28). ID is from 1, and 0 where nothing links to it.
type Location struct {
	ID               int               `json:"id,omitempty"`
	PhysicalLocation PhysicalLocation  `json:"physicalLocation"`
	LogicalLocations []LogicalLocation `json:"logicalLocations,omitempty"`
	Message          *Text             `json:"message,omitempty"`
}

// LogicalLocation is a place by name, in what an artifact was made from (3.33).
type LogicalLocation struct {
	FullyQualifiedName string `json:"fullyQualifiedName"`
	Kind               string `json:"kind,omitempty"`
}

// PhysicalLocation is a place in an artifact (3.29). ContextRegion contains
// Region.
type PhysicalLocation struct {
	ArtifactLocation ArtifactLocation `json:"artifactLocation"`
	Region           *Region          `json:"region,omitempty"`
	ContextRegion    *Region          `json:"contextRegion,omitempty"`
}

// ArtifactLocation names an artifact (3.4): a URI reference as RFC 3986 has
// it, relative to the directory that URIBaseID stands for. In
// Run.OriginalURIBaseIDs a URI that must not be told is left out (3.14.14).
type ArtifactLocation struct {
	URI         string `json:"uri,omitempty"`
	URIBaseID   string `json:"uriBaseId,omitempty"`
	Description *Text  `json:"description,omitempty"`
}

// Region is a part of an artifact (3.30). Lines and columns are from 1, and
// EndColumn is that after the last character. Without columns a region is
// whole lines.
type Region struct {
	StartLine   int   `json:"startLine"`
	StartColumn int   `json:"startColumn,omitempty"`
	EndLine     int   `json:"endLine"`
	EndColumn   int   `json:"endColumn,omitempty"`
	Snippet     *Text `json:"snippet,omitempty"` // exactly the text of the region
}

// Invocation is how the run went (3.20). ExecutionSuccessful is false when
// part of the job was not done.
type Invocation struct {
	ExecutionSuccessful        bool           `json:"executionSuccessful"`
	ToolExecutionNotifications []Notification `json:"toolExecutionNotifications,omitempty"`
}

// Notification is something that the tool says of its own work (3.58).
type Notification struct {
	Level     Level      `json:"level"`
	Message   Text       `json:"message"`
	Locations []Location `json:"locations,omitempty"`
}
