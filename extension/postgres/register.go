// Package postgres is the k6 module k6/x/postgres: PostgreSQL with pools that all VUs of a process share. index.d.ts declares what it offers.
package postgres

import "go.k6.io/k6/v2/js/modules"

// Version of the module, as scripts see it.
const Version = "0.1.0"

func init() {
	modules.Register("k6/x/postgres", newRoot())
}
