package ledger

import (
	"runtime"
	"testing"
	"time"
)

func TestRecordRunReplacesItsStage(t *testing.T) {
	w := newWorkspace(t)
	cpu, peak := 1.5, int64(1<<20)
	for _, run := range []struct {
		stage string
		run   StageRun
	}{
		{Extract, StageRun{Seconds: 1}},
		{Load, StageRun{Seconds: 2}},
		{Extract, StageRun{Seconds: 3, CPUSeconds: &cpu, PeakRSSBytes: &peak, Rows: 5, Bytes: 6}},
	} {
		if err := w.RecordRun(run.stage, run.run); err != nil {
			t.Fatal(err)
		}
	}
	runs, err := w.Runs()
	if err != nil || len(runs) != 2 {
		t.Fatalf("%v, %v", runs, err)
	}
	got := runs[Extract]
	if got.Seconds != 3 || *got.CPUSeconds != 1.5 || *got.PeakRSSBytes != 1<<20 || got.Rows != 5 {
		t.Errorf("%+v", got)
	}
	if runs[Load].PeakRSSBytes != nil || runs[Load].CPUSeconds != nil {
		t.Error("an unknown figure became a number")
	}
}

func TestRecordRunOverADamagedFile(t *testing.T) {
	w := newWorkspace(t)
	write(t, w.Path(runName), "{")
	if _, err := w.Runs(); err == nil {
		t.Error("a damaged file was read")
	}
	if err := w.RecordRun(Extract, StageRun{Seconds: 1}); err != nil {
		t.Fatal(err)
	}
	if runs, err := w.Runs(); err != nil || len(runs) != 1 {
		t.Errorf("%v, %v", runs, err)
	}
}

func TestMeter(t *testing.T) {
	m := StartMeter(noon)
	room := make([]byte, 64<<20)
	for i := range room {
		room[i] = byte(i)
	}
	run := m.Stop(noon.Add(90 * time.Second))
	runtime.KeepAlive(room)
	if run.Seconds != 90 {
		t.Errorf("%v seconds", run.Seconds)
	}
	if run.CPUSeconds == nil || *run.CPUSeconds <= 0 || *run.CPUSeconds > 3600 {
		t.Errorf("processor seconds %v", run.CPUSeconds)
	}
	if run.PeakRSSBytes == nil || *run.PeakRSSBytes < 64<<20 || *run.PeakRSSBytes > 1<<40 {
		t.Errorf("peak %v", run.PeakRSSBytes)
	}
}
