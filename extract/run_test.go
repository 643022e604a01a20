package extract

import (
	"context"
	"testing"
)

func TestRunSmall(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	d := base("chis", stamp1, 1)
	d.add(patientTable, patient(1))
	d.add(observationTable, observation(1, 1))
	d.write(t, set, dir)
	s, err := Run(context.Background(), options(t, set, dir))
	if err != nil {
		t.Fatal(err)
	}
	if s.Read != 7 || s.Staged != 7 {
		t.Fatalf("summary %+v", s)
	}
}
