package engine

// expr is an expression of a sieve.
type expr struct {
	op       exprOp
	kind     valueKind // of a comprehension: what it makes of its items, which are args[0], or of keys and items
	slot     int
	value    value // of a constant; of a call the name of the function, which is one of the next two
	builtIn  func(args []value) value
	function *function // nil when sieves can't call it
	args     []expr    // of a call; of a reference its base and its keys
	steps    []step    // of a comprehension
}

type exprOp uint8

const (
	unknownExpr exprOp = iota
	constExpr
	slotExpr
	inputExpr
	refExpr
	callExpr
	someExpr // a comprehension
)

func (s *sifter) eval(f *frame, e *expr) value {
	switch e.op {
	case constExpr:
		return e.value
	case slotExpr:
		return f.values[e.slot]
	case inputExpr:
		return s.input
	case refExpr:
		return s.follow(f, e)
	case callExpr:
		return s.apply(f, e)
	case someExpr:
		return s.comprehend(f, e)
	default:
		return value{kind: unknown}
	}
}

// follow goes the way of a reference.
func (s *sifter) follow(f *frame, e *expr) value {
	v := s.eval(f, &e.args[0])
	for i := 1; i < len(e.args) && v.kind != undefined; i++ {
		key := s.eval(f, &e.args[i])
		switch {
		case key.kind == undefined:
			return key
		case i == 1 && e.args[0].op == inputExpr && key.text == settingsPart:
			v = s.settings
		default:
			v = v.get(key)
		}
	}
	return v
}

// comprehend gives what a comprehension makes, if that is known for sure, small, and without doubt about which
// items are the same.
func (s *sifter) comprehend(f *frame, e *expr) value {
	made := &many{}
	in := frame{values: f.values, collect: e, collected: made}
	const never = yes + 1
	if s.body(&in, e.steps, yes, never) == maybe || in.collected == nil {
		return value{kind: unknown}
	}
	return value{kind: e.kind, many: made}
}

// mostGathered is how many items a sieve gathers.
const mostGathered = 64

// gather adds an item to those of a comprehension, or gives up.
func (s *sifter) gather(f *frame, sure verdict) verdict {
	made := f.collected
	if sure < yes || s.left < 0 || made == nil || len(made.items) >= mostGathered {
		f.collected = nil
		return maybe
	}
	e := f.collect
	item := s.eval(f, &e.args[len(e.args)-1])
	key := s.eval(f, &e.args[0])
	if item.kind == undefined || key.kind == undefined {
		return no
	}
	if e.kind != listValue {
		keys := made.items
		if e.kind == tableValue {
			keys = made.keys
		}
		switch (value{kind: setValue, many: &many{items: keys}}).holds(key) {
		case maybe:
			f.collected = nil
			return maybe
		case yes:
			return yes
		default: // it is new
		}
	}
	made.items = append(made.items, item)
	if e.kind == tableValue {
		made.keys = append(made.keys, key)
	}
	return yes
}

func (s *sifter) apply(f *frame, e *expr) value {
	top := len(s.stack)
	args := s.push(len(e.args))
	result := value{}
	for i := range args {
		if args[i] = s.eval(f, &e.args[i]); args[i].kind == undefined {
			s.stack = s.stack[:top]
			return result
		}
	}
	if e.builtIn != nil {
		result = e.builtIn(args)
	} else {
		result = s.call(e.function, args)
	}
	s.stack = s.stack[:top]
	return result
}
