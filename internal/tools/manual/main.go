//go:build ignore

// Manual writes the manual page and the completions of shells, for releases:
//
//	go run internal/tools/manual/main.go FOLDER
//
// It is left out of go install ./..., by which pre-commit would link the whole program once more.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/iamlint/iamlint/internal/cli"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "manual:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("got %d arguments, want the folder to write to", len(args))
	}
	files, err := cli.Manual()
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(args[0], name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
