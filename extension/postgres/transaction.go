package postgres

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/lib"
)

// transaction holds one connection from BEGIN to COMMIT or ROLLBACK. Its statements run one after the other.
type transaction struct {
	pool *pool
	// Held while a statement runs.
	mutex sync.Mutex
	b     *borrowed
	over  bool
}

func (t *transaction) poolOf() *pool { return t.pool }

func (t *transaction) borrow(context.Context, lib.DialContexter) (*borrowed, time.Duration, bool, *failure) {
	t.mutex.Lock()
	if t.over {
		t.mutex.Unlock()
		return nil, -1, false, clientError("the transaction is over: expected all its statements before its callback ends; await each of them")
	}
	return &borrowed{connection: t.b.connection, back: t.mutex.Unlock}, -1, true, nil
}

func beginText(options callOptions) string {
	text := []string{"BEGIN"}
	if options.isolation != "" {
		text = append(text, "ISOLATION LEVEL "+strings.ToUpper(options.isolation))
	}
	if options.readOnly {
		text = append(text, "READ ONLY")
	}
	return strings.Join(text, " ")
}

// begin takes a connection and opens the transaction, with its settings, in one round trip.
func (p *pool) begin(ctx context.Context, dialer lib.DialContexter, options callOptions) (*transaction, measured, *failure) {
	b, took, f := p.acquire(ctx, dialer)
	if f != nil {
		return nil, measured{acquire: -1, failed: f}, f
	}
	m := measured{acquire: took, inUse: b.inUse}
	began := time.Now()
	if err := b.open(ctx, beginText(options), options.settings); err != nil {
		b.rollBack()
		b.back()
		m.failed = p.classify(withCause(err, ctx), running, ctx)
		return nil, m, m.failed
	}
	m.query = time.Since(began)
	return &transaction{pool: p, b: b}, m, nil
}

// open begins a transaction and sets its settings in one round trip.
func (c *connection) open(ctx context.Context, begin string, settings []setting) error {
	if len(settings) == 0 {
		_, err := c.simple(ctx, begin)
		return err
	}
	found, err := c.describe(ctx, setConfig)
	if err != nil {
		return err
	}
	pipeline := c.raw.StartPipeline(ctx)
	pipeline.SendQueryParams(begin, nil, nil, nil, nil)
	for _, s := range settings {
		pipeline.SendQueryStatement(found.StatementDescription, [][]byte{[]byte(s.name), []byte(s.value)}, nil, nil)
	}
	err = pipeline.Sync()
	for err == nil {
		var came any
		if came, err = pipeline.GetResults(); came == nil {
			break
		}
	}
	if closing := pipeline.Close(); err == nil {
		err = closing
	}
	return err
}

// end commits or rolls back, and gives the connection back. Only the first call does something.
func (t *transaction) end(ctx context.Context, commit bool) *failure {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if t.over {
		return nil
	}
	t.over = true
	defer t.b.back()
	if !commit {
		t.b.rollBack()
		return nil
	}
	made, err := t.b.simple(ctx, "COMMIT")
	if err != nil {
		t.b.rollBack()
		return t.pool.classify(withCause(err, ctx), running, ctx)
	}
	if made.command == "ROLLBACK" {
		return &failure{where: whereServer, kind: "25P02", message: "the server rolled the transaction back instead of committing it, because a statement of it had failed"}
	}
	return nil
}

// transaction is the method of a pool: it runs a callback between BEGIN and COMMIT.
func (i *instance) transaction(call sobek.FunctionCall, p *pool, own callOptions) (sobek.Value, error) {
	callback, ok := sobek.AssertFunction(call.Argument(0))
	if !ok {
		return nil, clientError("transaction() needs a callback: expected transaction(async (tx) => …)")
	}
	options, err := i.readOptions(call.Argument(1), own, true)
	if err != nil {
		return nil, err
	}
	state := i.vu.State()
	if state == nil {
		return nil, clientError("the init context has no network: expected a transaction in setup(), teardown() or the default function")
	}
	runtime := i.vu.Runtime()
	promise, resolve, reject := runtime.NewPromise()
	vuContext, dialer := i.vu.Context(), state.Dialer
	record := newRecorder(i.vu, i.metrics, options.tags)
	begun := i.vu.RegisterCallback()
	go func() {
		t, m, f := p.begin(vuContext, dialer, options)
		record.record(m)
		begun(func() error {
			if f != nil {
				return reject(i.errorObject(f))
			}
			return i.within(t, vuContext, callback, options, resolve, reject)
		})
	}()
	return runtime.ToValue(promise), nil
}

type settler = func(any) error

// within calls the callback of a transaction that is open, and ends the transaction as the callback ends.
func (i *instance) within(
	t *transaction, ctx context.Context, callback sobek.Callable, options callOptions, resolve, reject settler,
) error {
	runtime := i.vu.Runtime()
	own := callOptions{timeout: options.timeout, tags: options.tags}
	// Where k6 stops the VU in the middle, or the callback never ends, nobody else gives the connection back.
	ended := i.vu.RegisterCallback()
	stop := context.AfterFunc(ctx, func() {
		t.end(ctx, false)
		ended(func() error { return reject(i.errorObject(errStopped)) })
	})
	finish := func(commit bool, settle func(*failure) error) {
		if !stop() {
			return
		}
		go func() {
			f := t.end(ctx, commit)
			ended(func() error { return settle(f) })
		}()
	}
	done := func(value sobek.Value) {
		finish(true, func(f *failure) error {
			if f != nil {
				return reject(i.errorObject(f))
			}
			return resolve(value)
		})
	}
	failed := func(reason sobek.Value) {
		finish(false, func(*failure) error { return reject(reason) })
	}
	value, err := callback(sobek.Undefined(), i.queryable(t, own))
	if err != nil {
		failed(thrown(runtime, err))
		return nil
	}
	if then, ok := thenOf(runtime, value); ok {
		_, err := then(value,
			runtime.ToValue(func(call sobek.FunctionCall) sobek.Value { done(call.Argument(0)); return sobek.Undefined() }),
			runtime.ToValue(func(call sobek.FunctionCall) sobek.Value { failed(call.Argument(0)); return sobek.Undefined() }))
		return err
	}
	done(value)
	return nil
}

func thenOf(runtime *sobek.Runtime, value sobek.Value) (sobek.Callable, bool) {
	object, ok := value.(*sobek.Object)
	if !ok {
		return nil, false
	}
	return sobek.AssertFunction(object.Get("then"))
}

func thrown(runtime *sobek.Runtime, err error) sobek.Value {
	if exception, ok := err.(*sobek.Exception); ok {
		return exception.Value()
	}
	return runtime.NewGoError(err)
}
