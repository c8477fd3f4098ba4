package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// callOptions are what a script may say of one call.
type callOptions struct {
	tags      map[string]string
	settings  []setting
	timeout   time.Duration
	isolation string
	readOnly  bool
}

func (i *instance) readOptions(value sobek.Value, own callOptions, ofTransaction bool) (callOptions, error) {
	if isNothing(value) {
		return own, nil
	}
	object := value.ToObject(i.vu.Runtime())
	for _, key := range object.Keys() {
		field := object.Get(key)
		if isNothing(field) {
			continue
		}
		var err error
		switch {
		case key == "tags":
			own.tags, err = i.texts(key, field)
		case key == "settings":
			own.settings, err = i.readSettingsOf(field)
		case key == "statementTimeoutMs":
			own.timeout, err = durationOf(key, field)
		case key == "isolation" && ofTransaction:
			own.isolation, err = isolationOf(field)
		case key == "readOnly" && ofTransaction:
			own.readOnly = field.ToBoolean()
		default:
			err = clientError("there is no option %q here: expected tags, settings or statementTimeoutMs, or isolation and readOnly of a transaction", key)
		}
		if err != nil {
			return own, err
		}
	}
	return own, nil
}

func (i *instance) texts(key string, value sobek.Value) (map[string]string, error) {
	object := value.ToObject(i.vu.Runtime())
	texts := map[string]string{}
	for _, name := range object.Keys() {
		field := object.Get(name)
		if isNothing(field) {
			return nil, clientError("%s.%s has no value: expected a text", key, name)
		}
		texts[name] = field.String()
	}
	return texts, nil
}

func (i *instance) readSettingsOf(value sobek.Value) ([]setting, error) {
	texts, err := i.texts("settings", value)
	if err != nil {
		return nil, err
	}
	settings := make([]setting, 0, len(texts))
	for _, name := range value.ToObject(i.vu.Runtime()).Keys() {
		settings = append(settings, setting{name, texts[name]})
	}
	return settings, nil
}

func isolationOf(value sobek.Value) (string, error) {
	switch word := value.String(); word {
	case "read committed", "repeatable read", "serializable":
		return word, nil
	default:
		return "", clientError("isolation must be read committed, repeatable read or serializable, but is %s", printable(word))
	}
}

// where a call happens: on a pool, or in a transaction that is open.
type place interface {
	// borrow gives a connection, how long that took (negative: it was there), and whether a transaction is open on it.
	borrow(ctx context.Context, dialer lib.DialContexter) (b *borrowed, took time.Duration, open bool, f *failure)
	poolOf() *pool
}

type work func(ctx context.Context, b *borrowed, open bool) (show func() sobek.Value, rows int64, err error)

// call does something on a connection, and gives the script a promise of what came.
func (i *instance) call(at place, options callOptions, do work) sobek.Value {
	state := i.vu.State()
	if state == nil {
		i.throw(clientError("the init context has no network: expected a statement in setup(), teardown() or the default function"))
	}
	runtime := i.vu.Runtime()
	promise, resolve, reject := runtime.NewPromise()
	settle := i.vu.RegisterCallback()
	vuContext, dialer := i.vu.Context(), state.Dialer
	record := newRecorder(i.vu, i.metrics, options.tags)
	began := time.Now()
	go func() {
		show, f := i.perform(vuContext, dialer, at, options, do, record)
		// Here, because a script's own clock has the wait for its event loop in it.
		took := metrics.D(time.Since(began))
		settle(func() error {
			if f != nil {
				object := i.errorObject(f)
				_ = object.Set("tookMs", took)
				return reject(object)
			}
			value := show()
			if object, ok := value.(*sobek.Object); ok {
				_ = object.Set("tookMs", took)
			}
			return resolve(value)
		})
	}()
	return runtime.ToValue(promise)
}

func (i *instance) perform(
	vuContext context.Context, dialer lib.DialContexter, at place, options callOptions, do work, record recorder,
) (func() sobek.Value, *failure) {
	b, took, open, f := at.borrow(vuContext, dialer)
	if f != nil {
		record.record(measured{acquire: -1, failed: f})
		return nil, f
	}
	defer b.back()
	ctx := vuContext
	if options.timeout > 0 {
		limited, cancel := context.WithTimeout(vuContext, options.timeout)
		defer cancel()
		ctx = limited
	}
	began := time.Now()
	show, rows, err := do(ctx, b, open)
	m := measured{acquire: took, query: time.Since(began), rows: rows, inUse: b.inUse}
	if err != nil {
		m.failed = at.poolOf().classify(withCause(err, ctx), running, vuContext)
	}
	record.record(m)
	return show, m.failed
}

// withCause adds that the time was over: a server that was asked to cancel answers an error of its own.
func withCause(err error, ctx context.Context) error {
	if cause := ctx.Err(); cause != nil && !errors.Is(err, cause) {
		return errors.Join(err, cause)
	}
	return err
}

func (p *pool) poolOf() *pool { return p }

func (p *pool) borrow(ctx context.Context, dialer lib.DialContexter) (*borrowed, time.Duration, bool, *failure) {
	b, took, f := p.acquire(ctx, dialer)
	return b, took, false, f
}
