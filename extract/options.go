package extract

import (
	"runtime"
	"sync"

	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// Options say what to extract, and where to.
type Options struct {
	Extracts string            // folder that holds one folder a source
	Mappings *mappings.Set     // effective tables
	Work     *ledger.Workspace // open for writing
	Config   config.Config
	Workers  int    // goroutines that read chunks; they decide the speed, and nothing else
	Memory   int64  // bytes the process may use; not needed here, as memory depends on Workers and persons alone
	Tool     string // name and version of the program, for the manifest
	Observer Observer

	chunk    int64 // bytes; tests make it tiny
	capacity int   // rows of a batch
}

// Observer hears of the work. Its functions are called one at a time, from any
// goroutine, and must not block. They are told paths, columns and counts, never
// a value from a record.
type Observer struct {
	OnProgress func(done, total int64, what string) // bytes
	OnWarning  func(text string)
}

// withDefaults fills in what is zero.
func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0) // the work is bound by the processor
	}
	if o.chunk <= 0 {
		o.chunk = 64 << 20 // fixed by the design: units of work depend on the input alone
	}
	if o.capacity <= 0 {
		o.capacity = 2048 // half a megabyte of observations stays in cache
	}
	if o.Tool == "" {
		o.Tool = "lollipop"
	}
	if o.Observer.OnProgress == nil {
		o.Observer.OnProgress = func(int64, int64, string) {}
	}
	if o.Observer.OnWarning == nil {
		o.Observer.OnWarning = func(string) {}
	}
	return o
}

// progress adds up bytes read over all goroutines.
type progress struct {
	mu          sync.Mutex
	tell        func(done, total int64, what string)
	done, total int64
	what        string
}

// phase names what is being done from now on.
func (p *progress) phase(what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what = what
	p.tell(p.done, p.total, what)
}

func (p *progress) add(n int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = min(p.done+n, p.total) // damaged stretches are read more than once
	p.tell(p.done, p.total, p.what)
}
