package catalog

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// The files in use: the embedded ones, unless Use has put others in their place.
// They are variables of the package because handles are indexes into them: a
// catalogue to pass along would make every handle bigger, or every question need
// one more argument, for the sake of a program that knows at its start which one
// it wants and never wants two.
var tables, managed, sam, cfn = embeddedTables, embeddedManaged, embeddedSAM, embeddedCFN

// largest bounds a file that is read, in bytes: what texts can be referred to are
// 4 MiB, and the documents of all managed policies half a megabyte.
const largest = 16 << 20

// Use puts the files catalog.bin, managed.bin, sam.bin and cfn.bin of a folder, as
// the generator writes them, in the place of the embedded ones; of those that are
// missing the embedded one is used. Use(nil) goes back to the embedded ones.
//
// A file that is damaged, of another Format, or holds less than there can be is
// an error, and so is a folder with none of the files; then nothing has changed.
// All of a file is checked here, so that no later question can fail for it.
//
// Handles from before are worthless after it, so call it once, before anything
// else of the package; it is not safe for concurrent use with any of it.
func Use(files fs.FS) error {
	use := [...]file{embeddedTables, embeddedManaged, embeddedSAM, embeddedCFN}
	if files == nil {
		tables, managed, sam, cfn = use[0], use[1], use[2], use[3]
		return nil
	}
	found := false
	for i, kind := range kinds {
		name := kind.table + ".bin"
		content, err := read(files, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		found = true
		if err == nil {
			err = kind.check(content)
		}
		if err == nil {
			err = kind.counts(content)
		}
		if err != nil {
			return fmt.Errorf("use %s: %w; write it anew with the generator of this version, or take it away to use what is built in", name, err)
		}
		use[i] = content
	}
	if !found {
		return errors.New("it has no catalog.bin, managed.bin, sam.bin or cfn.bin: name the folder that the generator wrote")
	}
	tables, managed, sam, cfn = use[0], use[1], use[2], use[3]
	return nil
}

// read reads a file up to the largest size.
func read(files fs.FS, name string) (file, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("it is not a file")
	}
	f, err := files.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // it was only read
	content, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return "", err
	}
	if len(content) > largest {
		return "", fmt.Errorf("it is larger than %d bytes", largest)
	}
	return file(content), nil
}
