package engine

import (
	"fmt"
	"strconv"
	"strings"
)

func textOfReport(r *reportSieve) string {
	return fmt.Sprintf("(%q %d %d%s)", r.list, r.slots, r.item, textOfSteps(r.steps))
}

func textOfFunction(f *function) string {
	var b strings.Builder
	for _, c := range f.clauses {
		b.WriteString(textOfClause(c))
	}
	return "(" + b.String() + ")"
}

func textOfClause(c *clause) string {
	if c == nil {
		return ""
	}
	return fmt.Sprintf("(%d (%s) (%s) %s%s)", c.slots, textOfExprs(c.params), textOfSteps(c.steps), textOfExpr(&c.value), textOfClause(c.other))
}

func textOfSteps(steps []step) string {
	var b strings.Builder
	for i := range steps {
		s := &steps[i]
		fmt.Fprintf(&b, "(%s", stepWords[s.op])
		switch s.op {
		case letStep:
			fmt.Fprintf(&b, " %d %s", s.slots[0], textOfExpr(&s.a))
		case eachStep, everyStep:
			fmt.Fprintf(&b, " %d %d %s", s.slots[0], s.slots[1], textOfExpr(&s.a))
		case testStep:
			b.WriteString(" " + textOfExpr(&s.a))
		case equalStep:
			b.WriteString(" " + textOfExpr(&s.a) + " " + textOfExpr(s.b))
		default: // the others have steps only
		}
		b.WriteString(textOfSteps(s.steps) + ")")
	}
	return b.String()
}

func textOfExprs(exprs []expr) string {
	var b strings.Builder
	for i := range exprs {
		b.WriteString(" " + textOfExpr(&exprs[i]))
	}
	return b.String()
}

func textOfExpr(e *expr) string {
	switch e.op {
	case constExpr:
		return textOfValue(e.value)
	case slotExpr:
		return "$" + strconv.Itoa(e.slot)
	case inputExpr:
		return "input"
	case refExpr:
		return "(." + textOfExprs(e.args) + ")"
	case callExpr:
		return fmt.Sprintf("(call %q%s)", e.value.text, textOfExprs(e.args))
	case someExpr:
		return fmt.Sprintf("(some %s (%s)%s)", setWords[e.kind], textOfExprs(e.args), textOfSteps(e.steps))
	default:
		return "?"
	}
}

func textOfValue(v value) string {
	switch v.kind {
	case textValue:
		return strconv.Quote(v.text)
	case intValue:
		return strconv.Itoa(v.n)
	case truthValue:
		return strconv.FormatBool(v.n == 1)
	case nullValue:
		return "null"
	default:
		return textOfMany(v)
	}
}

func textOfMany(v value) string {
	var b strings.Builder
	for i, item := range v.many.items {
		if v.many.keys != nil {
			b.WriteString(" " + textOfValue(v.many.keys[i]))
		}
		b.WriteString(" " + textOfValue(item))
	}
	return "(" + setWords[v.kind] + b.String() + ")"
}
