package postgres

import (
	"sync/atomic"
	"time"
)

// usage counts the connections in use. pgx's own count looks at every connection, which is too dear for each statement.
type usage struct {
	now  atomic.Int32
	most atomic.Int32
	told atomic.Int64
}

// How long the gauge may be silent while it does not rise.
const gaugeEvery = 50 * time.Millisecond

// begin counts one more. @returns how many there are, or a negative number where the gauge need not be told: its maximum is always exact.
func (u *usage) begin() int32 {
	now := u.now.Add(1)
	for most := u.most.Load(); now > most; most = u.most.Load() {
		if u.most.CompareAndSwap(most, now) {
			return now
		}
	}
	told, at := u.told.Load(), time.Now().UnixNano()
	if at-told >= int64(gaugeEvery) && u.told.CompareAndSwap(told, at) {
		return now
	}
	return -1
}

func (u *usage) end() { u.now.Add(-1) }
