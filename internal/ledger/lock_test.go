package ledger

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// holdVariable makes the test binary a process that holds a lock until killed.
const holdVariable = "LOLLIPOP_TEST_HOLD"

func TestMain(m *testing.M) {
	dir := os.Getenv(holdVariable)
	if dir == "" {
		os.Exit(m.Run())
	}
	if _, err := Open(dir); err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	fmt.Println("held")
	select {} // until killed
}

func TestOpenTwiceInOneProcess(t *testing.T) {
	w := newWorkspace(t)
	_, err := Open(w.Dir)
	checkLocked(t, err, os.Getpid())
	reopen(t, w)
}

// The lock must go with a process that is killed: a night run that died must
// not stand in the way of the next.
func TestLockEndsWithItsProcess(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "work")
	holder := exec.Command(os.Args[0], "-test.run=^$")
	holder.Env = append(os.Environ(), holdVariable+"="+dir)
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != "held" {
		t.Fatalf("holder said %q, %v", line, err)
	}
	_, err = Open(dir)
	checkLocked(t, err, holder.Process.Pid)
	write(t, filepath.Join(dir, Load+".partial", "x"), "")
	if w := (&Workspace{Dir: dir}); !w.Underway(Load) || w.Underway(Extract) {
		t.Error("a stage that another process is at work on is not seen, or one that it is not")
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait() // killed: an error by design
	if (&Workspace{Dir: dir}).Underway(Load) {
		t.Error("a stage that a killed process left is said to be underway")
	}
	open(t, dir)
}

func checkLocked(t *testing.T, err error, pid int) {
	t.Helper()
	var locked *LockedError
	if !errors.Is(err, ErrLocked) || !errors.As(err, &locked) {
		t.Fatalf("error is %v", err)
	}
	if locked.PID != pid {
		t.Errorf("says process %d, it is %d", locked.PID, pid)
	}
}

func TestReadPID(t *testing.T) {
	cases := map[string]int{"": 0, "12\n": 12, "x": 0, "-4\n": 0, strings.Repeat("9", 40): 0}
	for text, want := range cases {
		if got := readPID(strings.NewReader(text)); got != want {
			t.Errorf("readPID(%q) = %d, want %d", text, got, want)
		}
	}
}
