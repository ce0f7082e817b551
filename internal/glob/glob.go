// Package glob matches IAM's wildcards: * is any run of characters, also
// none; ? is one character; all else is itself, case and all. A pattern always
// speaks of the whole string, and neither ":" nor "/" is special, because IAM
// lets a * run past them. Characters are code points.
package glob

import "strings"

// Match tells whether the text is one that the pattern stands for. It takes
// time proportional to len(pattern)*len(text) at worst and no memory.
func Match(pattern, text string) bool {
	p, t := 0, 0
	star, mark := -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, t
			p++
		case p < len(pattern) && pattern[p] == '?':
			p++
			t = next(text, t)
		case p < len(pattern) && pattern[p] == text[t]:
			p++
			t++
		case star >= 0:
			// The last * takes one character more; earlier ones need no second try.
			mark = next(text, mark)
			p, t = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// next is the offset of the character after the one at i.
func next(text string, i int) int {
	i++
	for i < len(text) && text[i]&0xC0 == 0x80 {
		i++
	}
	return i
}

// HasWildcard tells whether the text holds * or ?.
func HasWildcard(text string) bool { return strings.ContainsAny(text, "*?") }

// Meets tells whether some string matches both patterns. It takes time
// proportional to len(a)*len(b), and memory to len(b).
func Meets(a, b string) bool {
	if apart(a, b) {
		return false
	}
	switch {
	case !HasWildcard(b):
		return Match(a, b)
	case !HasWildcard(a):
		return Match(b, a)
	}
	return meets([]rune(a), []rune(b))
}

func meets(x, y []rune) bool {
	// row[j]: some string matches both x[:i] and y[:j].
	row := make([]bool, len(y)+1)
	row[0] = true
	for j := 1; j <= len(y) && y[j-1] == '*'; j++ {
		row[j] = true
	}
	for i := 1; i <= len(x); i++ {
		diagonal := row[0]
		row[0] = row[0] && x[i-1] == '*'
		for j := 1; j <= len(y); j++ {
			above := row[j]
			if x[i-1] == '*' || y[j-1] == '*' {
				row[j] = above || row[j-1] // one star is empty, or takes one more of the other
			} else {
				row[j] = diagonal && (x[i-1] == y[j-1] || x[i-1] == '?' || y[j-1] == '?')
			}
			diagonal = above
		}
	}
	return row[len(y)]
}

// apart tells whether two patterns begin or end with different literals, so that nothing matches both: most that are
// compared do.
func apart(a, b string) bool {
	for i := 0; i < min(len(a), len(b)) && !wild(a[i]) && !wild(b[i]); i++ {
		if a[i] != b[i] {
			return true
		}
	}
	for i, j := len(a)-1, len(b)-1; i >= 0 && j >= 0 && !wild(a[i]) && !wild(b[j]); i, j = i-1, j-1 {
		if a[i] != b[j] {
			return true
		}
	}
	return false
}

func wild(c byte) bool { return c == '*' || c == '?' }
