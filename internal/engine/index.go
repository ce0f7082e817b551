package engine

import (
	_ "embed" // for the index
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io/fs"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/iamlint/iamlint/rules"
)

// indexJSON holds what reading the built-in rules would tell, so that a run needn't read those that it
// doesn't need. It is made by go generate.
//
//go:embed index.json
var indexJSON []byte

// indexed is what is known of one rule.
type indexed struct {
	Sum      uint32   `json:"sum"` // of the rule's text: an entry for another text is not used
	Metadata metadata `json:"metadata"`
	Asks     []string `json:"asks"` // see asks
}

// readIndex gives the index by the rules' paths.
func readIndex() (map[string]indexed, error) {
	var index map[string]indexed
	if err := json.Unmarshal(indexJSON, &index); err != nil {
		return nil, fmt.Errorf("read the index of rules: %w", err)
	}
	return index, nil
}

// makeIndex reads every built-in rule. Its result goes into index.json.
func makeIndex() ([]byte, error) {
	files, _, err := sortOut([]fs.FS{rules.FS})
	if err != nil {
		return nil, err
	}
	index := map[string]indexed{}
	for _, f := range files {
		var module *ast.Module
		if module, err = f.parse(); err != nil {
			return nil, err
		}
		known := indexed{Sum: f.sum(), Asks: asks(module)}
		if known.Metadata, err = f.readMetadata(); err != nil {
			return nil, err
		}
		index[f.path] = known
	}
	b, err := json.MarshalIndent(index, "", " ")
	return append(b, '\n'), err
}

func (f *file) sum() uint32 { return crc32.ChecksumIEEE([]byte(f.content)) }
