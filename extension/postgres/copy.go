package postgres

import (
	"context"
	"strings"

	"github.com/grafana/sobek"
	"github.com/jackc/pgx/v5"
)

// copy is COPY … FROM STDIN. The rows are read from the iterable at once, on the event loop.
func (i *instance) copy(call sobek.FunctionCall, at place, own callOptions) (sobek.Value, error) {
	table, err := textOf("the table", call.Argument(0))
	if err != nil {
		return nil, err
	}
	columns, err := i.readColumns(call.Argument(1))
	if err != nil {
		return nil, err
	}
	rows, err := i.readRows(call.Argument(2), len(columns))
	if err != nil {
		return nil, err
	}
	options, err := i.readOptions(call.Argument(3), own, false)
	if err != nil {
		return nil, err
	}
	names := pgx.Identifier(strings.Split(table, ".")).Sanitize()
	quoted := make([]string, len(columns))
	for index, column := range columns {
		quoted[index] = pgx.Identifier{column}.Sanitize()
	}
	list := strings.Join(quoted, ", ")
	return i.call(at, options, func(ctx context.Context, b *borrowed, open bool) (func() sobek.Value, int64, error) {
		count, err := b.copyRows(ctx, names, list, rows, options.settings, open)
		return func() sobek.Value { return i.vu.Runtime().ToValue(count) }, count, err
	}), nil
}

func (i *instance) readColumns(value sobek.Value) ([]string, error) {
	var columns []string
	if isNothing(value) || i.vu.Runtime().ExportTo(value, &columns) != nil || len(columns) == 0 {
		return nil, clientError("copy() needs the names of the columns: expected ['id', 'title']")
	}
	return columns, nil
}

func (i *instance) readRows(value sobek.Value, width int) (rows [][]param, wrong error) {
	if isNothing(value) {
		return nil, clientError("copy() needs rows: expected an iterable of arrays")
	}
	// An iterable that throws is an error of the script.
	defer func() {
		if came := recover(); came != nil {
			exception, ok := came.(error)
			if !ok {
				panic(came)
			}
			wrong = clientError("the rows of copy() cannot be read: %s", printable(exception.Error()))
		}
	}()
	i.vu.Runtime().ForOf(value, func(one sobek.Value) bool {
		var row []param
		row, wrong = i.readValues(one)
		if wrong == nil && len(row) != width {
			wrong = clientError("row %d of copy() has %d values, but there are %d columns", len(rows), len(row), width)
		}
		rows = append(rows, row)
		return wrong == nil
	})
	return rows, wrong
}

// copyRows sends rows in COPY's text form.
func (c *connection) copyRows(
	ctx context.Context, table, columns string, rows [][]param, settings []setting, open bool,
) (count int64, err error) {
	// What the columns are: an array and a JSON document are written differently.
	found, err := c.describe(ctx, "SELECT "+columns+" FROM "+table+" LIMIT 0")
	if err != nil {
		return 0, err
	}
	shapes := make([]shape, len(found.Fields))
	for index, field := range found.Fields {
		shapes[index] = c.types.of(field.DataTypeOID)
	}
	var text strings.Builder
	for _, row := range rows {
		for index, value := range row {
			if index > 0 {
				text.WriteByte('\t')
			}
			if value.kind == nothing {
				text.WriteString(`\N`)
				continue
			}
			word, err := value.as(shapes[index])
			if err != nil {
				return 0, err
			}
			_, _ = copyQuotes.WriteString(&text, word)
		}
		text.WriteByte('\n')
	}
	own := len(settings) > 0 && !open
	if len(settings) > 0 {
		begin := "SAVEPOINT settings"
		if own {
			begin = "BEGIN"
		}
		if err := c.open(ctx, begin, settings); err != nil {
			return 0, err
		}
	}
	tag, err := c.raw.CopyFrom(ctx, strings.NewReader(text.String()), "COPY "+table+" ("+columns+") FROM STDIN")
	if own && err == nil {
		_, err = c.simple(ctx, "COMMIT")
	}
	if own && err != nil {
		c.rollBack()
	}
	return tag.RowsAffected(), err
}

var copyQuotes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
