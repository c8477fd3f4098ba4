package postgres

import "testing"

func TestGaugeKeepsTheMostThatWereInUse(t *testing.T) {
	vu := newVU(t, newRoot())
	vu.run(`const db = open({ max: 7 }); await Promise.all(Array.from({ length: 30 }, () => db.query('SELECT pg_sleep(0.02)')))`)
	most := 0.0
	for len(vu.samples) > 0 {
		for _, sample := range (<-vu.samples).GetSamples() {
			if sample.Metric.Name == "postgres_pool_in_use" {
				most = max(most, sample.Value)
			}
		}
	}
	if most != 7 {
		t.Errorf("the gauge has %v of 7", most)
	}
}
