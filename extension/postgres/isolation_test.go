package postgres

import "testing"

// One connection serves both tenants here, so that a setting that stays would be seen.
func TestSettingsEndWithTheirStatement(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ connectionString: appUrl, max: 1 });
		const of = async (tenant) => (await db.query('SELECT body FROM notes', [], { settings: { 'app.tenant': tenant } })).rows.map((r) => r.body);
		const none = async () => (await db.query("SELECT body, current_setting('app.tenant', true) AS s FROM notes")).rowCount;
		const left = async () => (await db.query("SELECT current_setting('app.tenant', true) AS s")).rows[0].s;
		return [await of('a'), await none(), await left(), await of('b'), await of('c'), await none()]`,
		`[["of a"],0,"",["of b"],[],0]`)
}

func TestSettingsEndWithAStatementThatFails(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ connectionString: appUrl, max: 1 });
		const e = await failed(db.query('SELECT 1/0 AS x', [], { settings: { 'app.tenant': 'a' } }));
		return [e.code, (await db.query('SELECT * FROM notes')).rowCount]`, `["22012",0]`)
}

func TestSettingsEndWithBatchCopyAndTransaction(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ connectionString: appUrl, max: 1 }); const options = { settings: { 'app.tenant': 'z' } };
		const rows = async () => (await db.query('SELECT * FROM notes')).rowCount;
		const all = await db.batch([{ text: 'SELECT * FROM notes' }, { text: "INSERT INTO notes VALUES ('z', $1)", values: ['1'] }], options);
		const first = await rows();
		await db.exec('DELETE FROM plain');
		const copied = await db.copy('plain', ['id'], [[1], [2]], options);
		const refused = await failed(db.copy('notes', ['tenant', 'body'], [['z', '2']], options));
		const second = await rows();
		const seen = await db.transaction(async (tx) => (await tx.query('SELECT * FROM notes')).rowCount, options);
		const wrong = await failed(db.query("INSERT INTO notes VALUES ('a', 'stolen')", [], options));
		await db.exec('DELETE FROM notes', undefined, options);
		return [all.map((r) => r.command), first, copied, refused.code, second, seen, await rows(), wrong.code]`,
		`[["SELECT","INSERT"],0,2,"0A000",0,1,0,"42501"]`)
}

func TestTransactionCommitsAndRollsBack(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ max: 1 }); await db.exec('DELETE FROM plain'); const count = async () => (await db.query('SELECT * FROM plain')).rowCount;
		const value = await db.transaction(async (tx) => { await tx.exec('INSERT INTO plain (id) VALUES (1)'); return 'kept' });
		const one = await count();
		let reason; try { await db.transaction(async (tx) => { await tx.exec('INSERT INTO plain (id) VALUES (2)'); throw new Error('mine') }) } catch (e) { reason = e.message }
		try { await db.transaction((tx) => { throw new Error('at once') }) } catch (e) { reason += ' ' + e.message }
		const swallowed = await failed(db.transaction(async (tx) => { await failed(tx.query('SELECT 1/0')) }));
		let kept; await db.transaction(async (tx) => { kept = tx });
		const late = await failed(kept.query('SELECT 1'));
		const level = await db.transaction(async (tx) => (await tx.query('SHOW transaction_isolation')).rows[0].transaction_isolation, { isolation: 'serializable' });
		const readOnly = await failed(db.transaction((tx) => tx.exec('DELETE FROM plain'), { readOnly: true }));
		return [value, one, reason, swallowed.kind, late.where, level, readOnly.code, await count(), db.stats().inUse]`,
		`["kept",1,"mine at once","25P02","client","serializable","25006",1,0]`)
}

func TestBatchUndoesAllWhenOneFails(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open({ max: 1 }); await db.exec('DELETE FROM plain');
		const e = await failed(db.batch([{ text: 'INSERT INTO plain (id) VALUES (1)' }, { text: 'INSERT INTO plain (id) VALUES (1)' }]));
		return [e.code, (await db.query('SELECT * FROM plain')).rowCount]`, `["23505",0]`)
}

func TestCopyTakesAnyIterableAndLosesNothing(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const db = open(); await db.exec('DELETE FROM plain');
		function* rows() { for (let n = 0; n < 1000; n++) yield [n, 'tab\t \\ \n"ü', ['x,', null], { n: [n] }] }
		const n = await db.copy('plain', ['id', 'word', 'list', 'doc'], rows());
		const { rows: found } = await db.query('SELECT * FROM plain WHERE id = 7');
		const wrong = await failed(db.copy('plain', ['id'], [[7]]));
		function* broken() { yield [5000]; throw new Error('in the iterable') }
		const thrown = await failed(db.copy('plain', ['id'], broken()));
		const width = await failed(db.copy('plain', ['id', 'word'], [[6000]]));
		return [n, found, wrong.code, thrown.where, /in the iterable/.test(thrown.message), width.where, (await db.query('SELECT count(*) FROM plain')).rows[0].count]`,
		`[1000,[{"id":7,"word":"tab\t \\ \n\"ü","list":["x,",null],"doc":{"n":[7]}}],"23505","client",true,"client",1000]`)
}
