package postgres

import "testing"

func TestValuesArriveAsJavaScriptHasThem(t *testing.T) {
	vu := newVU(t, newRoot())
	for name, one := range map[string]struct{ sql, want string }{
		"small int8":        {"1::int8", `["number","1"]`},
		"largest exact":     {"9007199254740991::int8", `["number","9007199254740991"]`},
		"int8 beyond":       {"9007199254740993::int8", `["bigint","9007199254740993"]`},
		"least int8":        {"(-9223372036854775808)::int8", `["bigint","-9223372036854775808"]`},
		"int2":              {"(-3)::int2", `["number","-3"]`},
		"numeric":           {"12.50::numeric", `["number","12.5"]`},
		"numeric beyond":    {"12345678901234567890.123::numeric", `["string","12345678901234567890.123"]`},
		"tenth":             {"0.1::numeric", `["number","0.1"]`},
		"NaN":               {"'NaN'::numeric", `["number","NaN"]`},
		"float4":            {"1.5::float4", `["number","1.5"]`},
		"infinite":          {"'-infinity'::float8", `["number","-Infinity"]`},
		"bool":              {"false", `["boolean","false"]`},
		"text":              {"'grüße \"x\"'::text", `["string","grüße \"x\""]`},
		"varchar":           {"'a'::varchar(3)", `["string","a"]`},
		"null":              {"NULL::int", `["object","null"]`},
		"uuid":              {"'00000000-0000-4000-8000-00000000000a'::uuid", `["string","00000000-0000-4000-8000-00000000000a"]`},
		"array":             {"ARRAY[1,NULL,3]", `["object","1,,3"]`},
		"array of int8":     {"ARRAY[9007199254740993]", `["object","9007199254740993"]`},
		"nested":            {"ARRAY[ARRAY['a,\"b','c'],ARRAY['NULL',NULL]]", `["object","a,\"b,c,NULL,"]`},
		"empty array":       {"'{}'::text[]", `["object",""]`},
		"infinite time":     {"'infinity'::timestamptz", `["string","infinity"]`},
		"interval":          {"'1 day'::interval", `["string","1 day"]`},
		"several of a text": {"''", `["string",""]`},
	} {
		t.Run(name, func(t *testing.T) {
			vu.t = t
			vu.is("const { rows } = await open().query(`SELECT "+one.sql+" AS v`); return [typeof rows[0].v, String(rows[0].v)]", one.want)
		})
	}
}

func TestTimesAndDocumentsAndBytes(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const { rows } = await open().query("SELECT '2026-01-02T03:04:05.678Z'::timestamptz AS t, '1969-12-31T23:59:59.9995Z'::timestamptz AS before, '{\"a\":[1,{\"b\":null}]}'::jsonb AS j, '\\x00ff'::bytea AS b");
		const [row] = rows; return [row.t instanceof Date, row.t, row.before, row.j.a[1].b, Array.from(new Uint8Array(row.b))]`,
		`[true,"2026-01-02T03:04:05.678Z","1969-12-31T23:59:59.999Z",null,[0,255]]`)
}

func TestResultIsAsNodePostgresHasIt(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const { tookMs, ...result } = await open().query('SELECT 7 AS a, $1::text AS b', ['x']); return { ...result, timed: tookMs > 0 }`,
		`{"rows":[{"a":7,"b":"x"}],"rowCount":1,"fields":[{"name":"a","dataTypeID":23},{"name":"b","dataTypeID":25}],"command":"SELECT","timed":true}`)
	vu.is(`const { tookMs, ...result } = await open().query('SELECT 1 AS a WHERE false'); return result`,
		`{"rows":[],"rowCount":0,"fields":[{"name":"a","dataTypeID":23}],"command":"SELECT"}`)
}

func TestValuesGoToTheServer(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.is(`const { rows } = await open().query(
		'SELECT $1::int8 + 1 AS big, $2::text[] AS list, $3::jsonb AS doc, $4::timestamptz AS at, $5::bytea AS raw, $6::text AS none, $7::jsonb AS docs, $8::float8 AS f',
		[9007199254740993n, ['a"', 'b\\', null], { k: [1] }, new Date(5), new Uint8Array([1, 254]), undefined, [1, 'x', { y: 2 }], 0.1]);
		const [r] = rows; return [String(r.big), r.list, r.doc, r.at, Array.from(new Uint8Array(r.raw)), r.none, r.docs, r.f]`,
		`["9007199254740994",["a\"","b\\",null],{"k":[1]},"1970-01-01T00:00:00.005Z",[1,254],null,[1,"x",{"y":2}],0.1]`)
	if got := vu.fails(`open().query('SELECT $1::text', ['a\u0000b'])`); got.Where != "client" {
		t.Errorf("a NUL gave %+v", got)
	}
	if got := vu.fails(`open().query('SELECT $1::text', [])`); got.Where != "client" {
		t.Errorf("a value too few gave %+v", got)
	}
}
