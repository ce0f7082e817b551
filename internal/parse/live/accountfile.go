package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"time"
)

// accountFile is what an audit saves of the account as a whole, below its number.
const accountFile = "account.json"

// accountFile makes the file of what is known of the account as a whole, in the AWS CLI's words.
func (s *sweep) accountFile(account string) (File, error) {
	fields := map[string]any{readPage: s.wanted.Now.UTC().Format(time.RFC3339)}
	maps.Copy(fields, s.whole)
	content, err := pretty(fields)
	if err != nil {
		return File{}, fmt.Errorf("write down what is known of account %s: %w", account, err)
	}
	return File{Name: account + "/" + accountFile, Content: content}, nil
}

// pretty is JSON as people read it.
func pretty(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return b.Bytes(), err
}
