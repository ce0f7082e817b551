package gen

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/textproto"
	"path"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
)

// wheel is a Python package as pip downloads it: a zip file.
type wheel struct {
	origin   catalog.Origin // without date and counts
	content  []byte         // of the wanted file
	modified time.Time      // when the file was written
}

// readWheel reads one file of a wheel, and what the wheel says of itself.
func readWheel(content []byte, name string) (wheel, error) {
	files, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return wheel{}, fmt.Errorf("unpack wheel: %w", err)
	}
	sum := sha256.Sum256(content)
	w := wheel{origin: catalog.Origin{Integrity: "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}}
	for _, f := range files.File {
		switch about, _ := path.Match("*.dist-info/METADATA", f.Name); {
		case about:
			err = w.readMetadata(f)
		case f.Name == name:
			w.modified = f.Modified
			w.content, err = readZipped(f)
		}
		if err != nil {
			return wheel{}, fmt.Errorf("read %s: %w", f.Name, err)
		}
	}
	if w.content == nil || w.origin.Package == "" || w.origin.Version == "" {
		return wheel{}, fmt.Errorf("the wheel has no %s, or does not say what it is", name)
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
