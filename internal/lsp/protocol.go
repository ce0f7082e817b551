package lsp

// The types of the protocol (version 3.17) that are used, with the fields that are used.
type (
	// position counts lines from 0, and columns from 0 in units of UTF-16.
	position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	span struct {
		Start position `json:"start"`
		End   position `json:"end"`
	}
	location struct {
		URI   string `json:"uri"`
		Range span   `json:"range"`
	}

	textDocument struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
		Text    string `json:"text"`
	}
	change struct {
		Range *span  `json:"range"` // nil of a whole text
		Text  string `json:"text"`
	}
	// documentParams are those of all that speaks of a text document.
	documentParams struct {
		TextDocument textDocument `json:"textDocument"`
		Position     position     `json:"position"`       // of hover
		Range        span         `json:"range"`          // of codeAction
		Changes      []change     `json:"contentChanges"` // of didChange
		Context      struct {
			Only []string `json:"only"`
		} `json:"context"` // of codeAction
	}

	diagnostics struct {
		URI         string       `json:"uri"`
		Version     int          `json:"version"`
		Diagnostics []diagnostic `json:"diagnostics"`
	}
	diagnostic struct {
		Range       span         `json:"range"`
		Severity    int          `json:"severity"`
		Code        string       `json:"code,omitempty"`
		Description *description `json:"codeDescription,omitempty"`
		Source      string       `json:"source"`
		Message     string       `json:"message"`
		Related     []related    `json:"relatedInformation,omitempty"`
	}
	description struct {
		Href string `json:"href"`
	}
	related struct {
		Location location `json:"location"`
		Message  string   `json:"message"`
	}

	hover struct {
		Contents markup `json:"contents"`
		Range    span   `json:"range"`
	}
	markup struct {
		Kind  string `json:"kind"`
		Value string `json:"value"`
	}

	codeAction struct {
		Title       string       `json:"title"`
		Kind        string       `json:"kind"`
		Diagnostics []diagnostic `json:"diagnostics"`
		Edit        edit         `json:"edit"`
	}
	edit struct {
		Changes map[string][]textEdit `json:"changes"`
	}
	textEdit struct {
		Range   span   `json:"range"`
		NewText string `json:"newText"`
	}
)

// The severities of a diagnostic.
const (
	errorMark       = 1
	warningMark     = 2
	informationMark = 3
	hintMark        = 4
)

const quickFix = "quickfix"

// capabilities say what this server can do: it takes whole texts.
func capabilities(version string) any {
	type object = map[string]any
	return object{
		"capabilities": object{
			"positionEncoding":   "utf-16",
			"textDocumentSync":   object{"openClose": true, "change": 1, "save": object{}},
			"hoverProvider":      true,
			"codeActionProvider": object{"codeActionKinds": []string{quickFix}},
		},
		"serverInfo": object{"name": "iamlint", "version": version},
	}
}
