package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// AddressVariable names an environment variable that holds the address of a server to use instead of a private one.
const AddressVariable = "LOLLIPOP_TEST_POSTGRES"

const patience = 60 * time.Second // a loaded machine starts a server slowly

// Server is a running server.
type Server struct {
	admin *url.URL
	names int
}

// Start starts a server that lives as long as t. Settings such as "shared_buffers=1GB" go on its command line; the
// ones for tests (no fsync) come first, so that they can be overridden. Where no server is installed the test is
// skipped, or fails if CI is set.
func Start(t testing.TB, settings ...string) *Server {
	t.Helper()
	if address := os.Getenv(AddressVariable); address != "" {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatalf("%s is no address", AddressVariable)
		}
		return &Server{admin: u}
	}
	bin := binaries()
	if bin == "" {
		const say = "no PostgreSQL server here: install the package postgresql, or set " + AddressVariable
		if os.Getenv("CI") != "" {
			t.Fatal(say)
		}
		t.Skip(say)
	}
	return launch(t, bin, settings)
}

// binaries returns the folder of initdb and postgres, the newest version's where there are several, or "".
func binaries() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return ""
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
	return filepath.Dir(newest)
}

func version(path string) (n int) {
	_, _ = fmt.Sscanf(strings.TrimPrefix(path, "/usr/lib/postgresql/"), "%d", &n)
	return n
}

// launch makes the cluster in a folder with a short name: the path of a Unix socket has at most 107 bytes, and the
// folder of t is closed to the other user.
func launch(t testing.TB, bin string, settings []string) *Server {
	t.Helper()
	dir, err := os.MkdirTemp("", "pgtest")
	check(t, err)
	t.Cleanup(func() { check(t, os.RemoveAll(dir)) })
	as, err := otherUser(dir)
	check(t, err)
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8",
		"--locale=C", "--no-sync", "--no-instructions")
	as(initdb)
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	args := []string{"-D", data, "-k", dir, "-c", "listen_addresses="}
	for _, s := range append([]string{
		"fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=40",
		"shared_buffers=64MB",
	}, settings...) {
		args = append(args, "-c", s)
	}
	run(t, exec.Command(filepath.Join(bin, "postgres"), args...), as)
	u := &url.URL{Scheme: "postgres", User: url.User("tester"), Path: "/postgres"}
	u.RawQuery = url.Values{"host": {dir}}.Encode()
	s := &Server{admin: u}
	s.await(t)
	return s
}

// run starts the server and ends it, by its own process alone, when t ends.
func run(t testing.TB, server *exec.Cmd, as func(*exec.Cmd)) {
	t.Helper()
	as(server)
	var log strings.Builder
	server.Stderr = &log
	check(t, server.Start())
	t.Cleanup(func() {
		quit(server.Process)
		force := time.AfterFunc(10*time.Second, func() { _ = server.Process.Kill() })
		_ = server.Wait() // it was told to stop: its code says nothing
		force.Stop()
		if t.Failed() {
			t.Logf("server log:\n%s", log.String())
		}
	})
}

func (s *Server) await(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		c, err := pgconn.Connect(ctx, s.admin.String())
		if err == nil {
			check(t, c.Close(ctx))
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the server does not answer: %v", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Database makes an empty database and returns its address.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	s.names++
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), s.names)
	s.Exec(t, s.admin.String(), "CREATE DATABASE "+name)
	if os.Getenv(AddressVariable) != "" {
		t.Cleanup(func() { s.Exec(t, s.admin.String(), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	}
	u := *s.admin
	u.Path = "/" + name
	return u.String()
}

// Exec runs a script in the database of an address.
func (s *Server) Exec(t testing.TB, address, script string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
	defer cancel()
	c, err := pgconn.Connect(ctx, address)
	check(t, err)
	_, err = c.Exec(ctx, script).ReadAll()
	check(t, err)
	check(t, c.Close(ctx))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
