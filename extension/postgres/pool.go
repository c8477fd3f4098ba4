package postgres

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.k6.io/k6/v2/js/modules"
	"go.k6.io/k6/v2/lib"
)

// pool is shared by all VUs that name it. It connects when the first statement comes, because only then is there a dialer with k6's options.
type pool struct {
	root     *root
	settings settings
	types    types
	waiting  atomic.Int32
	usage    usage

	mutex  sync.Mutex
	opened *pgxpool.Pool
	closed bool
	// Calls that wait for a connection: pgx gives up those that it opens when its pool is closed.
	asked sync.WaitGroup
}

func newPool(r *root, s settings) *pool { return &pool{root: r, settings: s} }

// The server is asked to cancel a statement; where it does not do so in time, the connection is cut.
const cancelDeadline = 150 * time.Millisecond

// open counts the caller as one that waits for a connection, and makes the real pool with k6's own dialer: `hosts`, the blocklist, local IPs and DNS are the test's.
func (p *pool) open(dialer lib.DialContexter) (*pgxpool.Pool, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.closed {
		return nil, clientError("pool %q is closed: expected no statement after close()", p.settings.name)
	}
	if p.opened != nil {
		p.asked.Add(1)
		return p.opened, nil
	}
	config, err := pgxpool.ParseConfig(p.settings.dsn)
	if err != nil {
		return nil, clientError("connectionString cannot be read")
	}
	config.MaxConns = p.settings.max
	config.MinConns = 0
	connection := config.ConnConfig
	connection.ConnectTimeout = p.settings.connectTimeout
	connection.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		return dialer.DialContext(ctx, network, address)
	}
	// k6's dialer looks names up, by its own options.
	connection.LookupFunc = func(_ context.Context, host string) ([]string, error) { return []string{host}, nil }
	connection.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: cancelDeadline}
	}
	if _, ok := connection.RuntimeParams["application_name"]; !ok {
		connection.RuntimeParams["application_name"] = "k6"
	}
	opened, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		return nil, err
	}
	p.opened = opened
	p.asked.Add(1)
	return opened, nil
}

// borrowed is a connection of the pool for one statement or transaction.
type borrowed struct {
	*connection
	back func()
	// Connections in use then; negative where the gauge need not be told.
	inUse int32
}

// acquire waits for a connection. @returns also how long that took.
func (p *pool) acquire(ctx context.Context, dialer lib.DialContexter) (*borrowed, time.Duration, *failure) {
	opened, err := p.open(dialer)
	if err != nil {
		return nil, -1, p.classify(err, connecting, ctx)
	}
	defer p.asked.Done()
	limited, cancel := context.WithTimeout(ctx, p.settings.acquireTimeout)
	defer cancel()
	p.waiting.Add(1)
	began := time.Now()
	taken, err := opened.Acquire(limited)
	took := time.Since(began)
	p.waiting.Add(-1)
	if err != nil {
		at := connecting
		if isFull(opened) {
			at = acquiring
		}
		return nil, -1, p.classify(err, at, ctx)
	}
	inUse := p.usage.begin()
	back := func() {
		p.usage.end()
		taken.Release()
	}
	return &borrowed{connection: connectionOf(taken.Conn().PgConn(), &p.types), back: back, inUse: inUse}, took, nil
}

func isFull(opened *pgxpool.Pool) bool {
	stat := opened.Stat()
	return stat.AcquiredConns() >= stat.MaxConns()
}

// close waits for what is under way, and ends all connections.
func (p *pool) close() {
	p.mutex.Lock()
	opened := p.opened
	p.closed = true
	p.mutex.Unlock()
	p.root.forget(p)
	p.asked.Wait()
	if opened != nil {
		opened.Close()
	}
}

type poolStats struct{ total, inUse, idle, max, waiting int32 }

func (p *pool) stats() poolStats {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now := poolStats{max: p.settings.max, waiting: p.waiting.Load()}
	if p.opened != nil {
		stat := p.opened.Stat()
		now.total, now.inUse, now.idle = stat.TotalConns(), stat.AcquiredConns(), stat.IdleConns()
	}
	return now
}

// What k6 calls the event of its own end; the package that names it is internal.
const exitEvent = 6

// closeAtEnd ends all connections when k6 exits.
func (r *root) closeAtEnd(vu modules.VU) {
	events := vu.Events().Global
	if events == nil {
		return
	}
	id, came := events.Subscribe(exitEvent)
	go func() {
		event, ok := <-came
		if !ok {
			return
		}
		defer event.Done()
		defer events.Unsubscribe(id)
		r.mutex.Lock()
		all := make([]*pool, 0, len(r.pools))
		for _, p := range r.pools {
			all = append(all, p)
		}
		r.mutex.Unlock()
		for _, p := range all {
			p.close()
		}
	}()
}
