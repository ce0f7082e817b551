package iamlint_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheActionInstalls(t *testing.T) {
	const script = "#!/bin/sh\necho \"iamlint 1.2.3\"; echo ran >\"$RUNNER_TEMP/ran\"\n"
	archive := packed(t, script)
	row := fmt.Sprintf("%x  iamlint_1.2.3_linux_amd64.tar.gz\n", sha256.Sum256(archive))
	tests := []struct {
		name      string
		table     string
		archive   []byte
		variables map[string]string
		want      string // part of the one complaint; "" for none
	}{
		{name: "what was released", table: row, archive: archive},
		{name: "a program that the user names", variables: map[string]string{"INPUT_PROGRAM": "echo"}},
		{name: "what was tampered with", table: row, archive: packed(t, script+"# and more\n"), want: "is not what was released: its SHA-256 is "},
		{name: "what was cut off", table: row, archive: archive[:len(archive)-1], want: "is not what was released"},
		{name: "what is not there", table: row, want: "cannot download "},
		{name: "a commit between releases", table: "# a comment\n", want: "belongs to no release"},
		{name: "a table that names two", table: row + strings.Replace(row, "1.2.3", "1.2.4", 1), archive: archive, want: "more than one archive for linux on amd64"},
		{name: "a machine that no release is for", table: row, archive: archive, variables: map[string]string{"RUNNER_ARCH": "ARM"}, want: "no release for RUNNER_ARCH ARM"},
		{name: "a system that this release is not for", table: row, archive: archive, variables: map[string]string{"RUNNER_OS": "macOS"}, want: "belongs to no release"},
		{name: "a program that is none", variables: map[string]string{"INPUT_PROGRAM": "nowhere/iamlint"}, want: "names nowhere/iamlint, which is no program"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := newRunner(t)
			r.variables["IAMLINT_RELEASES"] = "file://" + filepath.Join(r.folder, "releases")
			r.variables["IAMLINT_CHECKSUMS"] = filepath.Join(r.folder, "work space", "checksums.txt")
			r.write(t, "checksums.txt", test.table)
			if test.archive != nil {
				if err := os.MkdirAll(filepath.Join(r.folder, "releases", "v1.2.3"), 0o755); err != nil {
					t.Fatal(err)
				}
				r.write(t, "../releases/v1.2.3/iamlint_1.2.3_linux_amd64.tar.gz", string(test.archive))
			}
			for name, value := range test.variables {
				r.variables[name] = value
			}
			code := r.run(t, "install.sh")
			if test.want == "" {
				if program := r.output("program"); code != 0 || program == "" {
					t.Errorf("exit code %d, program %q: %s", code, program, r.log)
				}
				return
			}
			if code == 0 || !strings.Contains(r.log, test.want) || strings.Count(r.log, "::error title=iamlint::") != 1 {
				t.Errorf("exit code %d and %q, want one complaint with %q", code, r.log, test.want)
			}
			if r.output("program") != "" || r.read("temp/ran") != "" {
				t.Error("what was refused was installed or ran")
			}
		})
	}
}

// packed is a release's archive with a program in it.
func packed(t *testing.T, program string) []byte {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	if err := archive.WriteHeader(&tar.Header{Name: "iamlint", Mode: 0o755, Size: int64(len(program))}); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Write([]byte(program)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(archive.Close(), zipped.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheActionTakesTheSumsOfARelease(t *testing.T) {
	r := newRunner(t)
	sum := strings.Repeat("0a", 32)
	r.write(t, "sums", fmt.Sprintf("%[1]s  iamlint_1.2.3_linux_amd64.cdx.json\n%[1]s  iamlint_1.2.3_windows_arm64.zip\n%[1]s  iamlint_1.2.3_linux_amd64.tar.gz\n", sum))
	before, err := os.ReadFile("action/checksums.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, err := exec.CommandContext(t.Context(), ".ci/checksums", filepath.Join(r.folder, "work space", "sums")).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for line := range strings.Lines(string(before)) {
		if strings.HasPrefix(line, "#") {
			want += line
		}
	}
	want += fmt.Sprintf("%[1]s  iamlint_1.2.3_linux_amd64.tar.gz\n%[1]s  iamlint_1.2.3_windows_arm64.zip\n", sum)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("checksums.txt (-want +got):\n%s", diff)
	}
}
