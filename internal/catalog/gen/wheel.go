package gen

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"path"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
)

// wheel is a Python package as pip downloads it: a zip file.
type wheel struct {
	origin   catalog.Origin    // without date and counts
	files    map[string][]byte // the wanted ones
	content  []byte            // of the wanted file, if it is one
	modified time.Time         // when the last of them was written
}

// readWheel reads one file of a wheel, and what the wheel says of itself.
func readWheel(content []byte, name string) (wheel, error) {
	w, err := readFiles(content, func(file string) bool { return file == name })
	if err != nil {
		return wheel{}, err
	}
	w.content = w.files[name]
	if w.content == nil {
		return wheel{}, fmt.Errorf("the wheel has no %s", name)
	}
	return w, nil
}

// readFiles reads the wanted files of a wheel, and what it says of itself.
func readFiles(content []byte, wanted func(name string) bool) (wheel, error) {
	files, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return wheel{}, fmt.Errorf("unpack wheel: %w", err)
	}
	sum := sha256.Sum256(content)
	w := wheel{origin: catalog.Origin{Integrity: "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}, files: map[string][]byte{}}
	for _, f := range files.File {
		switch about, _ := path.Match("*.dist-info/METADATA", f.Name); {
		case about:
			err = w.readMetadata(f)
		case wanted(f.Name):
			if f.Modified.After(w.modified) {
				w.modified = f.Modified
			}
			w.files[f.Name], err = readZipped(f)
		}
		if err != nil {
			return wheel{}, fmt.Errorf("read %s: %w", f.Name, err)
		}
	}
	if w.origin.Package == "" || w.origin.Version == "" {
		return wheel{}, errors.New("the wheel does not say what it is")
	}
	return w, nil
}

func (w *wheel) readMetadata(f *zip.File) error {
	content, err := readZipped(f)
	if err != nil {
		return err
	}
	// What follows the fields is the package's README, and no matter here.
	fields, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(content))).ReadMIMEHeader()
	if err != nil {
		return err
	}
	w.origin.Package, w.origin.Version = fields.Get("Name"), fields.Get("Version")
	return nil
}

func readZipped(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return nil, err
	}
	return content, r.Close()
}
