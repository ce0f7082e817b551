package node

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxRepeated is how many nodes aliases may add to those that are written. A
// few lines can stand for billions, and readers of the tree visit them all.
const maxRepeated = 100_000

// yamlReader turns the nodes of the YAML library into ours. The library says
// where a node begins, with its anchor and tag; the source says the rest.
type yamlReader struct {
	nodes    arena
	text     *text
	s        string
	place    cursor // for the positions of our nodes
	line     int    // of the library's node that was located last
	column   int
	offset   int
	anchors  map[*yaml.Node]*anchored
	count    int // nodes so far, those of aliases included
	repeated int // of these, the ones that aliases have added
	deepest  int // the deepest nesting since the innermost anchor
}

// anchored is what a node with an anchor has become.
type anchored struct {
	node   *Node // nil while it is being read
	count  int   // nodes in it
	height int   // lists and maps within one another in it
}

// crumbs is how many values content may have that are hardly longer than what separates them. The library makes a node of
// several hundred bytes of each, so that few megabytes of such content would take all memory.
const crumbs = 200_000

// crumbled tells whether content is made of crumbs: no template is.
func (t *text) crumbled() bool {
	values := strings.Count(t.content, ",") + strings.Count(t.content, "\n")
	return values > crumbs && values > len(t.content)/4
}

func parseYAML(t *text) (*Node, *Error) {
	if t.crumbled() {
		return nil, t.errorAt(0, fmt.Sprintf("more than %d values of hardly any text: no template is like that; split the file", crumbs))
	}
	root, err := decodeYAML(t)
	if err != nil {
		return nil, err
	}
	r := yamlReader{text: t, s: t.content, place: cursor{text: t}, anchors: map[*yaml.Node]*anchored{}, line: 1, column: 1}
	if root == nil {
		n := r.nodes.node()
		r.place.locate(n, 0, 0)
		return n, nil
	}
	n, _, err := r.value(root, 0)
	return n, err
}

// value reads a node that has depth lists and maps around it. It returns where
// the node ends in the source, which for an alias is the end of the alias.
func (r *yamlReader) value(y *yaml.Node, depth int) (*Node, int, *Error) {
	start := r.find(y.Line, y.Column)
	if y.Kind == yaml.AliasNode {
		return r.alias(y, start, depth)
	}
	r.count++
	if y.Anchor == "" {
		return r.tagged(y, start, depth)
	}
	known := &anchored{}
	r.anchors[y] = known
	count, deepest := r.count, r.deepest
	r.deepest = depth
	n, end, err := r.tagged(y, start, depth)
	known.node, known.count, known.height = n, r.count-count+1, r.deepest-depth
	r.deepest = max(deepest, r.deepest)
	return n, end, err
}

func (r *yamlReader) alias(y *yaml.Node, start, depth int) (*Node, int, *Error) {
	end := start + 1 + nameLength(r.s[min(start+1, len(r.s)):])
	end = min(end, len(r.s))
	known := r.anchors[y.Alias]
	if known == nil || known.node == nil {
		return nil, 0, r.fail(start, end, "anchor %q contains itself: write the value out", y.Value)
	}
	r.count += known.count
	r.repeated += known.count
	if r.repeated > maxRepeated {
		return nil, 0, r.fail(start, end, "aliases repeat more than %d values: write out what is needed", maxRepeated)
	}
	if depth+known.height > maxDepth {
		return nil, 0, tooDeep(r.place.location(start, end))
	}
	r.deepest = max(r.deepest, depth+known.height)
	return known.node, end, nil
}

func (r *yamlReader) fail(start, end int, format string, args ...any) *Error {
	return &Error{At: r.text.location(start, end), Message: fmt.Sprintf(format, args...)}
}

// enter counts a list or map that begins at start.
func (r *yamlReader) enter(start, depth int) *Error {
	if depth >= maxDepth {
		return tooDeep(r.text.location(start, start))
	}
	r.deepest = max(r.deepest, depth+1)
	return nil
}

// tagged reads a node that begins at start with its anchor and tag, and writes
// CloudFormation's short tags long.
func (r *yamlReader) tagged(y *yaml.Node, start, depth int) (*Node, int, *Error) {
	p := r.properties(y, start)
	name := longName(y)
	if name == "" {
		return r.untagged(y, p, depth)
	}
	if err := r.enter(p.tag, depth); err != nil {
		return nil, 0, err
	}
	n, key := r.nodes.node(), r.nodes.node()
	r.count += 2
	n.Kind = Map
	n.At.Region.Start = r.place.position(p.tag)
	key.Kind, key.Text = String, name
	r.place.locate(key, p.tag, p.tagEnd)
	value, end, err := r.untagged(y, p, depth+1)
	if err != nil {
		return nil, 0, err
	}
	if name == "Fn::GetAtt" {
		value = r.attribute(value)
	}
	n.Fields = append(r.nodes.mapOf(1), Field{key, value})
	r.close(n, p.tag, end)
	return n, end, nil
}

// longName is the function that a short tag stands for, or empty.
func longName(y *yaml.Node) string {
	if y.Style&yaml.TaggedStyle == 0 || len(y.Tag) < 2 || y.Tag[0] != '!' || y.Tag[1] == '!' {
		return ""
	}
	switch y.Tag {
	case "!Ref", "!Condition":
		return y.Tag[1:]
	default:
		return "Fn::" + y.Tag[1:]
	}
}

// attribute splits the resource from the attribute in !GetAtt resource.attribute.
func (r *yamlReader) attribute(value *Node) *Node {
	if value.Kind != String {
		return value
	}
	dot := strings.IndexByte(value.Text, '.')
	if dot < 0 {
		return value
	}
	list := r.nodes.node()
	list.Kind, list.At = List, value.At
	list.text, list.start, list.end = value.text, value.start, value.end
	list.Items = append(r.nodes.listOf(2), value.part(0, dot), value.part(dot+1, len(value.Text)))
	r.count += 2
	return list
}

func (r *yamlReader) untagged(y *yaml.Node, p properties, depth int) (*Node, int, *Error) {
	switch y.Kind {
	case yaml.MappingNode:
		return r.mapping(y, p.end, depth)
	case yaml.SequenceNode:
		return r.sequence(y, p.end, depth)
	default:
		n := r.scalar(y, p)
		return n, int(n.end), nil
	}
}

// close gives a list or map its end; its start has been set before its members
// were read, so that the cursor goes only forward.
func (r *yamlReader) close(n *Node, start, end int) {
	begin := n.At.Region.Start
	r.place.locate(n, end, end)
	n.start, n.At.Region.Start = int32(start), begin
}

func (r *yamlReader) sequence(y *yaml.Node, start, depth int) (*Node, int, *Error) {
	if err := r.enter(start, depth); err != nil {
		return nil, 0, err
	}
	n := r.nodes.node()
	n.Kind = List
	n.At.Region.Start = r.place.position(start)
	n.Items = r.nodes.listOf(len(y.Content))
	end := start + 1
	for _, content := range y.Content {
		item, itemEnd, err := r.value(content, depth+1)
		if err != nil {
			return nil, 0, err
		}
		n.Items = append(n.Items, item)
		end = max(end, itemEnd)
	}
	if y.Style&yaml.FlowStyle != 0 {
		end = r.closing(end, ']')
	}
	r.close(n, start, end)
	return n, end, nil
}

func (r *yamlReader) mapping(y *yaml.Node, start, depth int) (*Node, int, *Error) {
	if err := r.enter(start, depth); err != nil {
		return nil, 0, err
	}
	n := r.nodes.node()
	n.Kind = Map
	n.At.Region.Start = r.place.position(start)
	n.Fields = r.nodes.mapOf(len(y.Content) / 2)
	flow := y.Style&yaml.FlowStyle != 0
	bracket := flow && r.opens(y, start)
	end, merges := start, false
	if bracket {
		end++
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		field, fieldEnd, err := r.field(y.Content[i], y.Content[i+1], depth+1, flow)
		if err != nil {
			return nil, 0, err
		}
		n.Fields = append(n.Fields, field)
		end = max(end, fieldEnd)
		merges = merges || y.Content[i].Tag == mergeTag
	}
	if bracket {
		end = r.closing(end, '}')
	}
	r.close(n, start, end)
	if merges {
		if err := merge(n, y, r.text); err != nil {
			return nil, 0, err
		}
	}
	n.Fields = r.text.once(n.Fields)
	return n, end, nil
}

// field reads a key and its value.
func (r *yamlReader) field(k, v *yaml.Node, depth int, flow bool) (Field, int, *Error) {
	start := r.find(k.Line, k.Column)
	key, keyEnd, err := r.value(k, depth)
	if err != nil {
		return Field{}, 0, err
	}
	if key.Kind >= List {
		key = r.written(start, keyEnd)
	}
	value, end, err := r.value(v, depth)
	if err != nil {
		return Field{}, 0, err
	}
	if !flow && isMissing(v) && (end < keyEnd || end > keyEnd && r.s[end-1] != ':') {
		// The library says that a value left out stands where the next key does.
		end = keyEnd
		r.place.locate(value, end, end)
	}
	return Field{key, value}, max(keyEnd, end), nil
}

// isMissing says whether nothing stands for the node in the source.
func isMissing(y *yaml.Node) bool {
	return y.Kind == yaml.ScalarNode && y.Style == 0 && y.Value == "" && y.Anchor == ""
}

// written is the key that stands for a list or map as the source has it.
func (r *yamlReader) written(start, end int) *Node {
	key := r.nodes.node()
	key.Kind, key.style, key.Text = String, verbatim, r.s[start:end]
	r.place.locate(key, start, end)
	return key
}
