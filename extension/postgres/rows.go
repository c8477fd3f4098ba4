package postgres

import (
	"math/big"

	"github.com/grafana/sobek"
)

// What follows runs on the event loop.

// resultObject is a result as node-postgres shows it.
func (i *instance) resultObject(made *result) sobek.Value {
	runtime := i.vu.Runtime()
	object := runtime.NewObject()
	names := make([]string, len(made.fields))
	for index, field := range made.fields {
		names[index] = field.Name
	}
	rows := make([]any, made.rows)
	for row := range rows {
		one := runtime.NewObject()
		for column, name := range names {
			_ = one.Set(name, i.cellValue(made.cells[row*len(names)+column]))
		}
		rows[row] = one
	}
	_ = object.Set("rows", runtime.NewArray(rows...))
	_ = object.Set("rowCount", made.affected)
	_ = object.Set("fields", i.fieldsOf(made, names))
	_ = object.Set("command", made.command)
	return object
}

// Descriptions that a VU keeps at most; a script that builds its texts has more.
const mostShown = 1_000

// fieldsOf is made once for each prepared statement: results of it share one array.
func (i *instance) fieldsOf(made *result, names []string) sobek.Value {
	runtime := i.vu.Runtime()
	if len(names) == 0 {
		return runtime.NewArray()
	}
	key := &made.fields[0]
	if known, ok := i.fields[key]; ok {
		return known
	}
	fields := make([]any, len(names))
	for index, name := range names {
		field := runtime.NewObject()
		_ = field.Set("name", name)
		_ = field.Set("dataTypeID", int64(made.fields[index].DataTypeOID))
		fields[index] = field
	}
	shown := runtime.NewArray(fields...)
	if len(i.fields) >= mostShown {
		clear(i.fields)
	}
	i.fields[key] = shown
	return shown
}

func (i *instance) cellValue(c cell) sobek.Value {
	runtime := i.vu.Runtime()
	switch c.kind {
	case isText:
		return runtime.ToValue(c.text)
	case isNumber:
		return runtime.ToValue(c.number)
	case isInteger:
		if c.integer > mostExact || c.integer < -mostExact {
			return runtime.ToValue(big.NewInt(c.integer))
		}
		return runtime.ToValue(c.integer)
	case isBool:
		return runtime.ToValue(c.integer != 0)
	case isTime:
		if date, err := runtime.New(runtime.Get("Date"), runtime.ToValue(c.number)); err == nil {
			return date
		}
	case isBytes:
		return runtime.ToValue(runtime.NewArrayBuffer([]byte(c.text)))
	case isJSON:
		return i.parsed(c.text)
	case isList:
		values := make([]any, len(c.list))
		for index, one := range c.list {
			values[index] = i.cellValue(one)
		}
		return runtime.NewArray(values...)
	}
	return sobek.Null()
}

// Deeper JSON would overflow the stack of k6's parser, which ends the process.
const deepestJSON = 1_000

// parsed reads JSON; what is too deep stays the text that it is.
func (i *instance) parsed(text string) sobek.Value {
	value := i.vu.Runtime().ToValue(text)
	if depthOf(text) > deepestJSON {
		return value
	}
	if parsed, err := i.parse(sobek.Undefined(), value); err == nil {
		return parsed
	}
	return value
}

func depthOf(text string) int {
	depth, deepest, quoted := 0, 0, false
	for at := 0; at < len(text); at++ {
		switch char := text[at]; {
		case quoted && char == '\\':
			at++
		case char == '"':
			quoted = !quoted
		case quoted:
		case char == '[' || char == '{':
			depth++
			deepest = max(deepest, depth)
		case char == ']' || char == '}':
			depth--
		}
	}
	return deepest
}
