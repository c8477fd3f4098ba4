package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/grafana/sobek"
	"github.com/jackc/pgx/v5/pgconn"
	"go.k6.io/k6/v2/js/common"
)

// Who refused.
const (
	wherePool    = "pool"
	whereNetwork = "network"
	whereServer  = "server"
	whereClient  = "client"
)

// failure is what a script sees as PostgresError.
type failure struct {
	where   string
	kind    string
	message string
	// What the server said, where it did.
	server *pgconn.PgError
}

func (f *failure) Error() string { return f.message }

func clientError(format string, args ...any) *failure {
	return &failure{where: whereClient, kind: whereClient, message: fmt.Sprintf(format, args...)}
}

var errStopped = &failure{where: whereClient, kind: "stopped", message: "k6 stopped the statement before it was done"}

// stage tells apart what a context's end means.
type stage int

const (
	acquiring stage = iota
	connecting
	running
)

// classify turns an error of pgx into one that tells who refused. pgx's own texts of a failed connect have user and database, so they are left out.
func (p *pool) classify(err error, at stage, vuContext context.Context) *failure {
	var known *failure
	if errors.As(err, &known) {
		return known
	}
	if vuContext.Err() != nil {
		return errStopped
	}
	var server *pgconn.PgError
	if errors.As(err, &server) {
		if server.Code == "57014" && at == running && errors.Is(err, context.DeadlineExceeded) {
			return p.timedOut()
		}
		return &failure{where: whereServer, kind: server.Code, message: serverMessage(server), server: server}
	}
	isTimeout := errors.Is(err, context.DeadlineExceeded) || isNetTimeout(err)
	switch {
	case at == acquiring && isTimeout:
		return &failure{where: wherePool, kind: wherePool, message: fmt.Sprintf(
			"no connection of the pool %q was free within %v: all %d are in use; expect fewer statements at once, or raise max or acquireTimeoutMs",
			p.settings.name, p.settings.acquireTimeout, p.settings.max)}
	case at == running && isTimeout:
		return p.timedOut()
	}
	doing := "the connection was lost"
	if at != running {
		doing = "no connection could be made"
	}
	return &failure{where: whereNetwork, kind: whereNetwork, message: fmt.Sprintf("%s: %s", doing, reasonOf(err))}
}

func (p *pool) timedOut() *failure {
	return &failure{where: whereClient, kind: "timeout", message: "the statement took longer than statementTimeoutMs, and was cancelled"}
}

func serverMessage(server *pgconn.PgError) string {
	return fmt.Sprintf("%s: %s (SQLSTATE %s)", strings.ToLower(server.Severity), printable(server.Message), server.Code)
}

func isNetTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// reasonOf is the innermost cause: "connect: connection refused". What is around it has user and database.
func reasonOf(err error) string {
	var operation *net.OpError
	if errors.As(err, &operation) {
		return printable(operation.Error())
	}
	for {
		var inner error
		switch wrapper := err.(type) {
		case interface{ Unwrap() error }:
			inner = wrapper.Unwrap()
		case interface{ Unwrap() []error }:
			if all := wrapper.Unwrap(); len(all) > 0 {
				inner = all[len(all)-1]
			}
		}
		if inner == nil {
			return printable(err.Error())
		}
		err = inner
	}
}

// Text of a server is bounded where it enters.
const longestText = 1_000

func printable(text string) string {
	if len(text) <= longestText {
		return strings.ToValidUTF8(text, "?")
	}
	return strings.ToValidUTF8(text[:longestText], "?") + "…"
}

// errorObject makes the PostgresError of a failure.
func (i *instance) errorObject(f *failure) *sobek.Object {
	runtime := i.vu.Runtime()
	object, err := runtime.New(runtime.Get("Error"), runtime.ToValue(f.message))
	if err != nil {
		common.Throw(runtime, err)
	}
	set := func(key, value string) {
		if value != "" {
			_ = object.Set(key, value)
		}
	}
	set("name", "PostgresError")
	set("where", f.where)
	set("kind", f.kind)
	if f.server != nil {
		set("code", f.server.Code)
		set("severity", f.server.Severity)
		set("detail", printable(f.server.Detail))
		set("constraint", f.server.ConstraintName)
		set("table", f.server.TableName)
	}
	return object
}

func (i *instance) throw(err error) {
	var f *failure
	if errors.As(err, &f) {
		panic(i.vu.Runtime().ToValue(i.errorObject(f)))
	}
	common.Throw(i.vu.Runtime(), err)
}
