package postgres

import "testing"

func TestBurstSendsEachStatementInTurn(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ connectionString: appUrl, max: 4 });
		const made = await db.burst({ concurrency: 4, count: 100, tags: { kind: 'test' }, statements: [
			{ text: 'SELECT generate_series(1, $1::int)', args: [[1], [2]], name: 'series' },
			{ text: 'SELECT * FROM notes', settings: { 'app.tenant': 'a' }, name: 'notes' } ] });
		const { times: t } = made;
		return [made.done, made.failed, made.rows, made.errors, made.tookMs > 0, t.min <= t.p50 && t.p50 <= t.p95 && t.p95 <= t.p99 && t.p99 <= t.max, (await db.query('SELECT * FROM notes')).rowCount]`,
		`[100,0,125,{},true,true,0]`)
	if rows := vu.recorded("postgres_rows", "name"); rows["series"] != 75 || rows["notes"] != 50 || rows[""] != 0 {
		t.Errorf("rows by name: %v", rows)
	}
}

func TestBurstCountsErrorsByKind(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ max: 2, acquireTimeoutMs: 100 });
		const zero = await db.burst({ statements: [{ text: 'SELECT 1/$1::int', args: [[0], [1]] }], count: 10, concurrency: 2 });
		const full = await db.burst({ statements: [{ text: 'SELECT pg_sleep(0.3)' }], count: 3, concurrency: 3 });
		return [zero.done, zero.failed, zero.errors, full.errors]`, `[5,5,{"22012":5},{"pool":1}]`)
}

func TestBurstRefusesWhatItCannotRun(t *testing.T) {
	vu := newVU(t, newRoot())
	for _, wrong := range []string{`{}`, `{ count: 0, concurrency: 1, statements: [] }`, `{ count: 1, concurrency: 1, statements: [] }`, `{ count: 1, concurrency: 1, statements: [{}] }`} {
		if got := vu.fails(`open().burst(` + wrong + `)`); got.Where != "client" {
			t.Errorf("%s gave %+v", wrong, got)
		}
	}
}
