package access

// truth is whether something holds, as far as that is known.
type truth uint8

const (
	no        truth = iota
	depends         // on circumstances: a key of the context that was not given
	uncertain       // on what is not known before deployment
	yes
)

func truthOf(holds bool) truth {
	if holds {
		return yes
	}
	return no
}

func (t truth) not() truth {
	switch t {
	case no:
		return yes
	case yes:
		return no
	default:
		return t
	}
}

// and holds if both do. What is not known outweighs circumstances: nobody can bring it about.
func (t truth) and(other truth) truth {
	switch {
	case t == no || other == no:
		return no
	case t == yes:
		return other
	case other == yes:
		return t
	}
	return max(t, other)
}

// or holds if one of them does.
func (t truth) or(other truth) truth { return max(t, other) }
