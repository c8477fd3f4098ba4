// Command bench runs the statements of a workload by pgx alone, as any Go program would: what k6/x/postgres is compared with.
//
//	bench WORKLOAD.json < connection string in DATABASE_URL; prints { "done", "seconds" }
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// workload is what both sides are given.
type workload struct {
	Count       int64       `json:"count"`
	Concurrency int         `json:"concurrency"`
	Max         int32       `json:"max"`
	Statements  []statement `json:"statements"`
}

type statement struct {
	Text     string            `json:"text"`
	Args     [][]any           `json:"args"`
	Settings map[string]string `json:"settings"`
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		return err
	}
	var load workload
	if err := json.Unmarshal(text, &load); err != nil {
		return err
	}
	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	config.MaxConns = load.Max
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	began := time.Now()
	var next, done atomic.Int64
	var all sync.WaitGroup
	failures := make(chan error, load.Concurrency)
	for range load.Concurrency {
		all.Go(func() {
			for turn := next.Add(1) - 1; turn < load.Count; turn = next.Add(1) - 1 {
				if err := send(ctx, pool, load.Statements, int(turn)); err != nil {
					failures <- err
					return
				}
				done.Add(1)
			}
		})
	}
	all.Wait()
	took := time.Since(began)
	select {
	case err := <-failures:
		return err
	default:
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"done": done.Load(), "seconds": took.Seconds()})
}

// send runs one statement; with settings, in a transaction and one round trip.
func send(ctx context.Context, pool *pgxpool.Pool, statements []statement, turn int) error {
	s := statements[turn%len(statements)]
	args := s.Args[(turn/len(statements))%len(s.Args)]
	if len(s.Settings) == 0 {
		rows, err := pool.Query(ctx, s.Text, args...)
		if err != nil {
			return err
		}
		return readAll(rows)
	}
	var batch pgx.Batch
	batch.Queue("BEGIN")
	for name, value := range s.Settings {
		batch.Queue("SELECT set_config($1, $2, true)", name, value)
	}
	batch.Queue(s.Text, args...).Query(readAll)
	batch.Queue("COMMIT")
	return pool.SendBatch(ctx, &batch).Close()
}

// readAll decodes each value, as a program does that uses them.
func readAll(rows pgx.Rows) error {
	defer rows.Close()
	for rows.Next() {
		if _, err := rows.Values(); err != nil {
			return err
		}
	}
	return rows.Err()
}
