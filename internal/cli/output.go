package cli

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes a file in one step: whoever reads it finds the old content or the new, never a part, and
// when write fails nothing is left behind. It keeps the mode of a file that exists, follows links, and
// writes straight to what is not a regular file, such as a terminal or a pipe.
func writeFile(path string, write func(io.Writer) error) error {
	path, mode, err := destination(path)
	if err != nil {
		return err
	}
	if mode.Type() != 0 {
		return writeDevice(path, write)
	}
	temporary := filepath.Join(filepath.Dir(path), ".iamlint-"+rand.Text())
	if err := writeTemporary(temporary, mode, write); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		return errors.Join(err, remove(temporary))
	}
	return nil
}

// destination is where a path leads, and the mode of what is there: 0 if nothing is.
func destination(path string) (string, fs.FileMode, error) {
	resolved, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		return path, 0, nil
	}
	if err != nil {
		return "", 0, err
	}
	info, err := os.Stat(resolved)
	if err != nil {
		return "", 0, err
	}
	if info.IsDir() {
		return "", 0, fmt.Errorf("%q is a folder", path)
	}
	return resolved, info.Mode(), nil
}

func writeDevice(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(writeBuffered(f, write), f.Close())
}

// writeTemporary writes a new file and sees it to the disk, or leaves none. Mode 0 is what the user's mask leaves.
func writeTemporary(path string, mode fs.FileMode, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if mode != 0 {
		err = f.Chmod(mode.Perm())
	}
	if err == nil {
		err = writeBuffered(f, write)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, remove(path))
	}
	return nil
}

func writeBuffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriter(w)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}

// writeUntil is writeBuffered until the context ends: then nothing more is written, and it waits neither for what is still
// worked out nor for who does not read.
func writeUntil(ctx context.Context, w io.Writer, write func(io.Writer) error) error {
	gate := writerFunc(func(b []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return w.Write(b)
	})
	done := make(chan error, 1)
	go func() { done <- writeBuffered(gate, write) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// writerFunc is a function as an io.Writer.
type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
