package postgres

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/sobek"
)

// param is a JavaScript value on its way to the server, which gets everything as text: then it is the server that decides what a text means, as with
// node-postgres.
type param struct {
	kind paramKind
	text string
	list []param
}

type paramKind uint8

const (
	nothing paramKind = iota
	word
	// A number or a boolean: the same in JSON and in SQL.
	plain
	// Already JSON.
	document
	bytea
	list
)

func textParam(text string) param { return param{kind: word, text: text} }

// readValues reads an array of values. To be called on the event loop.
func (i *instance) readValues(value sobek.Value) ([]param, error) {
	if isNothing(value) {
		return nil, nil
	}
	object := value.ToObject(i.vu.Runtime())
	if object.ClassName() != "Array" {
		return nil, clientError("values must be an array, such as [1, 'two'], but is %s", printable(value.String()))
	}
	length := int(object.Get("length").ToInteger())
	values := make([]param, length)
	for index := range values {
		one, err := i.param(object.Get(strconv.Itoa(index)))
		if err != nil {
			return nil, err
		}
		values[index] = one
	}
	return values, nil
}

// param reads one value.
func (i *instance) param(value sobek.Value) (param, error) {
	if isNothing(value) {
		return param{}, nil
	}
	switch exported := value.Export().(type) {
	case map[string]any:
		text, err := i.text(sobek.Undefined(), value)
		if err != nil {
			return param{}, clientError("a value cannot be written as JSON: %s", printable(err.Error()))
		}
		return param{kind: document, text: text.String()}, nil
	default:
		return exportedParam(exported)
	}
}

func exportedParam(value any) (param, error) {
	switch known := value.(type) {
	case nil:
		return param{}, nil
	case string:
		return textParam(known), nil
	case bool:
		return param{kind: plain, text: strconv.FormatBool(known)}, nil
	case int64:
		return param{kind: plain, text: strconv.FormatInt(known, 10)}, nil
	case float64:
		return param{kind: plain, text: floatText(known)}, nil
	case float32:
		return param{kind: plain, text: strconv.FormatFloat(float64(known), 'g', -1, 32)}, nil
	case *big.Int:
		return param{kind: plain, text: known.String()}, nil
	case time.Time:
		return textParam(known.UTC().Format("2006-01-02T15:04:05.999Z07:00")), nil
	case []byte:
		return bytesParam(known), nil
	case sobek.ArrayBuffer:
		return bytesParam(known.Bytes()), nil
	case []any:
		return listParam(known)
	case []float64:
		return listParam(known)
	case []float32:
		return listParam(known)
	case map[string]any:
		text, err := json.Marshal(known)
		if err != nil {
			return param{}, clientError("a value cannot be written as JSON")
		}
		return param{kind: document, text: string(text)}, nil
	}
	return param{}, clientError("a value of the kind %T cannot be sent: expected a text, number, boolean, Date, array, object, bytes or null", value)
}

func bytesParam(raw []byte) param { return param{kind: bytea, text: `\x` + hex.EncodeToString(raw)} }

func listParam[T any](values []T) (param, error) {
	made := param{kind: list, list: make([]param, len(values))}
	for index, value := range values {
		one, err := exportedParam(value)
		if err != nil {
			return made, err
		}
		made.list[index] = one
	}
	return made, nil
}

func floatText(value float64) string {
	switch {
	case math.IsNaN(value):
		return "NaN"
	case math.IsInf(value, 1):
		return "Infinity"
	case math.IsInf(value, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(value, 'g', -1, 64)
}

// encode writes values for the parameters that they are for.
func encode(values []param, oids []uint32, known *types) ([][]byte, error) {
	if len(values) == 0 {
		return nil, nil
	}
	encoded := make([][]byte, len(values))
	for index, value := range values {
		if value.kind == nothing {
			continue
		}
		text, err := value.as(known.of(oids[index]))
		if err != nil {
			return nil, err
		}
		encoded[index] = []byte(text)
	}
	return encoded, nil
}

func (p param) as(shape shape) (string, error) {
	if strings.IndexByte(p.text, 0) >= 0 {
		return "", clientError("a text has a NUL character, which PostgreSQL cannot store: expected one without")
	}
	if p.kind != list {
		return p.text, nil
	}
	var text strings.Builder
	switch shape.kind {
	case asJSON:
		p.writeJSON(&text)
	case asVector:
		text.WriteByte('[')
		p.writeAll(&text, func(one param) { text.WriteString(one.text) })
		text.WriteByte(']')
	default:
		p.writeArray(&text)
	}
	return text.String(), nil
}

func (p param) writeAll(text *strings.Builder, write func(param)) {
	for index, one := range p.list {
		if index > 0 {
			text.WriteByte(',')
		}
		write(one)
	}
}

func (p param) writeArray(text *strings.Builder) {
	text.WriteByte('{')
	p.writeAll(text, func(one param) {
		switch one.kind {
		case nothing:
			text.WriteString("NULL")
		case plain:
			text.WriteString(one.text)
		case list:
			one.writeArray(text)
		default:
			text.WriteByte('"')
			text.WriteString(arrayQuotes.Replace(one.text))
			text.WriteByte('"')
		}
	})
	text.WriteByte('}')
}

var arrayQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func (p param) writeJSON(text *strings.Builder) {
	switch p.kind {
	case nothing:
		text.WriteString("null")
	case plain, document:
		text.WriteString(p.text)
	case list:
		text.WriteByte('[')
		p.writeAll(text, func(one param) { one.writeJSON(text) })
		text.WriteByte(']')
	default:
		quoted, _ := json.Marshal(p.text)
		text.Write(quoted)
	}
}
