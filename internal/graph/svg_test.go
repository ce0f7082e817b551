package graph

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWaysDoNotCrossWithoutNeed has two ways that cross when nodes stand in the order of the graph.
func TestWaysDoNotCrossWithoutNeed(t *testing.T) {
	g := Graph{
		Nodes: []Node{{Name: "upper", Rules: true}, {Name: "lower", Rules: true}, {Name: "to lower"}, {Name: "to upper"}},
		Edges: []Edge{{From: 2, To: 1, How: "assume"}, {From: 3, To: 0, How: "assume"}},
	}
	if diff := cmp.Diff([][]int{{3, 2}, {0, 1}}, g.untangled(g.columns())); diff != "" {
		t.Error(diff)
	}
}
