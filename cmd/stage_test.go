package cmd

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func TestTheLedgerSaysWho(t *testing.T) {
	if who() == "" {
		t.Skip("the system does not say who runs this")
	}
	work := t.TempDir()
	if code, _, _ := execute(t, "transform", "--work", work); code != exitMissing {
		t.Fatalf("exit code %d", code)
	}
	data, err := os.ReadFile(filepath.Join(work, "ledger.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	var entry struct{ Who string }
	if err := json.Unmarshal(line, &entry); err != nil || entry.Who != who() {
		t.Errorf("%s: %v", line, err)
	}
}

func TestWrongPathsAreWrongUsage(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	gone, work := filepath.Join(dir, "gone"), filepath.Join(dir, "work")
	for _, args := range [][]string{
		{"transform", "--work", file},
		{"transform", "--work", work, "--previous", gone},
		{"transform", "--work", work, "--config", gone},
		{"transform", "--work", work, "--config", dir},
		{"transform", "--work", work, "--memory", "10"},
		{"extract", "--work", work, "--extracts", gone},
		{"verify", "--work", work, "--extracts", gone},
		{"fixtures", "generate", "--out", dir},
		{"fixtures", "generate", "--out", file},
	} {
		if code, _, stderr := execute(t, args...); code != exitUsage || !bytes.Contains([]byte(stderr), []byte("hint: ")) {
			t.Errorf("%q: exit code %d, %s", args, code, stderr)
		}
		if exists(work) {
			t.Fatalf("%q made a workspace", args)
		}
	}
}
