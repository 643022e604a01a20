//go:build unix

package schedule_test

import (
	"syscall"
	"testing"
	"time"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// BenchmarkEvaluate plans children of every age over histories of about 20
// events, and says how many a second of processor time.
func BenchmarkEvaluate(b *testing.B) {
	e := engine(b)
	type one struct {
		child  schedule.Child
		events []schedule.Event
	}
	const asOf chis.Date = 20210301
	var children []one
	for i := range 4000 {
		born := asOf.AddDays(-i * 7200 / 4000)
		s, _ := onTime(b, e, born.String(), asOf.AddDays(-i%90).String(), chis.SexFemale)
		c := one{*s.child(b), s.history(b)}
		for j := 0; len(c.events) < 20; j++ { // what does not count is history as well
			c.events = append(c.events, schedule.Event{On: chis.MakePartialDate(born.AddDays(30+j*17), chis.PrecisionDay), Kind: schedule.DidNotAttend, Antigens: chis.MenB})
		}
		children = append(children, c)
	}
	var r schedule.Result
	for i := range children { // a plan is made once for a date of birth
		e.Evaluate(&children[i].child, children[i].events, asOf, &r)
	}
	n := 0
	before := processor(b)
	b.ReportAllocs()
	for b.Loop() {
		c := &children[n%len(children)]
		e.Evaluate(&c.child, c.events, asOf, &r)
		n++
	}
	b.ReportMetric(float64(n)/(processor(b)-before).Seconds(), "children/cpu-s")
}

// processor is the processor time of this process so far: what the speed to hold
// is stated in, and what a busy machine does not change.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
