package postgres

import (
	"context"
	"errors"
	"strconv"

	"github.com/jackc/pgx/v5/pgconn"
)

// connection is one of a pool's, with the statements that it has prepared.
type connection struct {
	raw      *pgconn.PgConn
	types    *types
	prepared map[string]*prepared
	numbered int
}

// prepared is a statement that the server knows by a name, with the forms that its columns come in.
type prepared struct {
	*pgconn.StatementDescription
	formats []int16
}

const (
	dataKey = "k6/x/postgres"
	// Statements that a connection keeps prepared; a script that builds its texts has more.
	mostPrepared = 512
)

func connectionOf(raw *pgconn.PgConn, known *types) *connection {
	if kept, ok := raw.CustomData()[dataKey].(*connection); ok {
		return kept
	}
	made := &connection{raw: raw, types: known, prepared: map[string]*prepared{}}
	raw.CustomData()[dataKey] = made
	return made
}

// statement is one to be sent.
type statement struct {
	text   string
	values []param
	// Rows are counted, and not read.
	onlyCount bool
}

// setting of a session, for the length of one transaction.
type setting struct{ name, value string }

const setConfig = "SELECT set_config($1, $2, true)"

// describe gives the prepared statement of a text, and knows all its types then.
func (c *connection) describe(ctx context.Context, text string) (*prepared, error) {
	if known, ok := c.prepared[text]; ok {
		return known, nil
	}
	if len(c.prepared) >= mostPrepared {
		if _, err := c.raw.Exec(ctx, "DEALLOCATE ALL").ReadAll(); err != nil {
			return nil, err
		}
		c.prepared = map[string]*prepared{}
	}
	c.numbered++
	found, err := c.raw.Prepare(ctx, "k6_"+strconv.Itoa(c.numbered), text, nil)
	if err != nil {
		return nil, err
	}
	oids := append([]uint32{}, found.ParamOIDs...)
	for _, field := range found.Fields {
		oids = append(oids, field.DataTypeOID)
	}
	if err := c.types.learn(ctx, c.raw, oids); err != nil {
		return nil, err
	}
	made := &prepared{found, formatsOf(found)}
	c.prepared[text] = made
	return made, nil
}

// one runs a single statement, in the transaction that is open, or in one of its own.
func (c *connection) one(ctx context.Context, s statement) (*result, error) {
	found, values, err := c.ready(ctx, s)
	if err != nil {
		return nil, err
	}
	read := c.raw.ExecStatement(ctx, found.StatementDescription, values, nil, found.formats)
	return c.forgetting(c.read(read, found.StatementDescription, s.onlyCount))
}

// together runs statements in one round trip. @param own whether they get a transaction of their own, which has the settings.
func (c *connection) together(ctx context.Context, statements []statement, settings []setting, own bool) ([]*result, error) {
	all := make([]statement, 0, len(settings)+len(statements)+2)
	if own {
		all = append(all, statement{text: "BEGIN"})
	}
	for _, s := range settings {
		all = append(all, statement{text: setConfig, values: []param{textParam(s.name), textParam(s.value)}})
	}
	first := len(all)
	all = append(all, statements...)
	end := len(all)
	if own {
		all = append(all, statement{text: "COMMIT"})
	}
	type sent struct {
		found  *prepared
		values [][]byte
	}
	ready := make([]sent, len(all))
	for index, s := range all {
		found, values, err := c.ready(ctx, s)
		if err != nil {
			return nil, err
		}
		ready[index] = sent{found, values}
	}
	pipeline := c.raw.StartPipeline(ctx)
	for _, one := range ready {
		pipeline.SendQueryStatement(one.found.StatementDescription, one.values, nil, one.found.formats)
	}
	err := pipeline.Sync()
	results := make([]*result, 0, len(statements))
	var commit string
	for index := 0; err == nil; {
		var came any
		came, err = pipeline.GetResults()
		if err != nil || came == nil {
			break
		}
		reader, ok := came.(*pgconn.ResultReader)
		if !ok {
			continue
		}
		switch {
		case index < first:
			_, err = reader.Close()
		case index >= end:
			var tag pgconn.CommandTag
			tag, err = reader.Close()
			commit = tag.String()
		default:
			var one *result
			one, err = c.read(reader, ready[index].found.StatementDescription, all[index].onlyCount)
			results = append(results, one)
		}
		index++
	}
	if closing := pipeline.Close(); err == nil {
		err = closing
	}
	if err != nil {
		if own {
			c.rollBack()
		}
		_, err = c.forgetting(nil, err)
		return nil, err
	}
	if own && commit == "ROLLBACK" {
		return nil, &failure{where: whereServer, kind: "40000", message: "the server rolled the transaction back instead of committing it"}
	}
	return results, nil
}

// simple sends a text without values, which may be several statements, and drops what comes.
func (c *connection) simple(ctx context.Context, text string) (*result, error) {
	all, err := c.raw.Exec(ctx, text).ReadAll()
	if err != nil {
		return nil, err
	}
	made := &result{}
	for _, one := range all {
		made.command, made.affected = commandOf(one.CommandTag), made.affected+one.CommandTag.RowsAffected()
	}
	return made, nil
}

// rollBack ends a transaction, whatever state it is in; a connection that cannot do that is closed, and the pool drops it.
func (c *connection) rollBack() {
	if c.raw.IsClosed() || c.raw.TxStatus() == 'I' {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), cancelDeadline)
	defer cancel()
	if _, err := c.raw.Exec(ctx, "ROLLBACK").ReadAll(); err != nil {
		_ = c.raw.Close(ctx)
	}
}

func (c *connection) ready(ctx context.Context, s statement) (*prepared, [][]byte, error) {
	found, err := c.describe(ctx, s.text)
	if err != nil {
		return nil, nil, err
	}
	if len(s.values) != len(found.ParamOIDs) {
		return nil, nil, clientError("the statement has %d parameters, but %d values came", len(found.ParamOIDs), len(s.values))
	}
	values, err := encode(s.values, found.ParamOIDs, c.types)
	return found, values, err
}

// forgetting drops prepared statements that the server does not have any more, or whose result has changed with a table: the next call prepares them anew.
func (c *connection) forgetting(one *result, err error) (*result, error) {
	var server *pgconn.PgError
	if errors.As(err, &server) && (server.Code == "0A000" || server.Code == "26000") {
		c.prepared = map[string]*prepared{}
	}
	return one, err
}
