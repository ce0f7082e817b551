package cli

import (
	"bytes"
	"slices"
	"strings"
)

// ignorePattern is one line of an ignore file, as gitignore(5) defines it.
type ignorePattern struct {
	glob     string // without its leading and trailing slash
	negated  bool   // starts with !: takes back what an earlier pattern ignores
	folder   bool   // ends with /: matches folders only
	anchored bool   // has a slash before its end: matches the path from the file's folder, not just the name
}

// ignoreList is the patterns of one ignore file, and those of the files above it.
type ignoreList struct {
	above    *ignoreList
	base     string // the absolute, slash-separated folder of the file
	patterns []ignorePattern
}

// ignores tells whether a path is ignored: an absolute, slash-separated one in a folder that is not itself
// ignored. The last pattern that matches decides, and deeper files come after those above them.
func (l *ignoreList) ignores(path string, folder bool) bool {
	for ; l != nil; l = l.above {
		rest, inside := below(l.base, path)
		if !inside {
			continue
		}
		for _, pattern := range slices.Backward(l.patterns) {
			if pattern.matches(rest, folder) {
				return !pattern.negated
			}
		}
	}
	return false
}

// below is a path as seen from a folder that it lies in.
func below(folder, path string) (rest string, inside bool) {
	return strings.CutPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}

func (p ignorePattern) matches(path string, folder bool) bool {
	if p.folder && !folder {
		return false
	}
	if !p.anchored {
		return wildmatch(p.glob, path[strings.LastIndexByte(path, '/')+1:])
	}
	// Git compares what comes before the first wildcard by itself, so that in a**/b the stars stand at a
	// start and span folders, whatever the manual says.
	literal := strings.IndexAny(p.glob+"*", wildcards)
	rest, ok := strings.CutPrefix(path, p.glob[:literal])
	return ok && wildmatch(p.glob[literal:], rest)
}

// parseIgnore reads an ignore file.
func parseIgnore(content []byte) []ignorePattern {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	var patterns []ignorePattern
	for line := range strings.SplitSeq(string(content), "\n") {
		if p, ok := parseIgnoreLine(strings.TrimSuffix(line, "\r")); ok {
			patterns = append(patterns, p)
		}
	}
	return patterns
}

func parseIgnoreLine(line string) (ignorePattern, bool) {
	if strings.HasPrefix(line, "#") {
		return ignorePattern{}, false
	}
	var p ignorePattern
	line = trimSpaces(line)
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.folder = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	p.glob = strings.TrimPrefix(line, "/")
	return p, p.glob != ""
}

// trimSpaces removes the spaces at the end of a line, but for those that a backslash keeps.
func trimSpaces(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			continue
		case '\\':
			i++
		}
		end = min(i+1, len(line))
	}
	return line[:end]
}
