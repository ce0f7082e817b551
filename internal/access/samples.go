package access

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
)

// samples are values of a key of which one stands for each way in which conditions can come out.
func (c *comparison) samples(key string, demands []demand, base map[string][]string) []string {
	var s samples
	s.texts = append(s.texts, base[key]...)
	for _, d := range demands {
		_, name, _ := catalog.SplitOperator(d.condition.Operator)
		operator, _ := catalog.FindOperator(name)
		for _, v := range d.condition.Values {
			text := reading{variables: d.reading.variables}.exact(v)
			s.add(operator, c.filled(fillingOf(base), text)[0])
		}
	}
	for _, n := range around(s.numbers) {
		s.texts = append(s.texts, strconv.FormatFloat(n, 'f', -1, 64))
	}
	for _, n := range around(s.dates) {
		s.texts = append(s.texts, time.Unix(int64(n), 0).UTC().Format(time.RFC3339))
	}
	var different []string
	for _, text := range append(s.texts, c.parted(s.patterns)...) {
		if !slices.Contains(different, text) {
			different = append(different, text)
		}
	}
	return different
}

// samples are what conditions with one key compare it with.
type samples struct {
	texts, patterns []string
	numbers, dates  []float64
}

func (s *samples) add(operator catalog.Operator, text string) {
	switch operator.Type() {
	case "Numeric":
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			s.numbers = append(s.numbers, n)
		}
	case "Date":
		if t, ok := date(text); ok {
			s.dates = append(s.dates, float64(t.Unix()))
		}
	case "Bool":
		s.texts = append(s.texts, "true", "false")
	case "IPAddress":
		s.texts = append(s.texts, addresses(text)...)
	default:
		if !operator.Wildcards() {
			text = literal(text)
		}
		s.texts, s.patterns = append(s.texts, fresh), append(s.patterns, text)
	}
}

func fillingOf(context map[string][]string) filling {
	f := filling{}
	for key, values := range context {
		if len(values) == 1 {
			f[key] = values[0]
		}
	}
	return f
}

// parted are texts that match some of the patterns and not the others, in every way there is; also in upper and lower case.
func (c *comparison) parted(patterns []string) (texts []string) {
	var parting []border
	slices.Sort(patterns)
	for _, p := range slices.Compact(patterns) {
		if glob.HasWildcard(p) {
			parting = append(parting, border{p, true, true})
			continue
		}
		text := strings.NewReplacer(literalStar, "*", literalMark, "?").Replace(p)
		texts = append(texts, text, strings.ToLower(text), strings.ToUpper(text))
	}
	if len(parting) == 0 {
		return texts // else any text would stand for those that match nothing, of a Bool too
	}
	for _, p := range c.cells([]string{"*"}, nil, parting) {
		texts = append(texts, p.natural())
	}
	return texts
}

// around are numbers, and one between each two of them and at either end.
func around(numbers []float64) (all []float64) {
	sorted := slices.Compact(slices.Sorted(slices.Values(numbers)))
	for i, n := range sorted {
		after := n + 1
		if i+1 < len(sorted) {
			after = min(after, n+(sorted[i+1]-n)/2)
		}
		all = append(all, n-1, n, after)
	}
	return all
}

// addresses are the first one of a range and the one that follows its last, and one of either version from the ranges for documentation.
func addresses(text string) []string {
	found := []string{"192.0.2.1", "2001:db8::1"}
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		address, err := netip.ParseAddr(text)
		if err != nil {
			return found
		}
		prefix = netip.PrefixFrom(address, address.BitLen())
	}
	first := prefix.Masked().Addr()
	found = append(found, first.String())
	if after := following(first, prefix.Bits()); after.IsValid() {
		found = append(found, after.String())
	}
	return found
}

// following is the address after the last one of a range; none after the last of all.
func following(first netip.Addr, bits int) netip.Addr {
	last := first.AsSlice()
	for i := bits; i < first.BitLen(); i++ {
		last[i/8] |= 1 << (7 - i%8)
	}
	address, _ := netip.AddrFromSlice(last)
	return address.Next()
}
