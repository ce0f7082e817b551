package node

// arena hands out nodes, and room for lists and maps, from larger allocations.
type arena struct {
	nodes  []Node
	fields []Field
	items  []*Node
	next   int // size of the next allocation
}

const largestChunk = 256

func (a *arena) node() *Node {
	if len(a.nodes) == 0 {
		a.next = min(max(16, 2*a.next), largestChunk)
		a.nodes = make([]Node, a.next)
	}
	n := &a.nodes[0]
	a.nodes = a.nodes[1:]
	return n
}

// mapOf returns an empty list of fields with room for n.
func (a *arena) mapOf(n int) []Field {
	if n > largestChunk/4 {
		return make([]Field, 0, n)
	}
	if n > len(a.fields) {
		a.fields = make([]Field, max(n, a.next))
	}
	room := a.fields[:0:n]
	a.fields = a.fields[n:]
	return room
}

// listOf returns an empty list of nodes with room for n.
func (a *arena) listOf(n int) []*Node {
	if n > largestChunk/4 {
		return make([]*Node, 0, n)
	}
	if n > len(a.items) {
		a.items = make([]*Node, max(n, a.next))
	}
	room := a.items[:0:n]
	a.items = a.items[n:]
	return room
}
