package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// How much of a file is read, in bytes. CloudFormation itself takes 1 MB; the largest accounts have 5,000 users
// and 10,000 roles and policies.
const (
	maxSize    = 5_000_000
	maxAccount = 500_000_000
)

var errTooLarge = errors.New("file is too large")

// readFile reads a regular file. Of one that is too large it returns the first part, and errTooLarge.
func readFile(path string, limit int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	expected := 0
	if info, err := f.Stat(); err == nil {
		expected = int(min(info.Size(), int64(limit)))
	}
	return readAll(f, expected, limit)
}

// readAll reads what has about as many bytes as are expected.
func readAll(r io.Reader, expected, limit int) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(expected + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(r, int64(limit)+1)); err != nil {
		return nil, err
	}
	content := b.Bytes()
	if len(content) > limit {
		return content[:limit], fmt.Errorf("%w: it has more than %d MB", errTooLarge, limit/1_000_000)
	}
	return content, nil
}

// readPath reads a file, or standard input if that is what the path stands for.
func readPath(ctx context.Context, path string, stdin io.Reader, limit int) ([]byte, error) {
	if path == standardPath {
		return await(ctx, func() ([]byte, error) { return readAll(stdin, 0, limit) })
	}
	return readFile(path, limit)
}

// await is what do gives, such as a read of standard input, which may never end, unless the context ends before.
func await[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := do()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// claimsToBeOurs tells whether a text that can't be parsed was meant to be a template or a policy. If so, not
// judging it is a failure; if not, it is one of the many other files that end in .yaml or .json.
func claimsToBeOurs(content []byte) bool {
	content = bytes.ReplaceAll(content, []byte{0}, nil) // UTF-16, which no parser of ours takes
	has := func(word string) bool { return bytes.Contains(content, []byte(word)) }
	return has("AWSTemplateFormatVersion") || has("AWS::") || has("Statement") && has("Effect")
}
