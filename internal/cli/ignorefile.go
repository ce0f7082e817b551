package cli

import (
	"os"
	"path/filepath"
)

// top is the folder whose ignore files are the first to hold for a path: the root of its repository or,
// outside of one, the working directory if the path lies there, or else the folder of the path itself.
func (f *finder) top(path string, folder bool) string {
	if !folder {
		path = filepath.Dir(path)
	}
	if root, ok := repository(path); ok {
		return root
	}
	if _, inside := below(slashed(f.cwd), slashed(path)); inside {
		return f.cwd
	}
	return path
}

// repository is the nearest folder, from the given one up, that has a .git.
func repository(folder string) (root string, ok bool) {
	for {
		if _, err := os.Lstat(filepath.Join(folder, ".git")); err == nil {
			return folder, true
		}
		above := filepath.Dir(folder)
		if above == folder {
			return "", false
		}
		folder = above
	}
}

// chain is the ignore files of a name from the folder top down to a folder, both included.
func (f *finder) chain(name, top, folder string) *ignoreList {
	if folder == top {
		return f.enter(nil, name, top)
	}
	if _, inside := below(slashed(top), slashed(folder)); !inside {
		return nil
	}
	return f.enter(f.chain(name, top, filepath.Dir(folder)), name, folder)
}

// ignoredBy tells whether the ignore files of a name, from the folder top down, ignore a path or a folder
// that it lies in.
func (f *finder) ignoredBy(name, top, path string, folder bool) bool {
	if _, inside := below(slashed(top), slashed(path)); !inside {
		return false
	}
	above := filepath.Dir(path)
	return f.ignoredBy(name, top, above, true) || f.chain(name, top, above).ignores(slashed(path), folder)
}

// ignoresWithin is ignores for a path whose folders have not been asked about.
func (l *ignoreList) ignoresWithin(path string, folder bool) bool {
	if l == nil {
		return false
	}
	rest, inside := below(l.base, path)
	if !inside {
		return false
	}
	for i := range len(rest) {
		if rest[i] == '/' && l.ignores(path[:len(path)-len(rest)+i], true) {
			return true
		}
	}
	return l.ignores(path, folder)
}

// enter adds a folder's ignore file, if it has one, to those above it.
func (f *finder) enter(above *ignoreList, name, folder string) *ignoreList {
	path := filepath.Join(folder, name)
	patterns, known := f.ignores[path]
	if !known {
		patterns = f.readIgnore(path)
		f.ignores[path] = patterns
	}
	if len(patterns) == 0 {
		return above
	}
	return &ignoreList{above: above, base: slashed(folder), patterns: patterns}
}

// readIgnore reads an ignore file, if there is one. As git does, it follows no link.
func (f *finder) readIgnore(path string) []ignorePattern {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil // a folder that hides its files fails to be walked, too
	}
	content, err := readFile(path, maxSize)
	if err != nil {
		f.fail(path, "ignore file cannot be read: "+reason(err))
		return nil
	}
	return parseIgnore(content)
}
