package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

const runName = "run.json"

// StageRun is what one run of a stage cost. It stands in run.json, which no
// root covers. A nil pointer (null) is a figure the system does not give.
type StageRun struct {
	Bytes        int64    `json:"bytes"` // written
	CPUSeconds   *float64 `json:"cpu_seconds"`
	PeakRSSBytes *int64   `json:"peak_rss_bytes"`
	Rows         int64    `json:"rows"`
	Seconds      float64  `json:"seconds"`
	// Parts are seconds that all workers together took over parts of the stage.
	Parts map[string]float64 `json:"parts,omitempty"`
	// Target is where a stage filled or read a candidate, without user, password and
	// parameters; "" of a stage that has none.
	Target string `json:"target,omitempty"`
}

// RecordRun puts the cost of a stage into run.json, in place of an earlier one.
// A run.json that cannot be read is begun anew: it is information, not proof.
// Needs the lock.
func (w *Workspace) RecordRun(stage string, run StageRun) error {
	if err := w.writable(); err != nil {
		return fmt.Errorf("record run: %w", err)
	}
	runs, err := w.Runs()
	if err != nil {
		runs = map[string]StageRun{}
	}
	runs[stage] = run
	data, err := json.MarshalIndent(map[string]any{"stages": runs}, "", "  ")
	if err != nil {
		return fmt.Errorf("record run: %w", err)
	}
	return WriteFile(w.Path(runName), append(data, '\n'))
}

// Runs reads run.json: the cost of each stage by its name, empty where none
// was recorded.
func (w *Workspace) Runs() (map[string]StageRun, error) {
	data, err := os.ReadFile(w.Path(runName))
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]StageRun{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", runName, err)
	}
	var file struct {
		Stages map[string]StageRun `json:"stages"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("read %s: %w", runName, err)
	}
	return filled(file.Stages), nil
}

// Meter measures one run of a stage in this process.
type Meter struct {
	began time.Time
	cpu   *float64
}

// StartMeter begins to measure. Where the system can (Linux) the peak of the
// memory starts anew, so that each stage of one process has its own; elsewhere
// the peak is that of the process so far.
func StartMeter(now time.Time) *Meter {
	resetPeak()
	return &Meter{began: now, cpu: cpuSeconds()}
}

// Stop gives what the stage cost: seconds, processor seconds of this process
// and its peak memory. Rows and Bytes are the caller's to fill.
func (m *Meter) Stop(now time.Time) StageRun {
	run := StageRun{Seconds: now.Sub(m.began).Seconds(), PeakRSSBytes: peakRSS()}
	if cpu := cpuSeconds(); cpu != nil && m.cpu != nil {
		used := *cpu - *m.cpu
		run.CPUSeconds = &used
	}
	return run
}
