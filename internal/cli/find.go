package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// The names of the ignore files. Git's says what a walk leaves out; our own also speaks of named files,
// since hooks name every file that changed.
const (
	gitIgnoreFile = ".gitignore"
	ownIgnoreFile = ".iamlintignore"
)

// standardPath stands for standard input among the paths, and for standard output as --output.
const standardPath = "-"

// file is a file to read.
type file struct {
	path     string // absolute, or standardPath
	artifact string // as findings name it: relative to the working directory if it lies there, with slashes
	named    bool   // by the user, not found in a folder
}

// finder finds the files to read.
type finder struct {
	cwd     string                     // absolute
	stdin   string                     // the name of standard input
	exclude *ignoreList                // of the configuration
	outside bool                       // the user speaks of what is outside of the working directory in relative terms
	ignores map[string][]ignorePattern // the ignore files read, by path
	seen    map[string]bool
	files   []file
	notices []finding.Notice
}

// find finds the files that the paths name, and those in the folders that they name, each once and always
// in the same order. A path that can't be read is a notice.
func (f *finder) find(ctx context.Context, paths []string) error {
	f.seen, f.ignores = map[string]bool{}, map[string][]ignorePattern{}
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if path == standardPath {
			f.add(file{path: standardPath, artifact: f.stdin, named: true})
			continue
		}
		f.outside = !filepath.IsAbs(path)
		if err := f.named(ctx, f.absolute(path)); err != nil {
			return err
		}
	}
	return nil
}

// named adds what the user named.
func (f *finder) named(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		f.fail(path, "cannot be read: "+reason(err))
		return nil
	}
	top := f.top(path, info.IsDir())
	if f.leftOut(path, top, info.IsDir()) {
		return nil
	}
	if info.IsDir() {
		above := filepath.Dir(path)
		return f.walk(ctx, path, ignoring{git: f.chain(gitIgnoreFile, top, above), own: f.chain(ownIgnoreFile, top, above)})
	}
	if !info.Mode().IsRegular() {
		f.fail(path, "cannot be read: not a regular file")
		return nil
	}
	f.add(file{path: path, artifact: f.artifact(path), named: true})
	return nil
}

// leftOut tells whether a path is not looked at even though the user named it.
func (f *finder) leftOut(path, top string, folder bool) bool {
	return f.exclude.ignoresWithin(slashed(path), folder) || f.ignoredBy(ownIgnoreFile, top, path, folder)
}

// ignoring is the ignore files that hold in a folder.
type ignoring struct{ git, own *ignoreList }

// walk adds the candidates in a folder and the folders in it.
func (f *finder) walk(ctx context.Context, folder string, lists ignoring) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.fail(folder, "folder cannot be read: "+reason(err))
	}
	lists = ignoring{git: f.enter(lists.git, gitIgnoreFile, folder), own: f.enter(lists.own, ownIgnoreFile, folder)}
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if entry.Name() == ".git" || f.ignored(lists, slashed(path), entry.IsDir()) {
			continue
		}
		if entry.IsDir() {
			if err := f.walk(ctx, path, lists); err != nil {
				return err
			}
			continue
		}
		f.met(path, entry.Type())
	}
	return nil
}

func (f *finder) ignored(lists ignoring, path string, folder bool) bool {
	return lists.git.ignores(path, folder) || lists.own.ignores(path, folder) || f.exclude.ignores(path, folder)
}

// met adds a file that a walk came by, if its name may be that of a template. A link to a file goes by the
// name of what it leads to, so that nothing is told twice; links to folders are not followed, and whatever
// is neither file nor folder could block, so it is let be.
func (f *finder) met(path string, mode fs.FileMode) {
	if !slices.Contains(candidates, strings.ToLower(filepath.Ext(path))) {
		return
	}
	if mode&fs.ModeSymlink != 0 {
		target, kind, err := follow(path)
		if errors.Is(err, fs.ErrPermission) {
			f.fail(path, "cannot be read: "+reason(err))
		}
		if err != nil {
			return // a link that leads nowhere holds nothing
		}
		path, mode = target, kind
	}
	if mode.IsRegular() {
		f.add(file{path: path, artifact: f.artifact(path)})
	}
}

func follow(link string) (target string, mode fs.FileMode, err error) {
	if target, err = filepath.EvalSymlinks(link); err != nil {
		return "", 0, err
	}
	info, err := os.Stat(target)
	if err != nil {
		return "", 0, err
	}
	return target, info.Mode(), nil
}

// candidates are the extensions that templates and policies go by, in lower case.
var candidates = []string{".yaml", ".yml", ".json", ".template"}

func (f *finder) add(found file) {
	if f.seen[found.path] {
		return
	}
	f.seen[found.path] = true
	f.files = append(f.files, found)
}

func (f *finder) fail(path, message string) {
	f.notices = append(f.notices, failure(f.artifact(path), message))
}

// failure is the notice that an artifact, as a whole, was not judged.
func failure(artifact, message string) finding.Notice {
	return finding.Notice{Failure: true, Message: message, At: source.Location{Artifact: artifact}}
}

// reason is what went wrong, without the operation and path that the notice has anyway.
func reason(err error) string {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		err = problem.Err
	}
	return err.Error()
}

func (f *finder) absolute(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(f.cwd, path)
}

// artifact is the name that findings give to an absolute path.
func (f *finder) artifact(path string) string {
	if relative, err := filepath.Rel(f.cwd, path); err == nil && (f.outside || filepath.IsLocal(relative)) {
		return slashed(relative)
	}
	return slashed(path)
}

func slashed(path string) string { return filepath.ToSlash(path) }
