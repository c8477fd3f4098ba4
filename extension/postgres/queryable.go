package postgres

import (
	"context"

	"github.com/grafana/sobek"
)

type jsFunction = func(sobek.FunctionCall) sobek.Value

// queryable gives an object what pools and transactions have in common.
func (i *instance) queryable(at place, own callOptions) *sobek.Object {
	object := i.vu.Runtime().NewObject()
	for name, method := range map[string]func(sobek.FunctionCall, place, callOptions) (sobek.Value, error){
		"query": i.query, "exec": i.exec, "batch": i.batch, "copy": i.copy,
	} {
		_ = object.Set(name, i.method(func(call sobek.FunctionCall) (sobek.Value, error) { return method(call, at, own) }))
	}
	return object
}

// method makes a function whose errors of use are promises that are rejected, as those of the server are.
func (i *instance) method(do func(sobek.FunctionCall) (sobek.Value, error)) jsFunction {
	return func(call sobek.FunctionCall) sobek.Value {
		value, err := do(call)
		if err == nil {
			return value
		}
		promise, _, reject := i.vu.Runtime().NewPromise()
		f, ok := err.(*failure)
		if !ok {
			f = clientError("%s", err.Error())
		}
		_ = reject(i.errorObject(f))
		return i.vu.Runtime().ToValue(promise)
	}
}

func (i *instance) readCall(call sobek.FunctionCall, own callOptions) (statement, callOptions, error) {
	text, err := textOf("the statement", call.Argument(0))
	if err != nil {
		return statement{}, own, err
	}
	values, err := i.readValues(call.Argument(1))
	if err != nil {
		return statement{}, own, err
	}
	options, err := i.readOptions(call.Argument(2), own, false)
	return statement{text: text, values: values}, options, err
}

// single runs one statement, with its settings where it has some.
func single(ctx context.Context, b *borrowed, open bool, s statement, settings []setting) (*result, error) {
	if len(settings) == 0 {
		return b.one(ctx, s)
	}
	all, err := b.together(ctx, []statement{s}, settings, !open)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

func (i *instance) query(call sobek.FunctionCall, at place, own callOptions) (sobek.Value, error) {
	s, options, err := i.readCall(call, own)
	if err != nil {
		return nil, err
	}
	return i.call(at, options, func(ctx context.Context, b *borrowed, open bool) (func() sobek.Value, int64, error) {
		made, err := single(ctx, b, open, s, options.settings)
		if err != nil {
			return nil, 0, err
		}
		return func() sobek.Value { return i.resultObject(made) }, made.affected, nil
	}), nil
}

func (i *instance) exec(call sobek.FunctionCall, at place, own callOptions) (sobek.Value, error) {
	s, options, err := i.readCall(call, own)
	if err != nil {
		return nil, err
	}
	return i.call(at, options, func(ctx context.Context, b *borrowed, open bool) (func() sobek.Value, int64, error) {
		var made *result
		var err error
		// Without values it may be several statements.
		if len(s.values) == 0 && len(options.settings) == 0 {
			made, err = b.simple(ctx, s.text)
		} else {
			s.onlyCount = true
			made, err = single(ctx, b, open, s, options.settings)
		}
		if err != nil {
			return nil, 0, err
		}
		return func() sobek.Value { return i.commandObject(made) }, made.affected, nil
	}), nil
}

func (i *instance) commandObject(made *result) sobek.Value {
	object := i.vu.Runtime().NewObject()
	_ = object.Set("rowCount", made.affected)
	_ = object.Set("command", made.command)
	return object
}

func (i *instance) batch(call sobek.FunctionCall, at place, own callOptions) (sobek.Value, error) {
	statements, err := i.readStatements(call.Argument(0))
	if err != nil {
		return nil, err
	}
	options, err := i.readOptions(call.Argument(1), own, false)
	if err != nil {
		return nil, err
	}
	return i.call(at, options, func(ctx context.Context, b *borrowed, open bool) (func() sobek.Value, int64, error) {
		all, err := b.together(ctx, statements, options.settings, !open)
		if err != nil {
			return nil, 0, err
		}
		var rows int64
		for _, one := range all {
			rows += one.affected
		}
		return func() sobek.Value {
			shown := make([]any, len(all))
			for index, one := range all {
				shown[index] = i.resultObject(one)
			}
			return i.vu.Runtime().NewArray(shown...)
		}, rows, nil
	}), nil
}

func (i *instance) readStatements(value sobek.Value) ([]statement, error) {
	if isNothing(value) || value.ToObject(i.vu.Runtime()).ClassName() != "Array" {
		return nil, clientError("batch() needs an array of { text, values }")
	}
	var statements []statement
	var wrong error
	i.vu.Runtime().ForOf(value, func(one sobek.Value) bool {
		object := one.ToObject(i.vu.Runtime())
		text, err := textOf("text", orNothing(object.Get("text")))
		var values []param
		if err == nil {
			values, err = i.readValues(object.Get("values"))
		}
		statements, wrong = append(statements, statement{text: text, values: values}), err
		return err == nil
	})
	return statements, wrong
}

func orNothing(value sobek.Value) sobek.Value {
	if value == nil {
		return sobek.Undefined()
	}
	return value
}

// poolObject is a pool as a script sees it.
func (i *instance) poolObject(p *pool) sobek.Value {
	own := callOptions{timeout: p.settings.statementTimeout}
	object := i.queryable(p, own)
	_ = object.Set("transaction", i.method(func(call sobek.FunctionCall) (sobek.Value, error) { return i.transaction(call, p, own) }))
	_ = object.Set("burst", i.method(func(call sobek.FunctionCall) (sobek.Value, error) { return i.burst(call, p, own) }))
	_ = object.Set("stats", func() sobek.Value { return i.statsObject(p.stats()) })
	_ = object.Set("close", func() sobek.Value {
		promise, resolve, _ := i.vu.Runtime().NewPromise()
		settle := i.vu.RegisterCallback()
		go func() {
			p.close()
			settle(func() error { return resolve(sobek.Undefined()) })
		}()
		return i.vu.Runtime().ToValue(promise)
	})
	return object
}

func (i *instance) statsObject(now poolStats) sobek.Value {
	object := i.vu.Runtime().NewObject()
	_ = object.Set("total", now.total)
	_ = object.Set("inUse", now.inUse)
	_ = object.Set("idle", now.idle)
	_ = object.Set("max", now.max)
	_ = object.Set("waiting", now.waiting)
	return object
}
