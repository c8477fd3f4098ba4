package postgres

import (
	"math"
	"time"

	"github.com/grafana/sobek"
	"github.com/jackc/pgx/v5/pgxpool"
)

// settings of a pool. Two that are equal are the same pool.
type settings struct {
	dsn              string
	name             string
	max              int32
	acquireTimeout   time.Duration
	statementTimeout time.Duration
	connectTimeout   time.Duration
}

const (
	defaultMax            = 10
	defaultAcquireTimeout = 30 * time.Second
	defaultConnectTimeout = 10 * time.Second
	// What PostgreSQL itself allows.
	mostConnections = 262_143
)

// readSettings reads what a script gives to pool(). Errors never repeat the connection string.
func (i *instance) readSettings(value sobek.Value) (settings, error) {
	given := settings{name: "default", max: defaultMax, acquireTimeout: defaultAcquireTimeout, connectTimeout: defaultConnectTimeout}
	if isNothing(value) {
		return given, clientError("pool() needs options: expected { connectionString }, but came nothing")
	}
	object := value.ToObject(i.vu.Runtime())
	for _, key := range object.Keys() {
		field := object.Get(key)
		if isNothing(field) {
			continue
		}
		var err error
		switch key {
		case "connectionString":
			given.dsn, err = textOf(key, field)
		case "name":
			given.name, err = textOf(key, field)
		case "max":
			var most float64
			most, err = numberOf(key, field, mostConnections)
			given.max = int32(most)
		case "acquireTimeoutMs":
			given.acquireTimeout, err = durationOf(key, field)
		case "statementTimeoutMs":
			given.statementTimeout, err = durationOf(key, field)
		case "connectTimeoutMs":
			given.connectTimeout, err = durationOf(key, field)
		default:
			err = clientError("pool() has no option %q: expected connectionString, name, max, acquireTimeoutMs, statementTimeoutMs or connectTimeoutMs", key)
		}
		if err != nil {
			return given, err
		}
	}
	if given.dsn == "" {
		return given, clientError("connectionString is missing: expected postgres://user:password@host:port/database")
	}
	// pgx's own message repeats parts of the string.
	if _, err := pgxpool.ParseConfig(given.dsn); err != nil {
		return given, clientError("connectionString cannot be read: expected postgres://user:password@host:port/database, with special characters of the password percent-encoded")
	}
	return given, nil
}

func isNothing(value sobek.Value) bool {
	return value == nil || sobek.IsUndefined(value) || sobek.IsNull(value)
}

func textOf(key string, value sobek.Value) (string, error) {
	text, ok := value.Export().(string)
	if !ok || text == "" {
		return "", clientError("%s must be a text that is not empty", key)
	}
	return text, nil
}

func numberOf(key string, value sobek.Value, most float64) (float64, error) {
	number := value.ToFloat()
	if math.IsNaN(number) || number < 1 || number > most || number != math.Trunc(number) {
		return 0, clientError("%s must be a whole number from 1 to %.0f, but is %s", key, most, printable(value.String()))
	}
	return number, nil
}

func durationOf(key string, value sobek.Value) (time.Duration, error) {
	const dayMs = 24 * 3_600_000
	ms, err := numberOf(key, value, dayMs)
	return time.Duration(ms) * time.Millisecond, err
}
