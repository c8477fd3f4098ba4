package postgres

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/grafana/sobek"
	"go.k6.io/k6/v2/lib"
	"go.k6.io/k6/v2/metrics"
)

// burst is statements that the module sends by itself.
type burst struct {
	statements  []burstStatement
	count       int
	concurrency int
	tags        map[string]string
}

type burstStatement struct {
	text     string
	args     [][]param
	settings []setting
	// Value of the tag `name`.
	name string
}

type burstResult struct {
	done, failed, rows int64
	took               time.Duration
	errors             map[string]int64
	times              []time.Duration
}

func (i *instance) readBurst(value sobek.Value) (burst, error) {
	var read burst
	if isNothing(value) {
		return read, clientError("burst() needs options: expected { statements, count, concurrency }")
	}
	runtime := i.vu.Runtime()
	object := value.ToObject(runtime)
	count, err := numberOf("count", orNothing(object.Get("count")), 1e9)
	if err != nil {
		return read, err
	}
	concurrency, err := numberOf("concurrency", orNothing(object.Get("concurrency")), 100_000)
	if err != nil {
		return read, err
	}
	read.count, read.concurrency = int(count), int(concurrency)
	if tags := object.Get("tags"); !isNothing(tags) {
		if read.tags, err = i.texts("tags", tags); err != nil {
			return read, err
		}
	}
	statements := object.Get("statements")
	if isNothing(statements) || statements.ToObject(runtime).ClassName() != "Array" {
		return read, clientError("statements must be an array of { text, args }")
	}
	runtime.ForOf(statements, func(one sobek.Value) bool {
		var s burstStatement
		s, err = i.readBurstStatement(one.ToObject(runtime))
		read.statements = append(read.statements, s)
		return err == nil
	})
	if err == nil && len(read.statements) == 0 {
		err = clientError("statements has none: expected at least one { text, args }")
	}
	return read, err
}

func (i *instance) readBurstStatement(object *sobek.Object) (s burstStatement, err error) {
	if s.text, err = textOf("text", orNothing(object.Get("text"))); err != nil {
		return s, err
	}
	if name := object.Get("name"); !isNothing(name) {
		if s.name, err = textOf("name", name); err != nil {
			return s, err
		}
	}
	if settings := object.Get("settings"); !isNothing(settings) {
		if s.settings, err = i.readSettingsOf(settings); err != nil {
			return s, err
		}
	}
	if args := object.Get("args"); !isNothing(args) {
		i.vu.Runtime().ForOf(args, func(one sobek.Value) bool {
			var values []param
			values, err = i.readValues(one)
			s.args = append(s.args, values)
			return err == nil
		})
	}
	return s, err
}

func (i *instance) burst(call sobek.FunctionCall, p *pool, own callOptions) (sobek.Value, error) {
	asked, err := i.readBurst(call.Argument(0))
	if err != nil {
		return nil, err
	}
	state := i.vu.State()
	if state == nil {
		return nil, clientError("the init context has no network: expected a burst in setup(), teardown() or the default function")
	}
	runtime := i.vu.Runtime()
	promise, resolve, _ := runtime.NewPromise()
	settle := i.vu.RegisterCallback()
	ctx, dialer := i.vu.Context(), state.Dialer
	record := newRecorder(i.vu, i.metrics, asked.tags)
	go func() {
		made := p.run(ctx, dialer, asked, own.timeout, record)
		settle(func() error { return resolve(i.burstObject(made)) })
	}()
	return runtime.ToValue(promise), nil
}

// run sends all statements, as many at a time as were asked for.
func (p *pool) run(ctx context.Context, dialer lib.DialContexter, asked burst, timeout time.Duration, record recorder) burstResult {
	began := time.Now()
	named := make([]recorder, len(asked.statements))
	for index, s := range asked.statements {
		named[index] = record.named(s.name)
	}
	workers := min(asked.concurrency, asked.count)
	parts := make([]burstResult, workers)
	var next atomic.Int64
	var all sync.WaitGroup
	for index := range parts {
		all.Go(func() {
			part := &parts[index]
			part.errors = map[string]int64{}
			rows := make([]int64, len(named))
			samples := make(metrics.Samples, 0, samplesTogether+samplesOfCall)
			for turn := next.Add(1) - 1; turn < int64(asked.count); turn = next.Add(1) - 1 {
				m := p.turn(ctx, dialer, asked, int(turn), timeout)
				part.add(m)
				which := int(turn) % len(named)
				// A counter needs no sample for each statement.
				rows[which] += max(m.rows, 0)
				m.rows = -1
				samples = named[which].appendTo(samples, m)
				if len(samples) >= samplesTogether {
					metrics.PushIfNotDone(ctx, record.samples, samples)
					samples = make(metrics.Samples, 0, samplesTogether+samplesOfCall)
				}
			}
			for which, count := range rows {
				samples = named[which].appendRows(samples, count)
			}
			if len(samples) > 0 {
				metrics.PushIfNotDone(ctx, record.samples, samples)
			}
		})
	}
	all.Wait()
	made := burstResult{errors: map[string]int64{}, took: time.Since(began)}
	for _, part := range parts {
		made.done += part.done
		made.failed += part.failed
		made.rows += part.rows
		made.times = append(made.times, part.times...)
		for kind, count := range part.errors {
			made.errors[kind] += count
		}
	}
	slices.Sort(made.times)
	return made
}

// Samples that go to k6 in one piece.
const samplesTogether = 200

func (r *burstResult) add(m measured) {
	if m.failed != nil {
		r.failed++
		r.errors[m.failed.kind]++
		return
	}
	r.done++
	r.rows += m.rows
	r.times = append(r.times, m.acquire+m.query)
}

// turn sends one statement of a burst.
func (p *pool) turn(ctx context.Context, dialer lib.DialContexter, asked burst, turn int, timeout time.Duration) measured {
	s := asked.statements[turn%len(asked.statements)]
	one := statement{text: s.text, onlyCount: true}
	if len(s.args) > 0 {
		one.values = s.args[(turn/len(asked.statements))%len(s.args)]
	}
	b, took, f := p.acquire(ctx, dialer)
	if f != nil {
		return measured{acquire: -1, failed: f}
	}
	defer b.back()
	limited := ctx
	if timeout > 0 {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, timeout)
		defer cancel()
	}
	began := time.Now()
	made, err := single(limited, b, false, one, s.settings)
	m := measured{acquire: took, query: time.Since(began), inUse: b.inUse}
	if err != nil {
		m.failed = p.classify(withCause(err, limited), running, ctx)
		return m
	}
	m.rows = made.affected
	return m
}

func (i *instance) burstObject(made burstResult) sobek.Value {
	ms := func(d time.Duration) float64 { return metrics.D(d) }
	at := func(share float64) float64 {
		if len(made.times) == 0 {
			return 0
		}
		return ms(made.times[min(int(share*float64(len(made.times))), len(made.times)-1)])
	}
	var sum time.Duration
	for _, one := range made.times {
		sum += one
	}
	mean := 0.0
	if len(made.times) > 0 {
		mean = ms(sum) / float64(len(made.times))
	}
	runtime := i.vu.Runtime()
	object, times, kinds := runtime.NewObject(), runtime.NewObject(), runtime.NewObject()
	for kind, count := range made.errors {
		_ = kinds.Set(kind, count)
	}
	for name, value := range map[string]float64{
		"min": at(0), "mean": mean, "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1),
	} {
		_ = times.Set(name, value)
	}
	for name, value := range map[string]any{
		"done": made.done, "failed": made.failed, "rows": made.rows, "tookMs": ms(made.took), "errors": kinds, "times": times,
	} {
		_ = object.Set(name, value)
	}
	return object
}
