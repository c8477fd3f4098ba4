package postgres

import (
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"go.k6.io/k6/v2/lib"
	k6types "go.k6.io/k6/v2/lib/types"
)

func TestVUsShareThePoolOfAName(t *testing.T) {
	r := newRoot()
	first, second := newVU(t, r), newVU(t, r)
	get := `const { rows } = await open({ name: 'shared', max: 1 }).query('SELECT pg_backend_pid() AS pid'); return rows[0].pid`
	if a, b := first.run(get), second.run(get); a != b {
		t.Errorf("two VUs had connections %s and %s", a, b)
	}
	second.is(`try { open({ name: 'shared', max: 3 }) } catch (e) { return e.where }`, `"client"`)
	first.run(`await open({ name: 'shared', max: 1 }).close()`)
	second.is(`return (await open({ name: 'shared', max: 3 }).query('SELECT 1 AS a')).rows[0].a`, `1`)
}

func TestPoolThatIsFullSaysSo(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ max: 2, acquireTimeoutMs: 150 });
		const all = await Promise.all([1, 2, 3].map(() => failed(db.query('SELECT pg_sleep(0.4)'))));
		return [all.map((e) => e.where ?? e).sort(), (await db.query('SELECT 1')).rowCount, db.stats()]`,
		`[["no error","no error","pool"],1,{"total":2,"inUse":0,"idle":2,"max":2,"waiting":0}]`)
	if errors := vu.recorded("postgres_errors", "kind"); errors["pool"] != 1 || len(errors) != 1 {
		t.Errorf("counted %v", errors)
	}
}

func TestManyStatementsOfOneVUAreInFlight(t *testing.T) {
	vu := newVU(t, newRoot())
	began := time.Now()
	vu.run(`const db = open({ max: 10 }); await Promise.all(Array.from({ length: 10 }, () => db.query('SELECT pg_sleep(0.3)')))`)
	if took := time.Since(began); took > 1500*time.Millisecond {
		t.Errorf("ten at once took %v", took)
	}
}

func TestStatementThatTakesTooLongIsCancelledAndThePoolStaysUsable(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ max: 1, statementTimeoutMs: 100 });
		const at = Date.now(); const e = await failed(db.query('SELECT pg_sleep(5)')); const took = Date.now() - at;
		const longer = await db.query("SELECT 'done' AS d, pg_sleep(0.2)", [], { statementTimeoutMs: 2000 });
		return [e.kind, took < 1000, longer.rows[0].d, db.stats().inUse]`, `["timeout",true,"done",0]`)
}

func TestCloseWaitsForWhatIsUnderWay(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ name: 'closing' }); const under = db.query("SELECT 'whole' AS w, pg_sleep(0.3)");
		await db.query('SELECT 1'); await db.close();
		const late = await failed(db.query('SELECT 1'));
		return [(await under).rows[0].w, late.where]`, `["whole","client"]`)
}

func TestErrorsSayWhoRefused(t *testing.T) {
	vu := newVU(t, newRoot())
	closed, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	for expression, want := range map[string]string{
		`open().query('SELECT nothing')`: "server 42703",
		`open().query('SELEC 1')`:        "server 42601",
		`open().query('')`:               "client client",
		`open().query('SELECT 1', 'x')`:  "client client",
		fmt.Sprintf(`open({ name: 'x', connectionString: 'postgres://u:%s@127.0.0.1:%d/d' }).query('SELECT 1')`, secret, closed): "network network",
		`open({ name: 'y', connectionString: url.replace('tester', 'nobody') }).query('SELECT 1')`:                               "server 28P01",
		`open({ name: 'z', connectionString: url.replace('/postgres?', '/absent?') }).query('SELECT 1')`:                         "server 3D000",
	} {
		got := vu.fails(expression)
		if seen := got.Where + " " + got.Kind; seen != want || got.Name != "PostgresError" {
			t.Errorf("%s gave %+v instead of %s", expression, got, want)
		}
		if strings.Contains(got.Message, secret) {
			t.Errorf("%s shows the password: %s", expression, got.Message)
		}
	}
}

func TestConnectionStringIsNeverShown(t *testing.T) {
	vu := newVU(t, newRoot())
	for _, wrong := range []string{
		"postgres://u:" + secret + "@:notaport/d", "postgres://u:" + secret + "@host:99999999/d", "host=h password=" + secret + " sslmode=odd", secret,
		"postgres://u:" + secret + "%zz@h/d",
	} {
		_ = vu.VU.Runtime().Set("wrong", wrong)
		got := vu.run(`let e; try { postgres.pool({ connectionString: wrong }) } catch (c) { e = c } return [e.where, e.message, String(e.stack)]`)
		if strings.Contains(got, secret) || !strings.HasPrefix(got, `["client",`) {
			t.Errorf("%s", got)
		}
	}
}

func TestTagsAndMetricsOfStatements(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.run(`const db = open(); await db.query('SELECT generate_series(1, 5)', [], { tags: { name: 'five' } }); await failed(db.query('SELECT 1/0', [], { tags: { name: 'zero' } }))`)
	if rows := vu.recorded("postgres_rows", "name"); rows["five"] != 5 || len(rows) != 1 {
		t.Errorf("rows %v", rows)
	}
	vu.run(`await open().query('SELECT pg_sleep(0.1)', [], { tags: { name: 'slow' } })`)
	if took := vu.recorded("postgres_query_time", "name")["slow"]; took < 100 || took > 2000 {
		t.Errorf("a statement of 100 ms is recorded as %v ms", took)
	}
}

func TestOptionsOfK6HoldForTheNetwork(t *testing.T) {
	blocked := newVU(t, newRoot())
	network, err := lib.ParseCIDR("127.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	blocked.dialer.Blacklist = []*lib.IPNet{network}
	if got := blocked.fails(`open().query('SELECT 1')`); got.Where != "network" || !strings.Contains(got.Message, "blacklisted") {
		t.Errorf("a blocked address gave %+v", got)
	}
	named := newVU(t, newRoot())
	hosts, err := k6types.NewHosts(map[string]k6types.Host{"db.invalid": {IP: net.ParseIP("127.0.0.1")}})
	if err != nil {
		t.Fatal(err)
	}
	named.dialer.Hosts = hosts
	named.is(`return (await open({ connectionString: url.replace('127.0.0.1', 'db.invalid') }).query('SELECT 1 AS a')).rows[0].a`, `1`)
}
