package postgres

import (
	"context"
	"time"

	"go.k6.io/k6/v2/js/modules"
	"go.k6.io/k6/v2/metrics"
)

// ownMetrics are what the module tells k6.
type ownMetrics struct {
	acquireTime *metrics.Metric
	queryTime   *metrics.Metric
	rows        *metrics.Metric
	failures    *metrics.Metric
	inUse       *metrics.Metric
}

func registerMetrics(registry *metrics.Registry) (*ownMetrics, error) {
	var own ownMetrics
	for _, one := range []struct {
		metric **metrics.Metric
		name   string
		kind   metrics.MetricType
		is     []metrics.ValueType
	}{
		{&own.acquireTime, "postgres_acquire_time", metrics.Trend, []metrics.ValueType{metrics.Time}},
		{&own.queryTime, "postgres_query_time", metrics.Trend, []metrics.ValueType{metrics.Time}},
		{&own.rows, "postgres_rows", metrics.Counter, nil},
		{&own.failures, "postgres_errors", metrics.Counter, nil},
		{&own.inUse, "postgres_pool_in_use", metrics.Gauge, nil},
	} {
		made, err := registry.NewMetric(one.name, one.kind, one.is...)
		if err != nil {
			return nil, err
		}
		*one.metric = made
	}
	return &own, nil
}

// measured is what one statement, or one transaction, leaves.
type measured struct {
	// Negative: it got no connection.
	acquire time.Duration
	query   time.Duration
	// Negative: they are counted elsewhere.
	rows int64
	// Negative: the gauge need not be told.
	inUse  int32
	failed *failure
}

// recorder keeps what samples of one call need, taken on the event loop: tags are the VU's of that moment.
type recorder struct {
	own     *ownMetrics
	context context.Context
	samples chan<- metrics.SampleContainer
	tags    metrics.TagsAndMeta
}

func newRecorder(vu modules.VU, own *ownMetrics, tags map[string]string) recorder {
	state := vu.State()
	current := state.Tags.GetCurrentValues()
	for key, value := range tags {
		current.SetTag(key, value)
	}
	return recorder{own: own, context: vu.Context(), samples: state.Samples, tags: current}
}

// record tells k6 what one call left.
func (r recorder) record(m measured) {
	metrics.PushIfNotDone(r.context, r.samples, r.appendTo(make(metrics.Samples, 0, samplesOfCall), m))
}

// Samples that one call leaves at most.
const samplesOfCall = 4

// named is a recorder whose samples have the tag `name`.
func (r recorder) named(name string) recorder {
	if name != "" {
		r.tags.Tags = r.tags.Tags.With("name", name)
	}
	return r
}

func (r recorder) appendTo(all metrics.Samples, m measured) metrics.Samples {
	now := time.Now()
	add := func(metric *metrics.Metric, value float64, tags *metrics.TagSet) {
		all = append(all, metrics.Sample{
			TimeSeries: metrics.TimeSeries{Metric: metric, Tags: tags},
			Time:       now,
			Metadata:   r.tags.Metadata,
			Value:      value,
		})
	}
	if m.acquire >= 0 {
		add(r.own.acquireTime, metrics.D(m.acquire), r.tags.Tags)
	}
	if m.acquire >= 0 && m.inUse > 0 {
		add(r.own.inUse, float64(m.inUse), r.tags.Tags)
	}
	if m.failed != nil {
		add(r.own.failures, 1, r.tags.Tags.With("kind", m.failed.kind))
	} else {
		add(r.own.queryTime, metrics.D(m.query), r.tags.Tags)
	}
	if m.failed == nil && m.rows >= 0 {
		return r.appendRows(all, m.rows)
	}
	return all
}

func (r recorder) appendRows(all metrics.Samples, count int64) metrics.Samples {
	return append(all, metrics.Sample{
		TimeSeries: metrics.TimeSeries{Metric: r.own.rows, Tags: r.tags.Tags}, Time: time.Now(), Metadata: r.tags.Metadata, Value: float64(count),
	})
}
