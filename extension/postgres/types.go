package postgres

import (
	"context"
	"strconv"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// shape is how a type of the server is written and read.
type shape struct {
	kind shapeKind
	// Of an array.
	element uint32
}

type shapeKind int

const (
	asText shapeKind = iota
	asJSON
	asArray
	// pgvector's vector and halfvec: [1,2,3]
	asVector
)

// types knows the types of one database: those that every PostgreSQL has, and those that were asked about.
type types struct{ found sync.Map }

var builtIn = func() map[uint32]shape {
	known := map[uint32]shape{}
	standard := pgtype.NewMap()
	for oid := uint32(1); oid < 6_000; oid++ {
		found, ok := standard.TypeForOID(oid)
		if !ok {
			continue
		}
		switch codec := found.Codec.(type) {
		case *pgtype.ArrayCodec:
			known[oid] = shape{kind: asArray, element: codec.ElementType.OID}
		default:
			known[oid] = shape{}
		}
	}
	known[pgtype.JSONOID] = shape{kind: asJSON}
	known[pgtype.JSONBOID] = shape{kind: asJSON}
	return known
}()

func (t *types) of(oid uint32) shape {
	if known, ok := builtIn[oid]; ok {
		return known
	}
	if known, ok := t.found.Load(oid); ok {
		return known.(shape)
	}
	return shape{}
}

func (t *types) knows(oid uint32) bool {
	if _, ok := builtIn[oid]; ok {
		return true
	}
	_, ok := t.found.Load(oid)
	return ok
}

// learn asks the server about types that are not known yet, such as those of an extension.
func (t *types) learn(ctx context.Context, raw *pgconn.PgConn, oids []uint32) error {
	for _, oid := range oids {
		if t.knows(oid) {
			continue
		}
		result := raw.ExecParams(ctx, "SELECT typname, typelem, typcategory FROM pg_type WHERE oid = $1",
			[][]byte{[]byte(strconv.FormatUint(uint64(oid), 10))}, nil, nil, nil).Read()
		if result.Err != nil {
			return result.Err
		}
		var found shape
		if len(result.Rows) > 0 {
			name, element, category := string(result.Rows[0][0]), string(result.Rows[0][1]), string(result.Rows[0][2])
			switch {
			case name == "vector" || name == "halfvec":
				found.kind = asVector
			case category == "A":
				number, _ := strconv.ParseUint(element, 10, 32)
				found = shape{kind: asArray, element: uint32(number)}
			}
		}
		t.found.Store(oid, found)
	}
	return nil
}
