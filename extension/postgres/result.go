package postgres

import (
	bytes "encoding/binary"
	"math"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// result is what a statement gave, decoded off the event loop.
type result struct {
	fields   []pgconn.FieldDescription
	cells    []cell
	rows     int
	command  string
	affected int64
}

type cellKind uint8

const (
	isNull cellKind = iota
	isText
	isNumber
	isInteger
	isBool
	isTime
	isBytes
	isJSON
	isList
)

// cell is one value of a row.
type cell struct {
	kind    cellKind
	integer int64
	number  float64
	text    string
	list    []cell
}

// formatsOf asks for the binary form where it is cheaper to read, and for text everywhere else.
func formatsOf(found *pgconn.StatementDescription) []int16 {
	if len(found.Fields) == 0 {
		return nil
	}
	formats := make([]int16, len(found.Fields))
	for index, field := range found.Fields {
		if isBinary(field.DataTypeOID) {
			formats[index] = pgtype.BinaryFormatCode
		}
	}
	return formats
}

func isBinary(oid uint32) bool {
	switch oid {
	case pgtype.BoolOID, pgtype.ByteaOID, pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.Float4OID, pgtype.Float8OID,
		pgtype.TimestampOID, pgtype.TimestamptzOID:
		return true
	}
	return false
}

func (c *connection) read(reader *pgconn.ResultReader, found *pgconn.StatementDescription, onlyCount bool) (*result, error) {
	made := &result{fields: found.Fields}
	if len(made.fields) == 0 {
		// Only known when it runs, as of a FETCH. The reader's own slice is used again.
		made.fields = append([]pgconn.FieldDescription{}, reader.FieldDescriptions()...)
	}
	for reader.NextRow() {
		made.rows++
		if onlyCount {
			continue
		}
		for index, raw := range reader.Values() {
			made.cells = append(made.cells, c.cell(raw, made.fields[index], len(found.Fields) > 0))
		}
	}
	tag, err := reader.Close()
	if err != nil {
		return nil, err
	}
	made.command, made.affected = commandOf(tag), tag.RowsAffected()
	return made, nil
}

// commandOf is the first word of a tag: INSERT of `INSERT 0 1`.
func commandOf(tag pgconn.CommandTag) string {
	word, _, _ := strings.Cut(tag.String(), " ")
	return word
}

func (c *connection) cell(raw []byte, field pgconn.FieldDescription, binary bool) cell {
	if raw == nil {
		return cell{}
	}
	if !binary {
		return textCell(string(raw), field.DataTypeOID, c.types)
	}
	switch field.DataTypeOID {
	case pgtype.BoolOID:
		return cell{kind: isBool, integer: int64(raw[0])}
	case pgtype.Int2OID:
		return cell{kind: isInteger, integer: int64(int16(bytes.BigEndian.Uint16(raw)))}
	case pgtype.Int4OID:
		return cell{kind: isInteger, integer: int64(int32(bytes.BigEndian.Uint32(raw)))}
	case pgtype.Int8OID:
		return cell{kind: isInteger, integer: int64(bytes.BigEndian.Uint64(raw))}
	case pgtype.Float4OID:
		return cell{kind: isNumber, number: float64(math.Float32frombits(bytes.BigEndian.Uint32(raw)))}
	case pgtype.Float8OID:
		return cell{kind: isNumber, number: math.Float64frombits(bytes.BigEndian.Uint64(raw))}
	case pgtype.TimestampOID, pgtype.TimestamptzOID:
		return timeCell(int64(bytes.BigEndian.Uint64(raw)))
	case pgtype.ByteaOID:
		return cell{kind: isBytes, text: string(raw)}
	}
	return textCell(string(raw), field.DataTypeOID, c.types)
}

// Microseconds from 1970 to 2000, where PostgreSQL's clock begins.
const epochMicros = 946_684_800_000_000

func timeCell(micros int64) cell {
	switch micros {
	case math.MaxInt64:
		return cell{kind: isText, text: "infinity"}
	case math.MinInt64:
		return cell{kind: isText, text: "-infinity"}
	}
	return cell{kind: isTime, number: math.Floor(float64(micros+epochMicros) / 1000)}
}

// textCell reads the text form of a value, also of an element of an array.
func textCell(text string, oid uint32, known *types) cell {
	switch oid {
	case pgtype.BoolOID:
		return cell{kind: isBool, integer: map[string]int64{"t": 1}[text]}
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.OIDOID:
		return integerCell(text)
	case pgtype.Float4OID, pgtype.Float8OID:
		return numberCell(text)
	case pgtype.NumericOID:
		return numericCell(text)
	case pgtype.TimestampOID, pgtype.TimestamptzOID:
		for _, layout := range []string{"2006-01-02 15:04:05.999999-07", "2006-01-02 15:04:05.999999-07:00", "2006-01-02 15:04:05.999999"} {
			if at, err := time.Parse(layout, text); err == nil {
				return cell{kind: isTime, number: float64(at.UnixMilli())}
			}
		}
		return cell{kind: isText, text: text}
	}
	switch shape := known.of(oid); shape.kind {
	case asJSON:
		return cell{kind: isJSON, text: text}
	case asVector:
		return vectorCell(text)
	case asArray:
		if list, ok := arrayCell(text, shape.element, known); ok {
			return list
		}
	}
	return cell{kind: isText, text: text}
}
