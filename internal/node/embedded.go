package node

// Embedded reads Text as JSON, as a policy is written as a string or after a
// block indicator. Every node of the result has its place in the file that n
// was read from; of a string that was put together from pieces, all stand where it
// does. The error is an *Error, also if n is not a String; as with Parse, a node may
// come with it.
func (n *Node) Embedded() (*Node, error) {
	const none = "not a text with JSON in it"
	switch {
	case n == nil:
		return nil, &Error{Message: none}
	case n.Kind != String:
		return nil, &Error{Message: none, At: n.At}
	case n.text == nil:
		root, err := Parse(n.At.Artifact, []byte(n.Text))
		if err != nil {
			return nil, &Error{Message: none, At: n.At}
		}
		return root.Moved(n.At), nil
	}
	t := &text{artifact: n.text.artifact, content: n.Text, outer: n, pieces: n.walk(nil)}
	return t.result(parseJSON(t))
}

// EmbeddedFile reads the file that a string is, YAML or JSON, as Embedded does.
func (n *Node) EmbeddedFile() (*Node, error) {
	if n == nil || n.Kind != String || n.text == nil {
		return n.Embedded()
	}
	t := &text{artifact: n.text.artifact, content: n.Text, outer: n, pieces: n.walk(nil)}
	t.findLines()
	return t.result(t.parse(false))
}
