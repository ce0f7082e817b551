package gen

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
)

const policyTemplatesFile = "samtranslator/policy_templates_data/policy_templates.json"

// PolicyTemplates is the policy templates of SAM.
type PolicyTemplates struct {
	Origin    catalog.Origin
	templates []policyTemplate // in order of names
}

type policyTemplate struct {
	name       string
	parameters []string // in the order of the source
	statements []byte   // compact, a list
}

// ReadPolicyTemplates reads the wheel of aws-sam-translator. It fails on whatever
// it does not understand.
func ReadPolicyTemplates(content []byte) (*PolicyTemplates, error) {
	w, err := readWheel(content, policyTemplatesFile)
	if err != nil {
		return nil, err
	}
	var raw struct {
		Templates map[string]struct {
			Parameters json.RawMessage
			Definition struct{ Statement json.RawMessage }
		}
	}
	if err = json.Unmarshal(w.content, &raw); err != nil {
		return nil, fmt.Errorf("decode %s: %w", policyTemplatesFile, err)
	}
	s := &PolicyTemplates{Origin: w.origin}
	for name, from := range raw.Templates {
		t := policyTemplate{name: name}
		if t.parameters, err = keysInOrder(from.Parameters); err != nil {
			return nil, fmt.Errorf("parameters of policy template %q: %w", name, err)
		}
		if t.statements, err = compactList(from.Definition.Statement); err != nil {
			return nil, fmt.Errorf("statements of policy template %q: %w", name, err)
		}
		s.templates = append(s.templates, t)
	}
	slices.SortFunc(s.templates, func(a, b policyTemplate) int { return cmp.Compare(a.name, b.name) })
	s.Origin.Date = w.modified.UTC().Format(time.DateOnly)
	s.Origin.PolicyTemplates = len(s.templates)
	return s, nil
}

// compactList drops the spaces of a list, which has to have something in it.
func compactList(list []byte) ([]byte, error) {
	var items []json.RawMessage
	if err := json.Unmarshal(list, &items); err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, errors.New("want one at least")
	}
	var compact bytes.Buffer
	err := json.Compact(&compact, list)
	return compact.Bytes(), err
}

// keysInOrder are the keys of a JSON object in the order in which they are written.
func keysInOrder(object []byte) ([]string, error) {
	var keys []string
	decoder := json.NewDecoder(bytes.NewReader(object))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return nil, errors.Join(errors.New("want an object"), err)
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		keys = append(keys, fmt.Sprint(key))
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

// Encode writes the content of sam.bin: the index with the compressed statements.
func (s *PolicyTemplates) Encode() ([]byte, error) {
	var index, parameters, block []byte
	var texts heap
	for _, t := range s.templates {
		index = binary.LittleEndian.AppendUint32(index, texts.ref(t.name))
		index = binary.LittleEndian.AppendUint16(index, uint16(len(parameters)/4))
		index = binary.LittleEndian.AppendUint32(index, uint32(len(block)))
		for _, p := range t.parameters {
			parameters = binary.LittleEndian.AppendUint32(parameters, texts.ref(p))
		}
		block = append(block, t.statements...)
	}
	index = binary.LittleEndian.AppendUint32(index, texts.ref(""))
	index = binary.LittleEndian.AppendUint16(index, uint16(len(parameters)/4))
	index = binary.LittleEndian.AppendUint32(index, uint32(len(block)))
	packed, err := appendPacked(nil, block)
	if err != nil {
		return nil, err
	}
	return assemble("sam", s.Origin, catalog.Origin{}, &texts, index, parameters, packed)
}

// Summary says which templates are new since those known so far.
func (s *PolicyTemplates) Summary(known map[string]bool) string {
	now := map[string]bool{}
	for _, t := range s.templates {
		now[t.name] = true
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s of %s: %d policy templates\n", s.Origin.Package, s.Origin.Version, s.Origin.Date, len(s.templates))
	list(&b, "policy templates added", missing(now, known))
	list(&b, "policy templates removed", missing(known, now))
	return b.String()
}

// appendPacked compresses a block of documents. Without a time in its header,
// the same content is always the same to the byte, for one version of Go.
func appendPacked(to, block []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(block); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return append(to, packed.Bytes()...), nil
}
