package gen

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
)

// managedFile is where moto keeps the managed policies.
const managedFile = "moto/iam/aws_managed_policies.py"

// blocks is about how many parts the documents are compressed in. More are
// faster to open, fewer are smaller: 32 have 12 kB each, and add 5 % to one.
const blocks = 32

// Managed is AWS's managed policies.
type Managed struct {
	Origin   catalog.Origin
	policies []managedPolicy // in order of names
}

type managedPolicy struct {
	name, path string
	version    int
	updated    time.Time
	document   []byte // compact, its keys in the order of the source
}

var (
	managedName    = regexp.MustCompile(`^[A-Za-z0-9_+=,.@-]{1,128}$`)
	managedPath    = regexp.MustCompile(`^/([a-z-]+/)*$`)
	managedVersion = regexp.MustCompile(`^v([1-9][0-9]{0,4})$`)
)

// ReadManaged reads the wheel of moto, which brings the managed policies as a
// JSON text in a Python file. It fails on whatever it does not understand.
func ReadManaged(content []byte) (*Managed, error) {
	w, err := readWheel(content, managedFile)
	if err != nil {
		return nil, err
	}
	text, err := pythonText(w.content)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", managedFile, err)
	}
	var raw map[string]struct {
		DefaultVersionID string `json:"DefaultVersionId"`
		Document         json.RawMessage
		Path             string
		UpdateDate       time.Time
	}
	if err = json.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("decode %s: %w", managedFile, err)
	}
	m := &Managed{Origin: w.origin}
	latest := time.Time{}
	for name, from := range raw {
		version := managedVersion.FindStringSubmatch(from.DefaultVersionID)
		if version == nil || !managedName.MatchString(name) || !managedPath.MatchString(from.Path) || from.UpdateDate.IsZero() {
			return nil, fmt.Errorf("managed policy %q has path %q, version %q and date %s", name, from.Path, from.DefaultVersionID, from.UpdateDate)
		}
		p := managedPolicy{name: name, path: from.Path, updated: from.UpdateDate.UTC()}
		if p.version, err = strconv.Atoi(version[1]); err != nil {
			return nil, err
		}
		if p.document, err = compactDocument(from.Document); err != nil {
			return nil, fmt.Errorf("managed policy %q: %w", name, err)
		}
		if p.updated.After(latest) {
			latest = p.updated
		}
		m.policies = append(m.policies, p)
	}
	slices.SortFunc(m.policies, func(a, b managedPolicy) int { return cmp.Compare(a.name, b.name) })
	m.Origin.Date = latest.Format(time.DateOnly)
	m.Origin.ManagedPolicies = len(m.policies)
	return m, nil
}

// pythonText is the only string of a Python file that is one assignment. Such a
// string stands for itself as long as it has no backslash.
func pythonText(file []byte) ([]byte, error) {
	parts := bytes.Split(file, []byte(`"""`))
	if len(parts) != 3 || bytes.ContainsRune(parts[1], '\\') {
		return nil, errors.New("it is more than one plain string in three quotes")
	}
	return parts[1], nil
}

// compactDocument drops the spaces of a policy document. Its keys and its
// statements keep their order.
func compactDocument(raw []byte) ([]byte, error) {
	var shape struct{ Statement json.RawMessage }
	if err := json.Unmarshal(raw, &shape); err != nil {
		return nil, fmt.Errorf("decode document: %w", err)
	}
	if len(shape.Statement) == 0 {
		return nil, errors.New("the document has no statement")
	}
	var compact bytes.Buffer
	err := json.Compact(&compact, raw)
	return compact.Bytes(), err
}

// Encode writes the content of managed.bin: the index with the compressed documents.
func (m *Managed) Encode() (content []byte, err error) {
	var index, starts, packed []byte
	var texts heap
	total := 0
	for _, p := range m.policies {
		total += len(p.document)
	}
	done, number := 0, 0
	var block []byte
	for i, p := range m.policies {
		index = binary.LittleEndian.AppendUint32(index, texts.ref(p.name))
		index = binary.LittleEndian.AppendUint32(index, texts.ref(p.path))
		index = binary.LittleEndian.AppendUint16(index, uint16(p.version))
		index = binary.LittleEndian.AppendUint16(index, uint16(p.updated.Unix()/(24*60*60)))
		index = binary.LittleEndian.AppendUint16(index, uint16(number))
		index = binary.LittleEndian.AppendUint32(index, uint32(len(block)))
		index = binary.LittleEndian.AppendUint32(index, uint32(len(p.document)))
		block = append(block, p.document...)
		done += len(p.document)
		if done*blocks/total > number || i == len(m.policies)-1 {
			starts = binary.LittleEndian.AppendUint32(starts, uint32(len(packed)))
			if packed, err = appendPacked(packed, block); err != nil {
				return nil, err
			}
			block, number = nil, number+1
		}
	}
	starts = binary.LittleEndian.AppendUint32(starts, uint32(len(packed)))
	return assemble("managed", m.Origin, catalog.Origin{}, &texts, index, starts, packed)
}

// Summary says what differs from the versions of the policies known so far, for
// the one who reviews new data.
func (m *Managed) Summary(known map[string]string) string {
	before, now, changed := map[string]bool{}, map[string]bool{}, []string{}
	for name := range known {
		before[name] = true
	}
	for _, p := range m.policies {
		now[p.name] = true
		version := "v" + strconv.Itoa(p.version)
		if was, ok := known[p.name]; ok && was != version {
			changed = append(changed, p.name+" "+was+" "+version)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s of %s: %d managed policies\n", m.Origin.Package, m.Origin.Version, m.Origin.Date, len(m.policies))
	list(&b, "managed policies added", missing(now, before))
	list(&b, "managed policies removed", missing(before, now))
	list(&b, "managed policies of another version", changed)
	return b.String()
}
