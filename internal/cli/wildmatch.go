package cli

import "strings"

// wildcards are the characters that make a text a glob.
const wildcards = `*?[\`

// wildmatch tells whether a whole path matches a glob of an ignore file: * and ? and [...] stop at slashes,
// ** between slashes spans folders, a backslash takes the next character as it is.
func wildmatch(glob, path string) bool {
	if !strings.ContainsAny(glob, wildcards) {
		return glob == path
	}
	m := matcher{glob: glob, path: path}
	if strings.Count(glob, "*") > 1 {
		m.failed = make([]bool, (len(glob)+1)*(len(path)+1))
	}
	return m.from(0, 0)
}

// matcher remembers where it failed, so that time grows with the product of the lengths, whatever the glob.
type matcher struct {
	glob, path string
	failed     []bool // by glob and path position; nil when no two stars can repeat work
}

// from tells whether glob[g:] matches path[p:].
func (m *matcher) from(g, p int) bool {
	for g < len(m.glob) {
		if m.glob[g] == '*' {
			return m.star(g, p)
		}
		next, ok := m.one(g, p)
		if !ok {
			return false
		}
		g, p = next, p+1
	}
	return p == len(m.path)
}

// one matches a single character of the path, and returns where the glob goes on.
func (m *matcher) one(g, p int) (next int, ok bool) {
	if p == len(m.path) {
		return 0, false
	}
	c := m.path[p]
	switch m.glob[g] {
	case '?':
		return g + 1, c != '/'
	case '[':
		next, ok = bracket(m.glob, g, c)
		return next, ok && c != '/'
	case '\\':
		if g++; g == len(m.glob) {
			return 0, false
		}
	}
	return g + 1, m.glob[g] == c
}

// star matches the stars that start at g.
func (m *matcher) star(g, p int) bool {
	rest := g
	for rest < len(m.glob) && m.glob[rest] == '*' {
		rest++
	}
	starts := g == 0 || m.glob[g-1] == '/'
	ends := rest == len(m.glob) || m.glob[rest] == '/' || strings.HasPrefix(m.glob[rest:], `\/`)
	spans := rest-g > 1 && starts && ends
	if spans && rest < len(m.glob) && m.glob[rest] == '/' && m.try(rest+1, p) {
		return true // **/ stands for no folder at all
	}
	for ; ; p++ {
		if m.try(rest, p) {
			return true
		}
		if p == len(m.path) || m.path[p] == '/' && !spans {
			return false
		}
	}
}

func (m *matcher) try(g, p int) bool {
	if m.failed == nil {
		return m.from(g, p)
	}
	at := g*(len(m.path)+1) + p
	if m.failed[at] {
		return false
	}
	ok := m.from(g, p)
	m.failed[at] = !ok
	return ok
}

// bracket matches the [...] that starts at g against a character, and returns where it ends. One that never
// ends matches nothing.
func bracket(glob string, g int, c byte) (next int, ok bool) {
	g++
	negated := g < len(glob) && (glob[g] == '!' || glob[g] == '^')
	if negated {
		g++
	}
	for first := true; g < len(glob) && (first || glob[g] != ']'); first = false {
		after, in, valid := member(glob, g, c)
		if !valid {
			return 0, false
		}
		ok = ok || in
		g = after
	}
	if g >= len(glob) {
		return 0, false
	}
	return g + 1, ok != negated
}

// member tells whether a character is in the member of a [...] that starts at g: a character, a range, or a
// class. It returns where the next member starts; one that makes no sense is not valid.
func member(glob string, g int, c byte) (next int, in, valid bool) {
	if class, end, found := posixClass(glob, g); found {
		return end, class != nil && class(c), class != nil
	}
	low, next, valid := classByte(glob, g)
	high := low
	if valid && next+1 < len(glob) && glob[next] == '-' && glob[next+1] != ']' {
		high, next, valid = classByte(glob, next+1)
	}
	return next, low <= c && c <= high, valid
}

// classByte is the character at g of a [...], which a backslash may precede.
func classByte(glob string, g int) (c byte, next int, ok bool) {
	if glob[g] == '\\' {
		g++
	}
	if g >= len(glob) {
		return 0, g, false
	}
	return glob[g], g + 1, true
}

// posixClass is the [:name:] at g of a [...]; it is nil when there is no class of that name.
func posixClass(glob string, g int) (class func(byte) bool, next int, found bool) {
	rest, ok := strings.CutPrefix(glob[g:], "[:")
	if !ok {
		return nil, g, false
	}
	name, _, ok := strings.Cut(rest, ":]")
	if !ok || strings.Contains(name, "]") {
		return nil, g, false
	}
	return posixClasses[name], g + len("[:") + len(name) + len(":]"), true
}

var posixClasses = map[string]func(byte) bool{
	"alnum":  func(c byte) bool { return isAlpha(c) || isDigit(c) },
	"alpha":  isAlpha,
	"blank":  func(c byte) bool { return c == ' ' || c == '\t' },
	"cntrl":  func(c byte) bool { return c < ' ' || c == 0x7f },
	"digit":  isDigit,
	"graph":  isGraph,
	"lower":  func(c byte) bool { return 'a' <= c && c <= 'z' },
	"print":  func(c byte) bool { return c == ' ' || isGraph(c) },
	"punct":  func(c byte) bool { return isGraph(c) && !isAlpha(c) && !isDigit(c) },
	"space":  func(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' },
	"upper":  func(c byte) bool { return 'A' <= c && c <= 'Z' },
	"xdigit": func(c byte) bool { return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' },
}

func isAlpha(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isGraph(c byte) bool { return '!' <= c && c <= '~' }
