package postgres

import (
	"context"
	"testing"
	"time"
)

// What k6's stop may take.
const stopLimit = 200 * time.Millisecond

func TestStopCancelsStatementsAndLeavesNothing(t *testing.T) {
	for name, script := range map[string]string{
		"statement":        `await db.query('SELECT pg_sleep(20)')`,
		"with settings":    `await db.query('SELECT pg_sleep(20)', [], { settings: { 'app.tenant': 'a' } })`,
		"waiting":          `await Promise.all([1, 2, 3, 4].map(() => db.query('SELECT pg_sleep(20)')))`,
		"transaction":      `await db.transaction(async (tx) => { await tx.query('SELECT pg_sleep(20)') })`,
		"transaction idle": `await db.transaction(async (tx) => { await tx.query('SELECT 1'); await new Promise(() => {}) })`,
		"burst":            `await db.burst({ statements: [{ text: 'SELECT pg_sleep(20)' }], count: 10, concurrency: 4 })`,
	} {
		t.Run(name, func(t *testing.T) {
			application := "stop of " + name
			before := goroutines()
			r := newRoot()
			vu := newVU(t, r)
			ended := make(chan error, 1)
			go func() {
				_, err := vu.RunOnEventLoop(`(async () => { const db = open({ connectionString: url + '&application_name=' + encodeURIComponent('` + application + `') }); try {` + script + `} catch (e) { } })()`)
				ended <- err
			}()
			if got := settled(1, func() int { return min(1, testServer.sessions(t, application)) }); got != 1 {
				t.Fatal("nothing has begun")
			}
			time.Sleep(100 * time.Millisecond)
			began := time.Now()
			vu.CancelContext()
			select {
			case <-ended:
			case <-time.After(5 * time.Second):
				t.Fatal("the event loop goes on after the stop")
			}
			if took := time.Since(began); took > stopLimit {
				t.Errorf("the stop took %v: expected at most %v", took, stopLimit)
			}
			for _, p := range r.pools {
				p.close()
			}
			if left := settled(0, func() int { return testServer.sessions(t, application) }); left != 0 {
				t.Errorf("%d connections are left", left)
			}
			if left := settled(0, func() int { return max(0, goroutines()-before) }); left > 0 {
				t.Errorf("%d goroutines are left", left)
			}
		})
	}
}

func TestPoolRecoversWhenPostgresIsKilledAndStartedAgain(t *testing.T) {
	if testServer.process == nil {
		t.Skip("the PostgreSQL of DATABASE_URL is not ours to kill")
	}
	vu := newVU(t, newRoot())
	restarted := make(chan error, 1)
	go func() {
		time.Sleep(300 * time.Millisecond)
		testServer.kill()
		time.Sleep(300 * time.Millisecond)
		restarted <- testServer.start()
	}()
	got := vu.run(`const db = open({ max: 5 }); const kinds = {}; let after = 0;
		const until = Date.now() + 3000;
		await Promise.all(Array.from({ length: 5 }, async () => { while (Date.now() < until) {
			const e = await failed(db.query('SELECT pg_sleep(0.01)'));
			const kind = e.where ?? 'done'; kinds[kind] = (kinds[kind] ?? 0) + 1; if (kind === 'done' && Date.now() > until - 500) after++;
			if (e.where) await new Promise((r) => setTimeout(r, 20)); } }));
		return { known: Object.keys(kinds).every((k) => ['done', 'network', 'server'].includes(k)), lost: (kinds.network ?? 0) + (kinds.server ?? 0) > 0, recovered: after > 10, inUse: db.stats().inUse }`)
	if err := <-restarted; err != nil {
		t.Fatal(err)
	}
	if want := `{"known":true,"lost":true,"recovered":true,"inUse":0}`; got != want {
		t.Errorf("gave %s instead of %s", got, want)
	}
}

func TestCallsInTheInitContextAreRefused(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.VU.StateField = nil
	vu.is(`const db = open(); const all = []; for (const call of [() => db.query('SELECT 1'), () => db.transaction(async () => {})]) { try { await call() } catch (e) { all.push(e.where) } } return all`, `["client","client"]`)
}

func TestPlainContextIsEnoughToClose(t *testing.T) {
	p := newPool(newRoot(), settings{name: "never opened", dsn: testServer.url, max: 1})
	p.close()
	if _, err := p.open(nil); err == nil {
		t.Error("a closed pool opens")
	}
	if _, _, f := p.acquire(context.Background(), nil); f == nil || f.where != whereClient {
		t.Errorf("a closed pool gives %v", f)
	}
}
