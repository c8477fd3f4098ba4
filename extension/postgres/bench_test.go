package postgres

import (
	"fmt"
	"testing"
)

// go test -run xxx -bench . -cpuprofile cpu.out: what a statement costs by a promise.
func BenchmarkPromises(b *testing.B) {
	vu := newVU(b, newRoot())
	go func() {
		for range vu.samples {
		}
	}()
	_ = vu.VU.Runtime().Set("count", b.N)
	b.ResetTimer()
	_, err := vu.RunOnEventLoop(`(async () => { const db = open({ max: 20 }); let next = 0;
		await Promise.all(Array.from({ length: 50 }, async () => { while (next++ < count) await db.query('SELECT $1::int AS n', [next]) })) })()`)
	if err != nil {
		b.Fatal(fmt.Errorf("the script failed: %w", err))
	}
}
