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
