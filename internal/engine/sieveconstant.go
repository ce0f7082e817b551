package engine

import "github.com/open-policy-agent/opa/v1/ast"

// constant is the value of a term that has neither variables nor numbers with a fraction in it.
func constant(t *ast.Term) (value, bool) {
	switch v := t.Value.(type) {
	case ast.String:
		return textOf(string(v)), true
	case ast.Boolean:
		return truthOf(bool(v)), true
	case ast.Null:
		return value{kind: nullValue}, true
	case ast.Number:
		n, ok := v.Int()
		return intOf(n), ok
	case *ast.Array:
		return constants(listValue, v.Foreach)
	case ast.Set:
		return constants(setValue, v.Foreach)
	case ast.Object:
		return constantTable(v)
	}
	return value{}, false
}

func constants(kind valueKind, each func(func(*ast.Term))) (value, bool) {
	made, all := value{kind: kind, many: &many{}}, true
	each(func(t *ast.Term) {
		item, ok := constant(t)
		all = all && ok
		made.many.items = append(made.many.items, item)
	})
	return made, all
}

func constantTable(object ast.Object) (value, bool) {
	made, all := value{kind: tableValue, many: &many{}}, true
	object.Foreach(func(k, v *ast.Term) {
		key, isKey := constant(k)
		item, isItem := constant(v)
		all = all && isKey && isItem
		made.many.keys, made.many.items = append(made.many.keys, key), append(made.many.items, item)
	})
	return made, all
}
