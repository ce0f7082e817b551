package node

// Embedded reads Text as JSON, as a policy is written as a string or after a
// block indicator. Every node of the result has its place in the file that n
// was read from. The error is an *Error, also if n is not a String; as with
// Parse, a node may come with it.
func (n *Node) Embedded() (*Node, error) {
	if n == nil || n.Kind != String || n.text == nil {
		e := &Error{Message: "not a text with JSON in it"}
		if n != nil {
			e.At = n.At
		}
		return nil, e
	}
	t := &text{artifact: n.text.artifact, content: n.Text, outer: n, pieces: n.walk(nil)}
	return t.result(parseJSON(t))
}
