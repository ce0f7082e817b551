package parse

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// Notices gathers what could not be read or is not known. The zero value is ready.
type Notices struct {
	list []finding.Notice
}

// Add notes something at a place; the message is made as fmt.Sprintf makes it.
func (n *Notices) Add(at source.Location, format string, args ...any) {
	n.list = append(n.list, finding.Notice{Message: fmt.Sprintf(format, args...), At: at})
}

// Fail notes that a part of the job was not done.
func (n *Notices) Fail(at source.Location, format string, args ...any) {
	n.list = append(n.list, finding.Notice{Failure: true, Message: fmt.Sprintf(format, args...), At: at})
}

// Take adds what was noted elsewhere.
func (n *Notices) Take(list []finding.Notice) { n.list = append(n.list, list...) }

// Sorted is everything noted, by place, each thing once: what stands on several
// branches is read several times.
func (n *Notices) Sorted() []finding.Notice {
	slices.SortStableFunc(n.list, func(a, b finding.Notice) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(n.list)
}
